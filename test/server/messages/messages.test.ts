import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hash, hashText } from '../../../engine/canonical.ts';
import { compile } from '../../../engine/compile.ts';
import { Case } from '../../../server/cases/Case.ts';
import { Definition } from '../../../server/catalog/Definition.ts';
import { contentHashOf, DefinitionVersion } from '../../../server/catalog/DefinitionVersion.ts';
import { TimerStart } from '../../../server/starts/TimerStart.ts';
import { eventually, openPlatform, type Platform } from '../cases/office.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform('SQLite');
}, 180_000);
afterAll(() => platform?.close(), 60_000);

/** A matter without questions: a start of the given kind, a step, and an event sub-process that hears a message and a signal. */
const drawing = (key: string, startDefinition: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:gov="https://yijianshi.example/schema/gov/1.0" id="d" targetNamespace="t">
  <bpmn:process id="${key}" name="${key}" isExecutable="true" gov:leadDepartment="housing" gov:limitAmount="20">
    <bpmn:startEvent id="begin">${startDefinition}</bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="look" />
    <bpmn:userTask id="look" name="查看" gov:department="housing" gov:role="approver" gov:limitAmount="1" />
    <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end" />
    <bpmn:endEvent id="end" />
    <bpmn:subProcess id="changed" name="方案变更" triggeredByEvent="true">
      <bpmn:startEvent id="heard" isInterrupting="false"><bpmn:messageEventDefinition id="m1" messageRef="change" /></bpmn:startEvent>
      <bpmn:sequenceFlow id="f3" sourceRef="heard" targetRef="again" />
      <bpmn:userTask id="again" name="按变更再看" gov:department="housing" gov:role="approver" gov:limitAmount="1" />
      <bpmn:sequenceFlow id="f4" sourceRef="again" targetRef="againEnd" />
      <bpmn:endEvent id="againEnd" />
    </bpmn:subProcess>
    <bpmn:subProcess id="stopped" name="停办" triggeredByEvent="true">
      <bpmn:startEvent id="alarm"><bpmn:signalEventDefinition id="s1" signalRef="stop" /></bpmn:startEvent>
      <bpmn:sequenceFlow id="f5" sourceRef="alarm" targetRef="alarmEnd" />
      <bpmn:endEvent id="alarmEnd" />
    </bpmn:subProcess>
  </bpmn:process>
  <bpmn:message id="change" name="plan-changed" /><bpmn:message id="pushed" name="project-pushed" /><bpmn:signal id="stop" name="typhoon" />
</bpmn:definitions>`;

/** Puts a version on offer as a publication would. */
async function offer(key: string, startDefinition: string, publishedAt = new Date().toISOString()): Promise<void> {
  const xml = drawing(key, startDefinition);
  const { program, problems } = await compile(xml, { profile: 'matter' });
  if (!program) throw new Error(JSON.stringify(problems));
  const em = platform.orm.em.fork();
  const form = { situations: [], form: { sections: [] }, materials: [] };
  const programHash = hash(program);
  const text = JSON.stringify(program);
  em.create(DefinitionVersion, {
    key, version: 1, name: key, process: key, profile: 'matter', xml, xmlHash: hashText(xml), program: text, programHash, form,
    contentHash: contentHashOf({ programHash, xmlHash: hashText(xml), form, profile: 'matter' }),
    pins: {}, changes: [], note: '', submittedBy: 'designer1', publishedBy: 'publisher1', publishedAt,
  });
  em.create(Definition, { key, name: key, draftXml: xml, draftForm: form, revision: 1, savedBy: 'designer1', savedAt: publishedAt, version: 1, publishedRevision: 1, createdBy: 'designer1', createdAt: publishedAt });
  await em.flush();
}

interface Step { element: string; state: string }

test('a message starts a case, another one opens a path beside it, a signal ends what runs', async () => {
  // given
  await offer('pushed-project', '<bpmn:messageEventDefinition id="ms" messageRef="pushed" />');
  const clerk = await platform.as('clerk1');
  const stepsOf = async (caseNumber: string) => (await clerk.get<{ steps: Step[] }>(`/api/cases/${caseNumber}`)).steps.map(({ element, state }) => `${element} ${state}`);

  // when
  const { caseNumber } = await clerk.post<{ caseNumber: string }>('/api/messages', { name: 'project-pushed' });
  await eventually(async () => (await stepsOf(caseNumber)).includes('look open'));
  await clerk.post(`/api/cases/${caseNumber}/messages`, { name: 'plan-changed', variables: { change: '管径' } });
  await eventually(async () => (await stepsOf(caseNumber)).includes('again open'));
  const beside = await stepsOf(caseNumber);
  await clerk.post(`/api/cases/${caseNumber}/signals`, { name: 'typhoon' });
  const ended = await eventually(async () => {
    const found = await clerk.get<{ status: string; steps: Step[] }>(`/api/cases/${caseNumber}`);
    return found.status === 'completed' && found;
  });

  // then
  expect(beside).toEqual(['look open', 'again open']);
  expect(ended.steps.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
}, 60_000);

test('what only a message starts is refused at the window; an unknown message is named', async () => {
  const clerk = await platform.as('clerk1');
  await expect(clerk.post('/api/cases', { matter: 'pushed-project' })).rejects.toMatchObject({ status: 409, code: 'START_NOT_BY_HAND' });
  await expect(clerk.post('/api/messages', { name: 'nobody-listens' })).rejects.toMatchObject({ status: 404, code: 'MESSAGE_UNKNOWN' });
}, 60_000);

test('a cycle of two that fell due while nobody looked starts two cases, each once, although two API processes look', async () => {
  // given
  await platform.api();
  await offer('daily-check', '<bpmn:timerEventDefinition id="t"><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R2/PT6H</bpmn:timeCycle></bpmn:timerEventDefinition>', new Date(Date.now() - 24 * 3_600_000).toISOString());
  const em = () => platform.orm.em.fork();

  // when
  await eventually(async () => (await em().count(Case, { matter: 'daily-check', status: 'running' })) === 2, 40_000);
  await new Promise((resolve) => setTimeout(resolve, 5_000));

  // then
  expect(await em().count(Case, { matter: 'daily-check' })).toBe(2);
  expect(await em().findOne(TimerStart, { key: 'daily-check' })).toMatchObject({ nextAt: null, version: 1 });
}, 90_000);
