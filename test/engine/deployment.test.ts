import { describe, expect, test } from '@jest/globals';
import { compileTogether } from '../../engine/deployment.ts';
import { decision, literal, model } from '../support/decisions.ts';
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

  test.each(['globalTask', 'globalUserTask', 'globalManualTask', 'globalScriptTask', 'globalBusinessRuleTask'])('calls a %s of a file that has nothing else, which nobody starts', async (type) => {
    const tasks = calling.replace(/<process.*<\/process>/s, `<${type} id="called" name="called"/>`);
    const { programs, problems } = await compileTogether(files(calling, tasks), { profile: 'bpmn' });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Object.entries(programs).map(([key, program]) => [key, Object.keys(program.processes).sort()])).toEqual([['caller', ['called', 'caller']]]);
    expect((await compileTogether(files(tasks), { profile: 'bpmn' })).problems.map(({ code }) => code)).toContain('PROCESS_MISSING');
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

describe('a deployment with decision files', () => {
  const asking = process('asking', '<startEvent id="a"/><businessRuleTask id="b"><extensionElements><zeebe:calledDecision decisionId="d" resultVariable="x"/></extensionElements></businessRuleTask><endEvent id="c"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/><sequenceFlow id="g" sourceRef="b" targetRef="c"/>');
  const answers = model(decision('d', literal('1 + 1')));

  test('gives its flows the decisions they ask', async () => {
    const { programs, problems } = await compileTogether([...files(asking), { name: 'answers.dmn', xml: answers }], { profile: 'bpmn' });
    expect([problems.filter(({ severity }) => severity === 'error'), Object.keys(programs.asking!.processes.asking!.decisions!)]).toEqual([[], ['d']]);
  });

  test.each([
    ['a decision nobody gives', [], ['0.bpmn DECISION_UNKNOWN']],
    ['a file that cannot be read', ['<nonsense'], ['1.dmn DECISION_FILE_INVALID', '0.bpmn DECISION_UNKNOWN']],
    ['a text that cannot be read', [model(decision('d', literal('1 +')))], ['1.dmn DECISION_TEXT_INVALID']],
    ['two decisions of one id', [answers, answers], ['2.dmn DECISION_TWICE']],
  ])('is refused for %s', async (_title, decisions, told) => {
    const { programs, problems } = await compileTogether([...files(asking), ...decisions.map((xml, at) => ({ name: `${at + 1}.dmn`, xml }))], { profile: 'bpmn' });
    expect([programs, problems.filter(({ severity }) => severity === 'error').map(({ file, code }) => `${file} ${code}`)]).toEqual([{}, told]);
  });
});
