import { describe, expect, test } from '@jest/globals';
import { compileTogether } from '../../engine/deployment.ts';
import { decision, literal, model } from '../support/decisions.ts';
import { drawing, path } from '../support/drawing.ts';

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

describe('a deployment whose files refer to each other (BPMN 2.0, 8.2.2)', () => {
  const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
  const other = (content: string, namespace = 'urn:shared') => `<b:definitions xmlns:b="${BPMN}" xmlns:own="${namespace}" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="${namespace}">${content}</b:definitions>`;
  const shared = other('<b:itemDefinition id="item" structureRef="order"/><b:message id="m" name="order" itemRef="own:item"/><b:message id="mk" name="keyed"><b:extensionElements><zeebe:subscription correlationKey="=key"/></b:extensionElements></b:message>'
    + '<b:signal id="s" name="all"/><b:error id="e" errorCode="E1"/><b:escalation id="x" escalationCode="X1"/><b:message id="nameless"/><b:interface id="i" name="i"><b:operation id="o" name="o"><b:inMessageRef>own:m</b:inMessageRef></b:operation></b:interface>');
  /** A drawing that imports the shared one, by the prefix `c`. */
  const importing = (xml: string, location = '1.bpmn') => xml.replace('targetNamespace="test">', `xmlns:c="urn:shared" targetNamespace="test"><import importType="${BPMN}" location="${location}" namespace="urn:shared"/>`);
  const chain = (...inner: string[]) => importing(drawing(`<startEvent id="a"/>${inner.join('')}<endEvent id="z"/>${path('a', ...inner.map((each) => /id="(\w+)"/.exec(each)![1]!), 'z')}`));
  const caught = (id: string, inner: string) => `<intermediateCatchEvent id="${id}">${inner}</intermediateCatchEvent>`;
  const thrown = (id: string, inner: string) => `<intermediateThrowEvent id="${id}">${inner}</intermediateThrowEvent>`;
  const errorsOf = ({ problems }: Awaited<ReturnType<typeof compileTogether>>) => problems.filter(({ severity }) => severity === 'error').map(({ file, elementId, code }) => `${file} ${elementId} ${code}`);
  const carrying = (item: string) => `<serviceTask id="ask" operationRef="c:o"><ioSpecification><dataInput id="in" itemSubjectRef="${item}"/><inputSet id="is"><dataInputRefs>in</dataInputRefs></inputSet><outputSet id="os"/></ioSpecification></serviceTask>`;

  test('knows messages, signals, errors and escalations of another file by their names, keys and codes', async () => {
    const flow = chain(caught('m', '<messageEventDefinition messageRef="c:mk"/>'), caught('s', '<signalEventDefinition signalRef="c:s"/>'), thrown('x', '<escalationEventDefinition escalationRef="c:x"/>'), '<sendTask id="t" messageRef="c:m"/>')
      .replace('<endEvent id="z"/>', '<endEvent id="z"><errorEventDefinition errorRef="c:e"/></endEvent>');
    const told = await compileTogether(files(flow, shared), { profile: 'bpmn' });
    expect([errorsOf(told), Object.keys(told.programs)]).toEqual([[], ['p']]);
    const nodes = told.programs.p!.processes.p!.nodes;
    expect(nodes.flatMap((node) => ('sends' in node ? [node.sends] : 'trigger' in node && node.trigger.kind !== 'none' ? [node.trigger] : []))).toEqual([
      { kind: 'message', name: 'keyed', key: 'key' }, { kind: 'signal', name: 'all' }, { kind: 'escalation', code: 'X1' }, { kind: 'message', name: 'order' }, { kind: 'error', code: 'E1' },
    ]);
  });

  test('and so does a process of a file that another one calls', async () => {
    const told = await compileTogether(files(calling, other('<b:message id="m" name="order"/>'), importing(called.replace(/(<process.*?>).*<\/process>/s, `$1<startEvent id="d"/>${caught('w', '<messageEventDefinition messageRef="c:m"/>')}<endEvent id="e"/>${path('d', 'w', 'e')}</process>`))), { profile: 'bpmn' });
    expect(errorsOf(told)).toEqual([]);
    expect(told.programs.caller!.processes.called!.nodes).toContainEqual(expect.objectContaining({ id: 'w', trigger: { kind: 'message', name: 'order' } }));
  });

  test('finds in a file of its own namespace what its own prefix names and it does not have', async () => {
    const told = await compileTogether(files(drawing(`<startEvent id="a"/><sendTask id="t" messageRef="own:m"/><endEvent id="z"/>${path('a', 't', 'z')}`).replace('targetNamespace', 'xmlns:own="test" targetNamespace'), other('<b:message id="m" name="order"/>', 'test')), { profile: 'bpmn' });
    expect([errorsOf(told), told.programs.p!.processes.p!.nodes.map((node) => 'sends' in node && node.sends)]).toEqual([[], [false, { kind: 'message', name: 'order' }, false]]);
  });

  test.each([
    ['items and operations of another file fit', chain(carrying('c:item')), shared, []],
    ['an item does not fit the message of the operation', chain(carrying('mine')).replace('<process', '<itemDefinition id="mine" structureRef="mine"/><process'), shared, ['0.bpmn ask SERVICE_INPUT_ITEM']],
    ['a message is not in the file', chain('<sendTask id="t" messageRef="c:gone"/>'), shared, ['0.bpmn t REFERENCE_ELSEWHERE']],
    ['an item is not in the file', chain(carrying('c:gone')), shared, ['0.bpmn in REFERENCE_ELSEWHERE', '0.bpmn ask SERVICE_INPUT_ITEM']],
    ['an operation is not in the file', chain('<serviceTask id="t" operationRef="c:gone"/>'), shared, ['0.bpmn t REFERENCE_ELSEWHERE']],
    ['no file has the namespace', chain('<sendTask id="t" messageRef="c:m"/>'), other('', 'urn:strange'), ['0.bpmn  IMPORT_NAMESPACE', '0.bpmn t REFERENCE_ELSEWHERE']],
    ['the prefix stands for nothing', chain('<sendTask id="t" messageRef="d:m"/>'), shared, ['0.bpmn t REFERENCE_ELSEWHERE']],
    ['it is of another kind there', chain('<sendTask id="t" messageRef="c:s"/>'), shared, ['0.bpmn t REFERENCE_KIND']],
    ['the message there has no name', chain(caught('w', '<messageEventDefinition messageRef="c:nameless"/>')), shared, ['0.bpmn w MESSAGE_MISSING']],
    ['a flow leads into the other file', chain('<task id="t"/>').replace('targetRef="z"', 'targetRef="c:d"'), other('<b:process id="q" isExecutable="false"><b:startEvent id="d"/><b:endEvent id="e"/><b:sequenceFlow id="f" sourceRef="d" targetRef="e"/></b:process>'), ['0.bpmn t_z BPMN_DANGLING_REF', '0.bpmn z END_WITHOUT_INCOMING']],
  ])('%s: said by name and file', async (_what, xml, beside, told) => {
    expect(errorsOf(await compileTogether(files(xml, beside), { profile: 'bpmn' }))).toEqual(told);
  });
});
