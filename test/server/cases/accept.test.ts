import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { Case } from '../../../server/cases/Case.ts';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { DefinitionVersion } from '../../../server/catalog/DefinitionVersion.ts';
import { PersonalValue } from '../../../server/personal/PersonalValue.ts';
import type { Context } from '../../../server/http/context.ts';
import { openLog } from '../../../server/log.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { seedCalendars, seedMatters } from '../../../server/system/seedCity.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-accept-'));
const form = { applicantName: '珠海示例餐饮有限公司', uscc: '91440402MA5ABCDE1K', contactName: '陈示例', contactPhone: '13800138000', shopName: '海风小馆（示例）', address: '珠海市香洲区示例路 18 号' };
const application = { matter: 'open-a-restaurant', situations: { hotFood: false, signboard: false, area: 80 }, form, materials: [] as { id: string; material: string }[] };
let app: TestApp;
let clerk: Caller;

beforeAll(async () => {
  const services = {} as { -readonly [name in keyof Context['services']]: Context['services'][name] };
  app = await openTestApp({ services, config: { dataDir } });
  services.cases = createCaseServices({ orm: app.orm, cases: null, master: deriveMasterKey(Buffer.alloc(32, 7)), log: openLog({ logLevel: 'silent' }, 'test') });
  await seedCalendars(app.context);
  await seedMatters(app.context);
  clerk = await app.signedIn('clerk1', ['clerk'], 'serviceCentre');
}, 120_000);
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function handedIn(ids = ['licence', 'premises', 'layout']): Promise<{ id: string; material: string }[]> {
  return Promise.all(
    ids.map(async (id) => {
      const reply = await request(app.app).post('/api/materials').set('Cookie', clerk.cookie).set('X-CSRF', clerk.csrf).set('Idempotency-Key', `upload-${Math.random()}`).set('X-Kind', id).set('Content-Type', 'application/pdf').send(Buffer.from('%PDF-1.4\n%%EOF\n'));
      return { id, material: reply.body.id as string };
    }),
  );
}

test('the shipped matter is published, so that it can be accepted', async () => {
  expect(await app.orm.em.fork().count(DefinitionVersion, { key: 'open-a-restaurant', version: 1 })).toBe(1);
});

test('every error of the form is told at once, in plain Chinese, beside its field (SC-35)', async () => {
  const reply = await clerk.send('post', '/api/cases', { ...application, form: { ...form, uscc: '91440402MA4TEST001', contactId: '440402199002300011', contactPhone: '' } });
  expect(reply.status).toBe(422);
  expect(reply.body).toMatchObject({
    code: 'FORM_INVALID',
    details: {
      fields: [
        { field: 'uscc', label: '统一社会信用代码', fault: 'usccLetters', text: expect.stringContaining('不使用 I、O、S、V、Z') },
        { field: 'contactPhone', fault: 'required', text: '请填写此项' },
        { field: 'contactId', fault: 'idDate', text: '身份证号中的出生日期不存在' },
      ],
    },
  });
  expect(JSON.stringify(reply.body)).not.toContain('440402199002300011');
});

test('missing materials are listed once and whole, with the text of the notice (文书 02)', async () => {
  const reply = await clerk.send('post', '/api/cases', { ...application, situations: { hotFood: true, signboard: false, area: 320 }, materials: await handedIn(['licence']) });
  expect(reply.status).toBe(422);
  expect(reply.body).toMatchObject({
    code: 'MATERIALS_MISSING',
    details: { missing: [{ id: 'premises' }, { id: 'layout' }, { id: 'fumes', name: '油烟净化设施说明' }, { id: 'fireStatement' }], document: { code: '02', title: '补正材料通知书' } },
  });
});

test("a file that isn't there, or is another material's, is refused", async () => {
  const [licence, premises, layout] = await handedIn();
  const materials = [licence!, { id: 'premises', material: layout!.material }, { id: 'layout', material: premises!.material }];
  expect((await clerk.send('post', '/api/cases', { ...application, materials })).body).toMatchObject({ code: 'MATERIAL_UNKNOWN' });
});

test('while Temporal is away a case is accepted all the same, promised by the calendar and started later (FI-10)', async () => {
  // when
  const reply = await clerk.send('post', '/api/cases', { ...application, materials: await handedIn(), rehearsal: { now: '2026-09-18T01:30:00.000Z' } });

  // then: twenty working days over the National Day holiday (fixture B)
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ status: 'starting', dueOn: '2026-10-22', provisional: false, workingDays: 20, computation: { startedOn: '2026-09-18', firstCountedOn: '2026-09-20' } });
  const { caseNumber, checkCode } = reply.body as { caseNumber: string; checkCode: string };
  const row = await app.orm.em.fork().findOneOrFail(CommandRow, { caseNumber });
  expect(row).toMatchObject({ kind: 'start', state: 'pending' });
  expect((await request(app.app).get(`/api/progress/${caseNumber}?code=${checkCode}`)).body).toMatchObject({ state: 'received', dueOn: '2026-10-22', stages: [{ name: '受理核验', state: 'now' }, ...Array(4).fill({ state: 'next' })] });
});

test('a closed case loses its person for good, an open one keeps it (AU-11)', async () => {
  // given
  const { caseNumber } = (await clerk.send('post', '/api/cases', { ...application, materials: await handedIn() })).body as { caseNumber: string };
  const administrator = await app.signedIn('admin9', ['administrator']);
  const path = `/api/cases/${caseNumber}/erasure`;
  expect((await administrator.send('post', path, { reason: '依法删除' })).body).toMatchObject({ status: 409, code: 'CASE_STILL_OPEN' });
  await app.orm.em.fork().nativeUpdate(Case, { caseNumber }, { status: 'completed' });

  // when
  expect((await clerk.send('post', path, { reason: '依法删除' })).status).toBe(403);
  expect((await administrator.send('post', path, { reason: '依法删除' })).status).toBe(204);

  // then
  expect((await clerk.get(`/api/cases/${caseNumber}`)).body).toMatchObject({ name: '', form: { contactName: '', shopName: '海风小馆（示例）' } });
  expect((await clerk.get(`/api/cases/${caseNumber}/documents/${caseNumber}.0.0`)).text).toContain('（已依法删除）');
});

test('no personal value is written in the clear: not in the case, not in the command, not in the log (S-20)', async () => {
  // given
  const reply = await clerk.send('post', '/api/cases', { ...application, form: { ...form, contactName: '金丝雀某', contactPhone: '13912345678' }, materials: await handedIn() });
  const { caseNumber } = reply.body as { caseNumber: string };

  // then
  const stored = JSON.stringify([
    await app.orm.em.fork().getConnection().execute('select * from cases where case_number = ?', [caseNumber], 'all'),
    await app.orm.em.fork().getConnection().execute('select * from commands where case_number = ?', [caseNumber], 'all'),
    await app.orm.em.fork().find(PersonalValue, { caseNumber }),
    app.logged,
  ]);
  expect(stored).toContain(caseNumber);
  for (const canary of ['金丝雀某', '13912345678', '珠海示例餐饮有限公司']) expect(stored).not.toContain(canary);
  expect((await clerk.get(`/api/cases/${caseNumber}`)).body).toMatchObject({ form: { contactName: '金丝雀某' }, name: '珠海示例餐饮有限公司' });
  const auditor = await app.signedIn('auditor1', ['auditor']);
  expect((await auditor.get(`/api/cases/${caseNumber}`)).body).toMatchObject({ form: { contactName: '金***', contactPhone: '139****5678' }, name: '珠******' });
});
