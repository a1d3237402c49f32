import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { DefinitionVersion } from '../../../server/catalog/DefinitionVersion.ts';
import { seedDemonstration } from '../../../server/identity/seedPeople.ts';
import { localised } from '../../../engine/forms/localised.ts';
import { seedCalendars, seedMatters } from '../../../server/system/seedCity.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

describe.each(databases)('A demonstration city on $database', ({ url }) => {
  let city: TestApp;
  let clerk: Caller;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yijianshi-city-'));
    const databaseUrl = await url();
    city = await openTestApp({ config: { databaseUrl, dataDir: folder, demo: true }, now: () => '2026-09-18T01:30:00.000Z' });
    // Twice: a second start must change nothing.
    for (let start = 0; start < 2; start += 1) {
      await seedCalendars(city.context);
      await seedDemonstration(city.context);
      await seedMatters(city.context);
    }
    clerk = await city.signedIn('clerk7', ['clerk']);
  }, 180_000);
  afterAll(async () => {
    await city.close();
    rmSync(folder, { recursive: true });
  });

  test('its accounts stand once in a file that only its owner reads, and sign in', async () => {
    const file = join(folder, 'secrets/accounts.txt');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split('\t'));
    expect(new Set(lines.map(([id]) => id)).size).toBe(lines.length);
    expect(lines.map(([id]) => id)).toEqual(expect.arrayContaining(['designer1', 'publisher1', 'clerk1', 'power-1', 'power-chief', 'admin1']));
    const [username, password] = lines.find(([id]) => id === 'auditor1') ?? [];
    const reply = await request(city.app).post('/api/session').send({ username, password });
    expect(reply.body).toMatchObject({ user: 'auditor1', roles: ['auditor'] });
  });

  test('the shipped matters are version 1, submitted by one person and published by another', async () => {
    const versions = await city.orm.em.fork().find(DefinitionVersion, {}, { orderBy: { key: 'asc' } });
    expect(versions.map(({ key, version, profile, submittedBy, publishedBy }) => ({ key, version, profile, submittedBy, publishedBy }))).toEqual(
      ['joint-utility-connection', 'joint-visit', 'open-a-restaurant'].map((key) => ({ key, version: 1, profile: 'matter', submittedBy: 'designer1', publishedBy: 'publisher1' })),
    );
    const whole = versions.find(({ key }) => key === 'joint-utility-connection');
    expect(Object.values(whole?.pins ?? {})).toEqual([{ key: 'joint-visit', version: 1, contentHash: versions[1]?.contentHash }]);
    for (const version of versions) expect(version.verified().main).toBe(version.process);
  });

  test('matters are offered, a flow that is only called is not', async () => {
    const { body } = await clerk.get('/api/matters');
    expect(body.map(({ key }: { key: string }) => key)).toEqual(['joint-utility-connection', 'open-a-restaurant']);
    expect(body[0]).toMatchObject({ name: '水电气网联合报装', leadDepartment: 'housing', version: 1 });
    const called = await clerk.get('/api/matters/joint-visit/guide');
    expect([called.status, called.body.code]).toEqual([404, 'MATTER_NOT_OFFERED']);
  });

  test('the guide has questions, one form, materials, items and the promise by the calendar in force', async () => {
    const { body } = await clerk.get('/api/matters/joint-utility-connection/guide');
    expect(body.promise).toMatchObject({ amount: 45, unit: 'workingDay', kind: 'statutory', dueOn: '2026-11-26', provisional: false });
    expect(body.situations.length).toBeGreaterThan(0);
    expect(body.form.sections.flatMap(({ fields }: { fields: object[] }) => fields).length).toBeGreaterThan(0);
    expect(body.materials.length).toBeGreaterThan(0);
    const english = await clerk.get('/api/matters/open-a-restaurant/guide').set('Accept-Language', 'en');
    expect(english.body.situations[0].label).toBe('Hot food with fumes?');
    expect(english.body.items.map(({ name, department }: { name: string; department: string }) => [name, department])).toContainEqual(['Food permit', 'marketRegulation']);
  });

  test('the panel is offered what is registered', async () => {
    const designer = await city.signedIn('designer7', ['designer']);
    const { body } = await designer.get('/api/elements-data');
    expect(body.departments).toContainEqual({ id: 'housing', name: '住房城乡建设局', sample: false, system: 'none' });
    expect(body.connectors).toContainEqual(expect.objectContaining({ code: 'licence-check', department: 'marketRegulation', operation: 'application', mode: 'sync', outputs: [] }));
    expect(body.ladders.map(({ id }: { id: string }) => id)).toEqual(['none', 'default']);
    expect(body.processes.map(({ version }: { version: number }) => version)).toEqual([1, 1, 1]);
    expect(body.items.length).toBeGreaterThan(0);
  });
});

test('texts of a form come in one language, Chinese where there is no English', () => {
  expect(localised({ label: { zh: '名称', en: 'Name' }, options: [{ value: 1, label: { zh: '一' } }], when: 'a > 1', n: 1 }, 'en')).toEqual({
    label: 'Name', options: [{ value: 1, label: '一' }], when: 'a > 1', n: 1,
  });
});
