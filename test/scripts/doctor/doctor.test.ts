import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { examineCluster, versionServes } from '../../../scripts/doctor/cluster.ts';
import { examineDatabase } from '../../../scripts/doctor/database.ts';
import { freePort } from '../../support/freePort.ts';
import { postgres } from '../../support/postgres.ts';
import { temporal } from '../../support/temporal.ts';

const points = (findings: { level: string, key: string }[]) => findings.map(({ level, key }) => `${level} ${key}`);

describe('a Temporal cluster', () => {
  test('that has all we need is found good on every point', async () => {
    const { address, namespace } = await temporal();

    const findings = await examineCluster({ address, namespace });

    expect(points(findings)).toEqual(['ok doctorVersion', 'ok doctorRetention', 'ok doctorRights', 'ok doctorUpdates', 'ok doctorVersioning']);
  }, 120_000);

  test('without the namespace is named so, with the command that makes it', async () => {
    const { address } = await temporal();

    const findings = await examineCluster({ address, namespace: 'not-there' });

    expect(points(findings)).toEqual(['ok doctorVersion', 'error doctorNamespaceMissing']);
  }, 120_000);

  test('with a short retention is a warning', async () => {
    const { address } = await temporal();

    const findings = await examineCluster({ address, namespace: 'default' });

    expect(points(findings)).toContain('warning doctorRetentionShort');
  }, 120_000);

  test('that cannot be reached is one error', async () => {
    const findings = await examineCluster({ address: `127.0.0.1:${await freePort()}`, namespace: 'default' });

    expect(points(findings)).toEqual(['error doctorUnreachable']);
  }, 30_000);

  test.each([
    ['1.29.2', 'temporal.example:7233', true],
    ['1.30.0', 'temporal.example:7233', true],
    ['2.0.0', 'temporal.example:7233', true],
    ['1.29.1', 'temporal.example:7233', false],
    ['1.28.9', 'temporal.example:7233', false],
    ['1.29.2-rc1', 'temporal.example:7233', true],
    ['1.29.1', '127.0.0.1:7302', true],
    ['1.29.1', 'localhost:7302', true],
  ])('of version %s at %s serves: %s', (version, address, serves) => {
    expect(versionServes(version, address)).toBe(serves);
  });
});

describe('a database', () => {
  test('of PostgreSQL that has all we need is found good on every point', async () => {
    const { url } = await postgres();

    const findings = await examineDatabase(url, '/nowhere');

    expect(points(findings)).toEqual(['ok doctorPostgres', 'ok doctorEncoding', 'ok doctorCreate']);
  }, 120_000);

  test('that cannot be reached is one error, without the password', async () => {
    const findings = await examineDatabase(`postgresql://city:secret@127.0.0.1:${await freePort()}/yijianshi`, '/nowhere');

    expect(points(findings)).toEqual(['error doctorDatabaseUnreachable']);
    expect(JSON.stringify(findings)).not.toContain('secret');
  }, 30_000);

  test('in a file needs a folder that can be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yijianshi-doctor-'));
    writeFileSync(join(folder, 'file'), '');

    expect(points(await examineDatabase(null, join(folder, 'data')))).toEqual(['ok doctorFolder']);
    expect(points(await examineDatabase(null, join(folder, 'file', 'data')))).toEqual(['error doctorFolderRights']);
  });
});
