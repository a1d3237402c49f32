import { describe, expect, test } from '@jest/globals';
import { message, path, signal, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const thrown = (inner: string, id = 't') => `<intermediateThrowEvent id="${id}">${inner}</intermediateThrowEvent>`;
const caught = (inner: string, id = 'c') => `<intermediateCatchEvent id="${id}">${inner}</intermediateCatchEvent>`;
/** A branch that throws beside one that catches, drawn so that the throwing one is first. */
const beside = (throwing: string, catching: string) => start + '<parallelGateway id="g"/>' + thrown(throwing) + user('thrown') + caught(catching) + user('caught') + path('start', 'g', 't', 'thrown') + path('g', 'c', 'caught');

describe('an intermediate throw event', () => {
  test('of none goes on', async () => {
    const c = await begin(start + thrown('') + user('a') + path('start', 't', 'a'));
    expect([c.open, c.left]).toEqual([['a'], ['start: completed', 't: completed']]);
  });

  test.each([
    ['a message', message(), 'throwMessage', []],
    ['a signal', signal, 'throwSignal', ['throwSignal']],
  ])('of %s is heard by a branch that comes to its catching event in the same step', async (_what, definition, command, commands) => {
    const c = await begin(beside(definition, definition));
    expect([[...c.open].sort(), c.commands.map(({ type }) => type)]).toEqual([['caught', 'thrown'], commands]);
    const alone = await begin(start + thrown(definition) + user('a') + path('start', 't', 'a'));
    expect(alone.commands).toEqual([expect.objectContaining({ type: command, element: 't', variables: {} })]);
    expect(alone.open).toEqual(['a']);
  });

  test('takes along what flows into it as data, and nothing else of the case', async () => {
    const data = '<dataInput id="in" name="amount"/><dataInputAssociation><sourceRef>price</sourceRef><targetRef>in</targetRef></dataInputAssociation><inputSet><dataInputRefs>in</dataInputRefs></inputSet>';
    const c = await begin(start + '<dataObject id="price"/>' + thrown(data + message()) + user('a') + path('start', 't', 'a'), { variables: { price: 7, secret: 1 } });
    expect(c.commands).toEqual([expect.objectContaining({ type: 'throwMessage', variables: { amount: 7 } })]);
  });

  test('of a link goes on at the catching link, several at one', async () => {
    const link = (name: string) => `<linkEventDefinition name="${name}"/>`;
    const c = await begin(start + '<parallelGateway id="g"/>' + thrown(link('A')) + thrown(link('A'), 't2') + caught(link('A')) + user('a') + path('start', 'g', 't') + path('g', 't2') + path('c', 'a'));
    expect(c.open).toEqual(['a', 'a']);
  });

  test('of a link goes on at the link it names, whatever that is called', async () => {
    const c = await begin(start + thrown('<linkEventDefinition id="l1" name="甲"><target>l2</target></linkEventDefinition>') + caught('<linkEventDefinition id="l2" name="乙"/>') + user('a') + path('start', 't') + path('c', 'a'));
    expect(c.open).toEqual(['a']);
  });

  test('of an escalation goes on beside the handler, or not where the handler interrupts; uncaught it goes on', async () => {
    const drawn = (attributes: string, code = 'X') => start + sub('s', '<startEvent id="s1"/>' + thrown('<escalationEventDefinition escalationRef="esc"/>') + user('in') + path('s1', 't', 'in'))
      + `<boundaryEvent id="b" attachedToRef="s" ${attributes}><escalationEventDefinition escalationRef="${code === 'X' ? 'esc' : 'other'}"/></boundaryEvent>` + user('out') + path('start', 's') + path('b', 'out');
    const more = '<escalation id="esc" escalationCode="X"/><escalation id="other" escalationCode="Y"/>';
    expect((await begin(drawn('cancelActivity="false"'), { more })).open.toSorted()).toEqual(['in', 'out']);
    expect((await begin(drawn(''), { more })).open).toEqual(['out']);
    expect((await begin(drawn('', 'Y'), { more })).open).toEqual(['in']);
  });
});
