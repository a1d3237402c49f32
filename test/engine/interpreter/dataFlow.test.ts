import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { drawing, end, message, path, service, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const object = (name: string) => `<dataObject id="object" name="${name}"/><dataObjectReference id="ref" dataObjectRef="object"/>`;
const spec = (inputs: string, outputs = '') =>
  `<ioSpecification>${inputs.replace(/(\w+)=([\w ]+);/g, '<dataInput id="$1" name="$2"/>')}${outputs.replace(/(\w+)=([\w ]+);/g, '<dataOutput id="$1" name="$2"/>')}` +
  `<inputSet>${[...inputs.matchAll(/(\w+)=/g)].map((each) => `<dataInputRefs>${each[1]}</dataInputRefs>`).join('')}</inputSet><outputSet>${[...outputs.matchAll(/(\w+)=/g)].map((each) => `<dataOutputRefs>${each[1]}</dataOutputRefs>`).join('')}</outputSet></ioSpecification>`;
const into = (source: string, target: string, more = '') => `<dataInputAssociation>${source && `<sourceRef>${source}</sourceRef>`}<targetRef>${target}</targetRef>${more}</dataInputAssociation>`;
const out = (source: string, target: string, more = '') => `<dataOutputAssociation>${source && `<sourceRef>${source}</sourceRef>`}<targetRef>${target}</targetRef>${more}</dataOutputAssociation>`;
const transformation = (text: string) => `<transformation>=${text}</transformation>`;
const assignment = (from: string, to: string) => `<assignment><from xsi:type="tFormalExpression">=${from}</from><to xsi:type="tFormalExpression">${to}</to></assignment>`;
const line = (...steps: string[]) => start + steps.join('') + end + path('start', ...steps.map((each) => /id="(\w+)"/.exec(each)![1]!), 'end');

const writer = service('w', '', spec('', 'o=Made;') + out('o', 'ref'));
const reader = (more = '') => user('r', '', spec('i=Given;') + into('ref', 'i', more));

describe('data that flows by associations', () => {
  test.each([['a text', 'yes'], ['a number', 7], ['true', true], ['a list', [1, 2]], ['a context', { a: { b: 1 } }]])('%s is written to a data object and read from it', async (_what, value) => {
    const c = await begin(line(writer, reader()) + object('data'));
    c.answer('w', { kind: 'done', variables: { Made: value } });
    expect([c.instance('r').variables, c.variables]).toEqual([{ Given: value }, { data: value }]);
  });

  test('a worker may also write the data object by its own name', async () => {
    const c = await begin(line(writer, reader()) + object('data'));
    c.answer('w', { kind: 'done', variables: { data: 5 } });
    expect([c.instance('r').variables, c.variables]).toEqual([{ Given: 5 }, { data: 5 }]);
  });

  test('a data object has no value before it is written, and what the case was started with counts', async () => {
    const c = await begin(line(reader()) + object('data'));
    expect([c.variables, c.instance('r').variables]).toEqual([{ data: null }, { Given: null }]);
    const started = await begin(line(reader()) + object('data'), { variables: { data: 3 } });
    expect(started.instance('r').variables).toEqual({ Given: 3 });
  });

  test('a data object that is drawn for people alone is no variable', async () => {
    const c = await begin(line(user('r')) + object('application form'));
    expect(c.variables).toEqual({});
  });

  test.each([
    ['a transformation over the source by its name', reader(transformation('data * 2')), { Given: 42 }],
    ['a transformation over the source by its id', reader(transformation('ref + 1')), { Given: 22 }],
    ['an assignment to the whole', reader(assignment('data + 3', 'i')), { Given: 24 }],
    ['an assignment without a place', reader(assignment('data + 4', '')), { Given: 25 }],
    ['assignments to members', reader(assignment('data', 'i.n') + assignment('&quot;x&quot;', 'Given.deep.er')), { Given: { n: 21, deep: { er: 'x' } } }],
    ['an assignment without a source', user('r', '', spec('i=Given;') + into('', 'i', assignment('1 + 1', 'i'))), { Given: 2 }],
  ])('%s', async (_what, step, seen) => {
    const c = await begin(line(step) + object('data'), { variables: { data: 21 } });
    expect(c.instance('r').variables).toEqual(seen);
  });

  test('a member of the data object is written, the others stay', async () => {
    const c = await begin(line(service('w', '', spec('', 'o=Made;') + out('o', 'ref', assignment('Made', 'object.b')))) .replace('object.b', 'data.b') + object('data'), { variables: { data: { a: 1 } } });
    c.answer('w', { kind: 'done', variables: { Made: 2 } });
    expect(c.variables).toEqual({ data: { a: 1, b: 2 } });
  });

  test('lives in the sub-process it is drawn in', async () => {
    const inner = '<startEvent id="s1"/>' + writer + user('in') + path('s1', 'w', 'in') + object('data');
    const c = await begin(line(sub('s', inner), user('after')), { variables: { data: 'outer' } });
    c.answer('w', { kind: 'done', variables: { Made: 'inner' } });
    expect([c.instance('s').variables, c.variables]).toEqual([{ data: 'inner' }, { data: 'outer' }]);
    c.complete('in');
    expect(c.variables).toEqual({ data: 'outer' });
  });

  test('properties of a process and of an activity are variables of theirs', async () => {
    const c = await begin(`<property id="pp" name="whole"/>` + line(user('r', '', spec('i=Given;') + '<property id="ap" name="own"/>' + into('pp', 'i') + into('pp', 'ap', transformation('whole + 1')))), { variables: { whole: 1 } });
    expect([c.instance('r').variables, c.variables]).toEqual([{ Given: 1, own: 2 }, { whole: 1 }]);
  });

  test('a data store is a variable of the case', async () => {
    const inner = '<startEvent id="s1"/>' + service('w', '', spec('', 'o=Made;') + out('o', 'store')) + path('s1', 'w') + '<dataStoreReference id="store" name="register"/>';
    const c = await begin(line(sub('s', inner), user('after')));
    c.answer('w', { kind: 'done', variables: { Made: 9 } });
    expect(c.variables).toEqual({ register: 9 });
  });

  test('an output that was not made changes nothing; one with its own way goes no other', async () => {
    const c = await begin(line(service('w', '', spec('', 'o=Made;q=Other;') + out('o', 'ref') + out('q', 'ref2'))) + object('data') + '<dataObject id="object2" name="second"/><dataObjectReference id="ref2" dataObjectRef="object2"/>', { variables: { data: 1, second: 2 } });
    c.answer('w', { kind: 'done', variables: { Made: 5, plain: 6 } });
    expect(c.variables).toEqual({ data: 5, second: 2, plain: 6 });
  });

  test('a catching event writes what the message brought; a throwing one sends what flows into it', async () => {
    const c = await begin(line(`<intermediateCatchEvent id="m"><dataOutput id="o" name="answer"/>${out('o', 'ref')}<outputSet><dataOutputRefs>o</dataOutputRefs></outputSet>${message()}</intermediateCatchEvent>`, `<intermediateThrowEvent id="t"><dataInput id="i" name="echo"/>${into('ref', 'i')}<inputSet><dataInputRefs>i</dataInputRefs></inputSet>${message('n')}</intermediateThrowEvent>`) + object('data'));
    c.message('m', { variables: { answer: 'A', more: 1 } });
    expect([c.variables, c.commands]).toMatchObject([{ data: 'A', more: 1 }, [{ type: 'throwMessage', name: 'n', variables: { echo: 'A' } }]]);
  });

  const hands = `<dataOutput id="o" name="answer"/>${out('o', 'ref')}<outputSet><dataOutputRefs>o</dataOutputRefs></outputSet>`;
  const data = object('data');
  test.each([
    ['at the edge of an activity', line(user('r')) + `<boundaryEvent id="b" attachedToRef="r">${hands}${message()}</boundaryEvent>` + user('x') + path('b', 'x') + data],
    ['beside an activity', line(user('r')) + `<boundaryEvent id="b" attachedToRef="r" cancelActivity="false">${hands}${message()}</boundaryEvent>` + user('x') + path('b', 'x') + data],
    ['that opens an event sub-process', line(user('r')) + sub('h', `<startEvent id="b">${hands}${message()}</startEvent>` + user('x') + path('b', 'x'), 'triggeredByEvent="true"') + data],
  ])('an event %s writes what the message brought', async (_what, drawn) => {
    const c = await begin(drawn);
    c.message('m', { variables: { answer: 'A', more: 1 } });
    expect([c.open.includes('x'), c.variables]).toEqual([true, { data: 'A', more: 1 }]);
  });

  test.each([
    ['a start event', `<startEvent id="b">${hands}${message()}</startEvent>` + user('x') + path('b', 'x')],
    ['an instantiating receive task', `<receiveTask id="b" instantiate="true" messageRef="message_m"><ioSpecification>${hands.replace(/(<dataOutput id.*?\/>)(<dataOutputAssociation.*<\/dataOutputAssociation>)(.*)/, '$1<inputSet/>$3</ioSpecification>$2')}</receiveTask>` + user('x') + path('b', 'x')],
    ['an event behind an instantiating gateway', `<eventBasedGateway id="g" instantiate="true"/><intermediateCatchEvent id="b">${hands}${message()}</intermediateCatchEvent><intermediateCatchEvent id="n">${message('n')}</intermediateCatchEvent>` + user('x') + path('g', 'b', 'x') + path('g', 'n', 'x')],
  ])('%s writes what the message that began the case brought', async (_what, drawn) => {
    const c = await begin(drawn + data, { variables: { answer: 'A' }, node: 'b' });
    expect([c.open, c.variables]).toEqual([['x'], { data: 'A', answer: 'A' }]);
  });

  test('a multi-instance activity goes through a data input, and its data output is the collection', async () => {
    const over = '<multiInstanceLoopCharacteristics><loopDataInputRef>i</loopDataInputRef><loopDataOutputRef>o</loopDataOutputRef><inputDataItem id="x"/><outputDataItem id="y"/></multiInstanceLoopCharacteristics>';
    const c = await begin(line(user('a', '', spec('i=rows;', 'o=sums;') + into('ref', 'i') + out('o', 'ref2') + over), user('after')) + object('data') + '<dataObject id="object2" name="result"/><dataObjectReference id="ref2" dataObjectRef="object2"/>', { variables: { data: [1, 2] } });
    for (const y of ['p', 'q']) c.complete('a', { variables: { y } });
    expect([c.open, c.variables]).toEqual([['after'], { data: [1, 2], result: ['p', 'q'] }]);
  });

  test('a loop reads its input anew each round', async () => {
    const c = await begin(line(service('w', '', spec('i=Given;', 'o=Made;') + into('ref', 'i') + out('o', 'ref') + '<standardLoopCharacteristics loopMaximum="2"><loopCondition xsi:type="tFormalExpression">true</loopCondition></standardLoopCharacteristics>'), user('after')) + object('data'), { variables: { data: 1 } });
    c.answer('w', { kind: 'done', variables: { Made: 2 } });
    expect(Object.values(c.state.instances).find(({ position }) => position === 1)!.variables!.Given).toBe(2);
  });

  test('a transformation that fails is an incident; corrected, the activity begins', async () => {
    const c = await begin(line(reader(transformation('missing + 1'))) + object('data'));
    expect(c.incidents).toEqual(['r: VAR_UNDEFINED']);
    c.settle('retry', { missing: 1 });
    expect(c.instance('r').variables).toEqual({ Given: 2 });
  });

  test.each([
    ['an assignment to what is no place', reader(assignment('1', 'getDataInput(&quot;x&quot;)/y')), 'ASSIGNMENT_INVALID'],
    ['a transformation that can\'t be read', reader(transformation('1 +')), 'EXPR_SYNTAX'],
  ])('%s is refused', async (_what, step, code) => {
    const { program, problems } = await compile(drawing(line(step) + object('data')), { profile: 'bpmn' });
    expect([program, problems.filter(({ severity }) => severity === 'error').map((each) => [each.elementId, each.code])]).toEqual([null, [['r', code]]]);
  });
});
