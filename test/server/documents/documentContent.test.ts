import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Case } from '../../../server/cases/Case.ts';
import { documentContent } from '../../../server/documents/documentContent.ts';
import { DocumentRow } from '../../../server/documents/DocumentRow.ts';
import { renderDocument } from '../../../server/documents/render.ts';
import { Department } from '../../../server/identity/Department.ts';
import type { Role } from '../../../server/identity/roles.ts';
import { migrate, openOrm, type Orm } from '../../../server/orm.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { destroyCaseKey, storePersonal } from '../../../server/personal/personalValues.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { at, opened, step, told, writeCase } from '../readModel/story.ts';

const master = deriveMasterKey(Buffer.alloc(32, 7));
const config = { publicUrl: 'http://127.0.0.1:7300', demo: false };
let orm: Orm;

beforeAll(async () => {
  orm = await openOrm({ databaseUrl: null, dataDir: ':memory:' });
  await migrate(orm);
  const em = orm.em.fork();
  em.create(Department, { id: 'gasCompany', nameZh: '燃气企业', nameEn: 'Gas company', sample: true, position: 1 });
  em.create(Department, { id: 'housing', nameZh: '住房城乡建设局', nameEn: 'Housing', sample: false, position: 2 });
  await em.flush();
});
afterAll(() => orm.close(true));

async function read(caseNumber: string, code: string, roles: readonly Role[] = ['clerk']) {
  const em = orm.em.fork();
  const found = await em.findOneOrFail(Case, { caseNumber });
  const row = await em.findOneOrFail(DocumentRow, { caseNumber, code });
  return documentContent({ em, master, config, caller: { roles, department: null } }, found, row, 'zh-CN');
}

test('a joint opinion holds what each participant concluded at this visit, and what the lead wrote', async () => {
  // given
  await writeCase(orm, 'D1', { leadDepartment: 'housing' });
  const data = { conclusions: [{ department: 'gasCompany', opinion: 'rectify', points: '调压箱间距不足' }], jointText: '整改后复验', shopName: 'x' };
  await apply(orm, told('D1', [step(1, [opened(2, 'housing', { name: '形成联合意见', form: 'visit-joint-opinion' }), { type: 'document', code: 'jointOpinion', instance: 2, data }])]));

  // when
  const content = await read('D1', 'jointOpinion');

  // then
  expect(content).toMatchObject({
    issuer: '住房城乡建设局',
    entries: [{ name: '联合意见', value: '整改后复验' }],
    opinions: [{ department: '燃气企业', opinion: 'rectify', comment: '调压箱间距不足', on: '2026-09-18' }],
    sample: false,
  });
  expect(renderDocument(content, 'zh-CN')).toContain('整改后通过');
});

test('a conclusion lists the opinions given until then', async () => {
  // given
  await writeCase(orm, 'D2', { leadDepartment: 'housing' });
  await apply(
    orm,
    told('D2', [
      step(1, [opened(2, 'gasCompany'), opened(3, 'housing', { form: 'conclusion' })]),
      step(2, [{ type: 'closed', element: 'task-2', instance: 2, how: 'completed', opinion: 'disagree', comment: '容量不足' }]),
      step(3, [{ type: 'closed', element: 'task-3', instance: 3, how: 'completed' }, { type: 'document', code: 'conclusion', instance: 3, data: { resultText: '部分接通' } }]),
    ]),
  );

  // then
  expect(await read('D2', 'conclusion')).toMatchObject({ entries: [{ value: '部分接通' }], opinions: [{ department: '燃气企业', opinion: 'disagree', comment: '容量不足' }] });
});

test('an applicant who was erased by law is named by nobody any more', async () => {
  // given
  await writeCase(orm, 'D3');
  const em = orm.em.fork();
  storePersonal(em, master, 'D3', { applicantName: { value: '陈小明', sharedWith: [] } }, at(0));
  em.create(DocumentRow, { id: 'D3.0.0', caseNumber: 'D3', code: '04', instance: null, data: '{}', issuedAt: at(0) });
  await em.flush();
  expect((await read('D3', '04')).facts).toMatchObject({ applicant: '陈小明' });

  // when
  await destroyCaseKey(orm.em.fork(), 'D3', 'admin1', at(1));

  // then
  const content = await read('D3', '04');
  expect(content.facts).toMatchObject({ applicant: '（已依法删除）' });
  expect(content.qr).toContain('<svg');
});

test("a document names a person behind the mask that lists have, but to a clerk, and is dated by the day in China", async () => {
  // given
  await writeCase(orm, 'D4');
  const em = orm.em.fork();
  storePersonal(em, master, 'D4', { applicantName: { value: '陈小明', sharedWith: [] } }, at(0));
  em.create(DocumentRow, { id: 'D4.0.0', caseNumber: 'D4', code: '04', instance: null, data: '{}', issuedAt: '2026-09-18T23:30:00.000Z' });
  await em.flush();

  // then
  expect((await read('D4', '04', ['clerk'])).facts).toMatchObject({ applicant: '陈小明', on: '2026-09-19' });
  for (const role of ['approver', 'supervisor', 'auditor', 'operator', 'administrator'] as const) {
    expect((await read('D4', '04', [role])).facts.applicant).toBe('陈**');
  }
});
