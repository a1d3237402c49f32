import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Case } from '../../../server/cases/Case.ts';
import { correctedAnswers } from '../../../server/cases/correctedAnswers.ts';
import { DocumentRow } from '../../../server/documents/DocumentRow.ts';
import { createDefinition } from '../../../server/catalog/createDefinition.ts';
import { reviewSubmission } from '../../../server/catalog/reviewSubmission.ts';
import { submitDraft } from '../../../server/catalog/submitDraft.ts';
import type { Context } from '../../../server/http/context.ts';
import { openLog } from '../../../server/log.ts';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { seedCalendars } from '../../../server/system/seedCity.ts';
import { drawing } from '../catalog/drawings.ts';
import { fakeCases } from '../outbox/fakeCases.ts';
import { opened, step, told, writeCase } from '../readModel/story.ts';
import { enterMatter } from '../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

const key = 'step-rights';
const form = {
  situations: [{ name: 'hotFood', label: '热食', type: 'yesNo' }],
  form: { sections: [{ title: '项目', fields: [{ name: 'voltage', label: '电压等级', type: 'choice', options: [{ value: 'low', label: '低压 0.4 kV' }, { value: 'high', label: '高压 10 kV' }] }, { name: 'pipe', label: '管径', type: 'number', required: true, min: 15, unit: 'mm' }, { name: 'secret', label: '底价', type: 'text', unit: '元' }, { name: 'enterpriseName', label: '企业', type: 'text' }, { name: 'projectCode', label: '项目代码', type: 'text' }] }] },
  materials: [],
  rights: { task: { pipe: 'editable', secret: 'hidden', score: 'readOnly', enterpriseName: 'hidden', projectCode: 'hidden' } },
} as const;
const stepForms = { check: { title: '核查', sections: [{ title: '核查', fields: [{ name: 'note', label: '说明', type: 'text', required: true, when: 'pipe >= 100' }, { name: 'score', label: '得分', type: 'number' }] }] } };

let app: TestApp;
let officer: Caller;
const engine = fakeCases();

