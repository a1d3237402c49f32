import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hash, hashText } from '../../../engine/canonical.ts';
import { compile } from '../../../engine/compile.ts';
import { Case } from '../../../server/cases/Case.ts';
import { contentHashOf, DefinitionVersion } from '../../../server/catalog/DefinitionVersion.ts';
import { Retirement } from '../../../server/catalog/Retirement.ts';
import { fireTimerStarts } from '../../../server/starts/fireTimerStarts.ts';
import { TimerStart } from '../../../server/starts/TimerStart.ts';
import { type Engine, openEngine } from '../engine/openEngine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
}, 120_000);
afterAll(() => engine?.close());

/** A matter that a clock starts, with one step. */
const drawing = (key: string, timer: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:gov="https://yijianshi.example/schema/gov/1.0" id="d" targetNamespace="t">
  <bpmn:process id="${key}" name="${key}" isExecutable="true" gov:leadDepartment="housing" gov:limitAmount="20">
    <bpmn:startEvent id="begin"><bpmn:timerEventDefinition id="t">${timer}</bpmn:timerEventDefinition></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="look" />
    <bpmn:userTask id="look" name="查看" gov:department="housing" gov:role="approver" gov:limitAmount="1" />
    <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end" />
    <bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;
const daily = '<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R90/P1D</bpmn:timeCycle>';
const daysFrom = (start: string) => `<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R90/${start}/P1D</bpmn:timeCycle>`;

/** Puts a version on offer as a publication would. */
async function offer(key: string, version: number, publishedAt: string, timer = daily, effectiveOn: string | null = null): Promise<void> {
  const xml = drawing(key, timer);
  const { program, problems } = await compile(xml, { profile: 'matter' });
  if (!program) throw new Error(JSON.stringify(problems));
  const em = engine.orm.em.fork();
  const form = { situations: [], form: { sections: [] }, materials: [] };
  const [programHash, xmlHash] = [hash(program), hashText(xml)];
  em.create(DefinitionVersion, {
    key, version, name: key, process: key, profile: 'matter', xml, xmlHash, program: JSON.stringify(program), programHash, form, contentHash: contentHashOf({ programHash, xmlHash, form, profile: 'matter' }),
    pins: {}, changes: [], note: '', submittedBy: 'designer1', publishedBy: 'publisher1', publishedAt, effectiveOn,
  });
  await em.flush();
}
async function retire(key: string, version: number | null, at: string, liftedAt: string | null = null): Promise<void> {
  const em = engine.orm.em.fork();
  em.create(Retirement, { id: randomUUID(), key, version, reason: 'x', by: 'publisher1', at, liftedBy: liftedAt && 'publisher1', liftedAt });
  await em.flush();
}
const day = (number: number, time = '01:00') => `2026-03-${String(number).padStart(2, '0')}T${time}:00.000Z`;
/** Looks at an instant as often as anything is due then. @returns the cases there are */
async function lookAt(key: string, now: string): Promise<number> {
  while ((await fireTimerStarts(engine.services, now)).length > 0);
  return engine.orm.em.fork().count(Case, { matter: key });
}
const next = async (key: string) => (await engine.orm.em.fork().findOneOrFail(TimerStart, { key })).nextAt;

test('given a matter whose retirement is lifted, when its timer is followed again, then nothing starts for the days in between', async () => {
  await offer('lifted', 1, day(1));
  expect([await lookAt('lifted', day(1)), await lookAt('lifted', day(3))]).toEqual([0, 2]);
  await retire('lifted', null, day(3, '02:00'));
  expect(await lookAt('lifted', day(5))).toBe(2);
  await engine.orm.em.fork().nativeUpdate(Retirement, { key: 'lifted' }, { liftedBy: 'publisher1', liftedAt: day(9, '02:00') });
  expect([await lookAt('lifted', day(9, '03:00')), await next('lifted')]).toEqual([2, day(10)]);
  expect(await lookAt('lifted', day(10))).toBe(3);
}, 60_000);

test('given a retirement that came and went while nobody looked, when somebody looks, then nothing starts for the days in between', async () => {
  await offer('unseen', 1, day(1));
  await lookAt('unseen', day(1));
  await retire('unseen', null, day(1, '02:00'), day(6, '02:00'));
  expect([await lookAt('unseen', day(7)), await next('unseen')]).toEqual([1, day(8)]);
}, 60_000);

test('given the version in force is retired, then nothing starts any more, not even by the version before it', async () => {
  await offer('again', 1, day(1));
  await lookAt('again', day(1));
  await offer('again', 2, day(1, '12:00'));
  expect(await lookAt('again', day(3, '02:00'))).toBe(1);
  await retire('again', 2, day(8, '02:00'));
  expect(await lookAt('again', day(8, '03:00'))).toBe(1);
}, 60_000);

test('given a cycle that began before its version, when the version is published, then what fell due before is not started', async () => {
  await offer('dated', 1, day(8, '02:00'), daysFrom('2026-03-01T01:00:00Z'));
  expect([await lookAt('dated', day(8, '03:00')), await next('dated')]).toEqual([0, day(9)]);
}, 60_000);

test('given a version that was published for a day to come, when the day has begun, then its timer counts from there', async () => {
  await offer('later', 1, day(1), daily, '2026-03-04');
  expect([await lookAt('later', day(3)), await lookAt('later', day(4))]).toEqual([0, 0]);
  expect([await lookAt('later', day(5)), await next('later')]).toEqual([1, '2026-03-05T16:00:00.000Z']);
}, 60_000);
