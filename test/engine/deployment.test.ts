import { describe, expect, test } from '@jest/globals';
import { compileTogether } from '../../engine/deployment.ts';
import { drawing } from '../support/drawing.ts';

const process = (id: string, inside: string) => drawing(inside, { id });
const calling = process('caller', '<startEvent id="a"/><callActivity id="b" calledElement="called"/><endEvent id="c"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/><sequenceFlow id="g" sourceRef="b" targetRef="c"/>');
const called = process('called', '<startEvent id="d"/><endEvent id="e"/><sequenceFlow id="h" sourceRef="d" targetRef="e"/>');
const broken = process('broken', '<startEvent id="d"/>');
const files = (...xml: string[]) => xml.map((text, at) => ({ name: `${at}.bpmn`, xml: text }));

describe('a deployment', () => {
  test('has a program for each process, and a call finds what another file draws', async () => {
    const { programs, problems } = await compileTogether(files(calling, called), { profile: 'bpmn' });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Object.entries(programs).map(([key, program]) => [key, Object.keys(program.processes).sort()])).toEqual([['caller', ['called', 'caller']], ['called', ['called']]]);
  });

  test('lets nothing start while one file has an error, and says which', async () => {
    const { programs, problems } = await compileTogether(files(called, '<nonsense'), { profile: 'bpmn' });
    expect(programs).toEqual({});
    expect(problems).toEqual([expect.objectContaining({ file: '1.bpmn', code: 'BPMN_MALFORMED' })]);
  });

  test('says each problem once, however many programs a file makes', async () => {
    const { problems } = await compileTogether(files(broken), { profile: 'bpmn' });
    const told = problems.map(({ elementId, code }) => `${elementId} ${code}`);
    expect(told).toEqual([...new Set(told)]);
    expect(told.length).toBeGreaterThan(0);
  });

  test('has each process key once', async () => {
    const { programs, problems } = await compileTogether(files(called, called), { profile: 'bpmn' });
    expect(programs).toEqual({});
    expect(problems).toEqual(expect.arrayContaining([expect.objectContaining({ file: '1.bpmn', elementId: 'called', code: 'PROCESS_TWICE' })]));
  });
});
