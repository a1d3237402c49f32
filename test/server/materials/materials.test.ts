import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { Case } from '../../../server/cases/Case.ts';
import type { Context } from '../../../server/http/context.ts';
import { openLog } from '../../../server/log.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { Material } from '../../../server/materials/Material.ts';
import { readMaterial, storeMaterial, typeOf } from '../../../server/materials/storeMaterial.ts';
import { writeCase } from '../readModel/story.ts';
import { openTestApp, type TestApp } from '../support/openTestApp.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-materials-'));
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test.each([
  [pdf, 'application/pdf'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
  [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  [Buffer.from([0x50, 0x4b, 3, 4]), 'application/zip'],
])('a file is what its first bytes say', (bytes, type) => {
  expect(typeOf(bytes)).toBe(type);
});

test.each([['MZ programme'], ['<html><script>'], ['']])('%j is nothing that may be handed in', (text) => {
  expect(() => typeOf(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'MATERIAL_TYPE_REFUSED' }));
});

test('a file is stored once under its digest, and a changed byte is noticed', async () => {
  // given
  const sha256 = await storeMaterial(dataDir, pdf);
  expect(await storeMaterial(dataDir, pdf)).toBe(sha256);
  expect(await readMaterial(dataDir, sha256)).toEqual(pdf);

  // when
  writeFileSync(join(dataDir, 'materials', sha256), 'tampered');

  // then
  await expect(readMaterial(dataDir, sha256)).rejects.toMatchObject({ code: 'MATERIAL_DAMAGED' });
});

describe('over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    const folder = mkdtempSync(join(dataDir, 'app-'));
    const services = {} as { -readonly [name in keyof Context['services']]: Context['services'][name] };
    app = await openTestApp({ config: { dataDir: folder }, services });
    services.cases = createCaseServices({ orm: app.orm, cases: null, master: deriveMasterKey(Buffer.alloc(32, 7)), log: openLog({ logLevel: 'silent' }, 'test') });
  });
  afterAll(() => app.close());

  const upload = async (bytes: Buffer, headers: Record<string, string>) => {
    const clerk = await app.signedIn('clerk1', ['clerk'], 'serviceCentre');
    return request(app.app).post('/api/materials').set('Cookie', clerk.cookie).set('X-CSRF', clerk.csrf).set('Idempotency-Key', `key-${Math.random()}`).set('Content-Type', 'application/octet-stream').set(headers).send(bytes);
  };

  test('name and kind are kept, a path in the name is not', async () => {
    const reply = await upload(pdf, { 'X-Filename': encodeURIComponent('../../etc/红线图\r\n.pdf'), 'X-Kind': 'sitePlan' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ name: '....etc红线图.pdf', kind: 'sitePlan', type: 'application/pdf', size: pdf.length });
    expect(readFileSync(join(app.context.config.dataDir, 'materials', reply.body.sha256 as string))).toEqual(pdf);
  });

  test('a programme, a missing kind and an approver without a case are refused', async () => {
    expect((await upload(Buffer.from('MZ'), { 'X-Kind': 'sitePlan' })).body).toMatchObject({ status: 422, code: 'MATERIAL_TYPE_REFUSED' });
    expect((await upload(pdf, { 'X-Kind': '../x' })).body).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
  });

  test('a file of a case is read by those who may see the case, as itself and never as a page', async () => {
    // given
    const { body } = await upload(pdf, { 'X-Filename': 'a.pdf', 'X-Kind': 'sitePlan' });
    await writeCase(app.orm, 'M1', { leadDepartment: 'housing' } as Partial<Case>);
    await app.orm.em.fork().nativeUpdate(Material, { id: body.id as string }, { caseNumber: 'M1' });
    const path = `/api/cases/M1/materials/${body.id}`;

    // then
    const reply = await (await app.signedIn('housing-1', ['approver'], 'housing')).get(path);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-disposition': "inline; filename*=UTF-8''a.pdf" });
    expect((await (await app.signedIn('gas-1', ['approver'], 'gasCompany')).get(path)).status).toBe(404);
    expect((await request(app.app).get(path)).status).toBe(401);
  });
});
