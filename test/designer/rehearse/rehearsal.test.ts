import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { logLine } from '../../../designer/rehearse/logLine.ts';
import { Rehearsal } from '../../../designer/rehearse/rehearsal.ts';
import { sampleVariables } from '../../../designer/rehearse/sample.ts';
import { shippedCalendar, shippedLadders } from '../../../designer/rehearse/shippedTimes.ts';
import { DomainError } from '../../../engine/errors.ts';
import { compile } from '../../../engine/compile.ts';
import type { Program } from '../../../engine/program.ts';
import { root } from '../../support/sources.ts';

const flow = (content: string, process = 'gov:leadDepartment="housing"'): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gov="https://yijianshi.example/schema/gov/1.0" id="d" targetNamespace="t">
  <bpmn:message id="m" name="到账" /><bpmn:process id="p" name="试" isExecutable="true" ${process}>${content}</bpmn:process>
</bpmn:definitions>`;
const line = (...ids: string[]): string => ids.slice(1).map((id, index) => `<bpmn:sequenceFlow id="f${index + 1}" sourceRef="${ids[index]}" targetRef="${id}" />`).join('');
const task = (id: string, more = '') => `<bpmn:userTask id="${id}" name="${id}" gov:department="housing" gov:role="approver" gov:limitAmount="2" gov:ladder="default" ${more} />`;

async function runnable(xml: string): Promise<Program> {
  const { program, problems } = await compile(xml, { profile: 'matter' });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return program!;
}
const start = { now: '2026-09-18T01:30:00.000Z', variables: {}, calendar: shippedCalendar(), ladders: shippedLadders() };

describe('trying a flow', () => {
  test('a step waits, is answered, and the path says where the case went', async () => {
    const program = await runnable(flow(`<bpmn:startEvent id="s" />${task('review', 'gov:opinions="agree,disagree"')}<bpmn:endEvent id="e" />${line('s', 'review', 'e')}`));
    const trial = new Rehearsal(program, start);

    expect(trial.open).toEqual([expect.objectContaining({ kind: 'work', element: 'review', department: 'housing', opinions: ['agree', 'disagree'] })]);
    trial.apply({ type: 'complete', instance: (trial.open[0] as { instance: number }).instance, opinion: 'agree' });

    expect(trial.snapshot.status).toBe('completed');
    expect(trial.open).toEqual([]);
    expect(trial.path('p')).toEqual(expect.arrayContaining(['s', 'f1', 'review', 'f2', 'e']));
  });

  test('a condition comes true with the data written, and what waits at the process itself can be let happen', async () => {
    const condition = '<bpmn:conditionalEventDefinition id="cd"><bpmn:condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="bpmn:tFormalExpression">=paid = true</bpmn:condition></bpmn:conditionalEventDefinition>';
    const handler = '<bpmn:subProcess id="h" name="h" triggeredByEvent="true"><bpmn:startEvent id="hs" isInterrupting="false"><bpmn:outgoing>h1</bpmn:outgoing><bpmn:messageEventDefinition id="md" messageRef="m" /></bpmn:startEvent><bpmn:endEvent id="he"><bpmn:incoming>h1</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="h1" sourceRef="hs" targetRef="he" /></bpmn:subProcess>';
    const program = await runnable(flow(`<bpmn:startEvent id="s" /><bpmn:intermediateCatchEvent id="w">${condition}</bpmn:intermediateCatchEvent>${task('review')}<bpmn:endEvent id="e" />${line('s', 'w', 'review', 'e')}${handler}`));
    const trial = new Rehearsal(program, start);

    expect(trial.open.map(({ kind, element }) => `${kind} ${element}`)).toEqual(['message hs', 'conditional w']);
    trial.apply({ type: 'message', name: '到账' });
    trial.apply({ type: 'variables', variables: { paid: true } });

    expect(trial.open.map(({ kind, element }) => `${kind} ${element}`)).toEqual(['message hs', 'work review']);
    expect(trial.path('p')).toEqual(expect.arrayContaining(['hs', 'he']));
  });

  test('what the real case refuses is refused here', async () => {
    const program = await runnable(flow(`<bpmn:startEvent id="s" />${task('review', 'gov:opinions="agree,disagree"')}<bpmn:endEvent id="e" />${line('s', 'review', 'e')}`));
    const trial = new Rehearsal(program, start);

    const refuse = (): void => trial.apply({ type: 'complete', instance: (trial.open[0] as { instance: number }).instance, opinion: 'disagree' });

    expect(refuse).toThrow(DomainError);
    expect(trial.open).toHaveLength(1);
  });

  test('time moves on over a holiday to the cards of the ladder', async () => {
    const program = await runnable(flow(`<bpmn:startEvent id="s" />${task('review')}<bpmn:endEvent id="e" />${line('s', 'review', 'e')}`));
    const trial = new Rehearsal(program, { ...start, now: '2026-09-30T01:30:00.000Z' });

    expect(trial.nextWorkingDay).toBe('2026-10-08T01:00:00.000Z');
    for (let day = 0; day < 6; day++) trial.advance(trial.nextWorkingDay);

    const cards = trial.happened.flatMap(({ entry }) => (entry.type === 'card' ? [entry.signal] : []));
    expect(cards).toEqual(expect.arrayContaining(['yellowCard', 'redCard']));
  });

  test('messages and department systems are played by hand', async () => {
    const program = await runnable(
      flow(`<bpmn:startEvent id="s" /><bpmn:serviceTask id="call" name="call" gov:department="power" gov:operation="application" /><bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="m" /></bpmn:intermediateCatchEvent><bpmn:endEvent id="e" />${line('s', 'call', 'paid', 'e')}`),
    );
    const trial = new Rehearsal(program, start);
    const job = trial.open[0] as { instance: number; attempt: number };

    trial.apply({ type: 'job', instance: job.instance, attempt: job.attempt, outcome: { kind: 'done', variables: { meter: 'A1' } } });
    expect(trial.open).toEqual([expect.objectContaining({ kind: 'message', element: 'paid' })]);
    trial.apply({ type: 'message', name: '到账' });

    expect(trial.snapshot.status).toBe('completed');
  });

  test('a shipped matter starts with the sample answers of its form', async () => {
    const folder = join(root, 'definitions/matters/open-a-restaurant');
    const form: unknown = JSON.parse(readFileSync(join(folder, 'form.json'), 'utf8'));

    expect(sampleVariables(form)).toEqual({ hotFood: true, signboard: true, area: 320 });
    expect(sampleVariables(null)).toEqual({});
  });

  test('the log names steps and departments', () => {
    const words = { t: (key: string, values: Record<string, unknown> = {}) => `${key} ${Object.values(values).join(' ')}`, te: () => true };

    expect(logLine({ type: 'job', instance: 1, element: 'call', attempt: 1, department: 'power', state: 'asked' }, { call: '派单' }, { power: '供电局' }, words)).toBe('designer.rehearse.line.job.asked 派单 供电局');
    expect(logLine({ type: 'entered', process: 'p', element: 'x', instance: 1, parent: null }, {}, {}, words)).toBeNull();
  });
});