beforeAll(async () => {
  const services = {} as { -readonly [name in keyof Context['services']]: Context['services'][name] };
  app = await openTestApp({ services });
  services.cases = createCaseServices({ orm: app.orm, cases: engine.cases, master: deriveMasterKey(Buffer.alloc(32, 7)), log: openLog({ logLevel: 'silent' }, 'test') });
  await seedCalendars(app.context);
  const xml = drawing({ process: 'stepRights', task: 'gov:department="housing" gov:role="approver" gov:form="check" gov:limitAmount="1" gov:limitUnit="workingDay"', terms: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' });
  await enterMatter(app.orm, 'TEST-20', 20);
  const now = '2026-09-18T01:00:00.000Z';
  const em = app.orm.em.fork();
  await createDefinition(em, 'designer1', now, { key, name: '权限', xml, form, parts: { stepForms, decisions: {}, scenarios: {}, guide: {} } });
  const { id: submission } = await submitDraft(em, 'designer1', now, { key, note: '' });
  await em.flush();
  await reviewSubmission(em, 'publisher1', now, { key, decision: 'publish', comment: '', submission });
  await writeCase(app.orm, 'R1', { matter: key, definitionVersion: 1, situations: '{"hotFood":false}', form: '{"pipe":100,"secret":"底价一","voltage":"high"}' });
  await apply(app.orm, told('R1', [step(1, [opened(2, 'housing', { process: 'stepRights', element: 'task', form: 'check', opinions: [], variables: { score: 7, secret: '底价一' } }), opened(3, 'housing', { process: 'called', element: 'task', form: 'check', opinions: [] })])]));
  officer = await app.signedIn('housing-1', ['approver'], 'housing');
}, 60_000);
afterAll(() => app.close());

const item = async (id: string) => (await officer.get(`/api/work-items/${id}`)).body as { stepForm: { sections: { fields: { name: string; readOnly?: true; corrects?: true }[] }[] }; form: object; variables: object; labels: object };
const complete = (variables: object) => officer.send('post', '/api/work-items/R1.2/completion', { variables });

test('given rights, then a step gets its own form with what it may only see, what of the one form it may correct, and nothing that is hidden', async () => {
  const { stepForm, ...seen } = await item('R1.2');

  expect(stepForm.sections.flatMap(({ fields }) => fields)).toEqual([expect.objectContaining({ name: 'pipe', corrects: true }), expect.objectContaining({ name: 'note' }), expect.objectContaining({ name: 'score', readOnly: true })]);
  expect(seen).toMatchObject({ form: { pipe: 100 }, variables: { score: 7 } });
  expect(JSON.stringify(seen)).not.toContain('底价');
});

test('given a step of a called process with the same id, then the rights do not speak of it', async () => {
  expect((await item('R1.3')).stepForm.sections.flatMap(({ fields }) => fields).map(({ name, readOnly }) => [name, readOnly])).toEqual([['note', undefined], ['score', undefined]]);
});

test('given a department whose every step hides a field, then its officers read it nowhere and find no case by it; who has a step that shows it, and who sees every case, do', async () => {
  await writeCase(app.orm, 'R2', { matter: key, definitionVersion: 1, applicant: '海丰', projectCode: 'P-9', form: '{"pipe":100,"secret":"底价二","enterpriseName":"海丰","projectCode":"P-9"}' });
  await apply(app.orm, told('R2', [step(1, [opened(2, 'housing', { process: 'stepRights', element: 'task', form: 'check', opinions: [] })])]));
  const em = app.orm.em.fork();
  em.create(DocumentRow, { id: 'R2.0.0', caseNumber: 'R2', code: '04', instance: null, data: '{}', issuedAt: '2026-09-18T01:30:00.000Z' });
  await em.flush();
  const supervisor = await app.signedIn('supervisor1', ['supervisor']);
  const text = async (caller: Caller, path: string) => JSON.stringify((await caller.get(path).expect(200)).body);
  for (const path of ['/api/cases/R2', '/api/cases?q=R2', '/api/work-items', '/api/work-items/R2.2']) expect(await text(officer, path)).not.toMatch(/底价二|海丰|P-9|"secret"/);
  for (const path of ['/api/cases?q=P-9', '/api/cases?q=海丰', '/api/work-items?q=P-9']) expect(await text(officer, encodeURI(path))).toBe('[]');

  const document = async (caller: Caller) => (await caller.get('/api/cases/R2/documents/R2.0.0').expect(200)).text;
  expect([(await document(officer)).includes('海丰'), (await document(supervisor)).includes('海丰')]).toEqual([false, true]);

  expect(await text(supervisor, '/api/cases/R2')).toMatch(/海丰.*底价二/);
  expect(await text(supervisor, '/api/cases?q=P-9')).toContain('R2');
  const { body } = await officer.get('/api/cases/R1');
  expect(body).toMatchObject({ form: { pipe: 100, secret: '底价一' }, labels: { secret: '底价' } });
  // In the order of the form, with what people need to read a value.
  expect(Object.keys(body.form as object)).toEqual(['voltage', 'pipe', 'secret']);
  expect(body.readings).toEqual({ voltage: { options: { low: '低压 0.4 kV', high: '高压 10 kV' } }, pipe: { unit: 'mm' }, secret: { unit: '元' } });
});

test('given more newer cases than a list takes that are found by what is hidden alone, then an older one that is found by what is seen is still in the list', async () => {
  await writeCase(app.orm, 'OLD', { matter: key, definitionVersion: 1, projectCode: 'P-7', acceptedAt: '2026-09-01T01:00:00.000Z' });
  await apply(app.orm, told('OLD', [step(1, [opened(2, 'housing', { process: 'stepRights', element: 'task' }), opened(3, 'housing', { process: 'called', element: 'task' })])]));
  for (let n = 0; n < 120; n += 1) await writeCase(app.orm, `NEW-${n}`, { matter: key, definitionVersion: 1, projectCode: 'P-7', leadDepartment: 'housing' });

  expect((await officer.get('/api/cases?q=P-7').expect(200)).body.map(({ caseNumber }: { caseNumber: string }) => caseNumber)).toEqual(['OLD']);
  expect((await officer.get('/api/work-items?q=P-7').expect(200)).body.map(({ id }: { id: string }) => id)).toEqual(['OLD.2', 'OLD.3']);
}, 60_000);

test.each([
  ['a value it may only see', { note: '可', score: 9 }, [{ field: 'score', fault: 'readOnly', label: '得分', text: '这一项这个环节只能查看' }]],
  ['a value that is hidden from it', { note: '可', secret: '改' }, [{ field: 'secret', fault: 'unknown' }]],
  ['a correction that does not fit', { note: '可', pipe: 1 }, [{ field: 'pipe', fault: 'number' }]],
  ['nothing, where its condition looks at the one form', {}, [{ field: 'note', fault: 'required' }]],
])('when the step sends %s, then it is refused by the name of the field and nothing reaches the case', async (_, variables, fields) => {
  const refused = await complete(variables);

  expect([refused.status, refused.body.code]).toEqual([422, 'FORM_INVALID']);
  expect(refused.body.details.fields).toMatchObject(fields);
  expect(engine.received).toEqual([]);
});

test('when the step corrects an answer, then the case is told of it alone, and from then on everybody reads the corrected one', async () => {
  expect((await complete({ note: '核过', pipe: 150 })).status).toBe(200);
  const [{ event }] = engine.applied as unknown as [{ event: { variables: object } }];
  expect(event.variables).toEqual({ note: '核过', pipe: 150 });

  await apply(app.orm, told('R1', [step(2, [], { type: 'complete', instance: 2, variables: { note: '核过', pipe: 150 } } as never)]));
  expect((await item('R1.3')).form).toMatchObject({ pipe: 150 });
});

test('given a called flow that writes the name of a field, and a step that writes what it has no right to, then the answers of the one form stay', async () => {
  await apply(app.orm, told('R1', [
    step(3, [], { type: 'complete', instance: 3, variables: { note: '另查', pipe: 999 } } as never),
    step(4, [], { type: 'complete', instance: 2, variables: { pipe: 160, secret: '底价二' } } as never),
  ]));
  const em = app.orm.em.fork();
  expect(await correctedAnswers(em, await em.findOneOrFail(Case, { caseNumber: 'R1' }), form as never)).toEqual({ pipe: 160 });
  await apply(app.orm, told('R1', [step(5, [], { type: 'complete', instance: 3, variables: { pipe: 999 } } as never)]));
  const later = app.orm.em.fork();
  expect(await correctedAnswers(later, await later.findOneOrFail(Case, { caseNumber: 'R1' }), form as never)).toEqual({ pipe: 160 });
});
