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

  const asleep = called.replace('isExecutable="true"', 'isExecutable="false"');
  const task = called.replace(/<process.*<\/process>/s, '<globalTask id="done" name="done"/>');

  test.each([
    ['processes that say they are not executable', [asleep], ['0.bpmn called PROCESS_NOT_EXECUTABLE']],
    ['such processes in several files', [asleep, asleep.replaceAll('called', 'other')], ['0.bpmn called PROCESS_NOT_EXECUTABLE', '1.bpmn other PROCESS_NOT_EXECUTABLE']],
    ['global tasks in several files', [task, task.replaceAll('done', 'done2')], ['0.bpmn  PROCESS_MISSING']],
  ])('of nothing but %s is refused by name', async (_what, xml, told) => {
    const { programs, problems } = await compileTogether(files(...xml), { profile: 'bpmn' });
    expect([programs, problems.filter(({ severity }) => severity === 'error').map(({ file, elementId, code }) => `${file} ${elementId} ${code}`)]).toEqual([{}, told]);
  });

  test('of nothing but decisions is refused by name', async () => {
    const { programs, problems } = await compileTogether([{ name: 'd.dmn', xml: model(decision('d', literal('1'))) }], { profile: 'bpmn' });
    expect([programs, problems.map(({ file, code }) => `${file} ${code}`)]).toEqual([{}, ['d.dmn PROCESS_MISSING']]);
  });

  test.each([
    ['the same file', [called.replace('</definitions>', `${/<process.*<\/process>/s.exec(asleep.replaceAll('called', 'beside').replaceAll(/"([dehf])"/g, '"$12"'))![0]}</definitions>`)]],
    ['another file', [called, asleep.replaceAll('called', 'beside')]],
  ])('has a program for what is executable, whatever is not in %s', async (_where, xml) => {
    const { programs, problems } = await compileTogether(files(...xml), { profile: 'bpmn' });
    expect([Object.keys(programs), problems.filter(({ severity }) => severity === 'error')]).toEqual([['called'], []]);
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
