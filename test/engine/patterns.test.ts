import { describe, expect, test } from '@jest/globals';
import { boundary, call, drawing, end, error, flow, message, path, processOf, signal, start, sub, user } from '../support/drawing.ts';
import { begin, type RunningCase } from '../support/runningCase.ts';

/** The workflow control-flow patterns that BPMN expresses, by their customary numbers. */
const condition = (name: string, text: string) => `<${name} xsi:type="tFormalExpression">=${text.replace(/</g, '&lt;')}</${name}>`;
const complex = (id: string, activation: string) => `<complexGateway id="${id}">${condition('activationCondition', activation)}</complexGateway>`;
const users = (...ids: string[]) => ids.map((id) => user(id)).join('');
const repeat = (n: string, more = '', attributes = '') => `<multiInstanceLoopCharacteristics ${attributes}>${condition('loopCardinality', n)}${more}</multiInstanceLoopCharacteristics>`;
const all = (c: RunningCase, ids: readonly string[]) => ids.forEach((id) => c.complete(id));
const times = (c: RunningCase, id: string) => c.entered.filter((each) => each === id).length;
const and = (id: string) => `<parallelGateway id="${id}"/>`;
const or = (id: string, attributes = '') => `<inclusiveGateway id="${id}" ${attributes}/>`;
const xor = (id: string, attributes = '') => `<exclusiveGateway id="${id}" ${attributes}/>`;

describe('workflow patterns', () => {
  test('6, 7: multiple choice and structured synchronising merge', async () => {
    const drawn = start + or('f') + or('j') + users('a', 'b', 'c', 'after') + path('start', 'f') + flow('f', 'a', 'contains(s, "a")') + flow('f', 'b', 'contains(s, "b")') + flow('f', 'c', 'contains(s, "c")') + path('a', 'j', 'after') + path('b', 'j') + path('c', 'j');
    for (const s of ['a', 'bc', 'abc']) {
      const c = await begin(drawn, { variables: { s } });
      all(c, [...s]);
      expect([times(c, 'after'), c.open]).toEqual([1, ['after']]);
    }
  });

  test('8: multiple merge, each token runs what follows', async () => {
    const c = await begin(start + and('f') + xor('m') + users('a', 'b', 'after') + path('start', 'f', 'a', 'm', 'after') + path('f', 'b', 'm'));
    all(c, ['a', 'b']);
    expect(c.open).toEqual(['after', 'after']);
  });

  test('9, 28: discriminator, the first goes on and the others are swallowed', async () => {
    const c = await begin(start + and('f') + complex('j', 'activationCount >= 1') + users('a', 'b', 'c', 'after') + end + path('start', 'f', 'a', 'j', 'after', 'end') + path('f', 'b', 'j') + path('f', 'c', 'j'));
    all(c, ['b', 'a', 'c']);
    expect([times(c, 'after'), c.open]).toEqual([1, ['after']]);
  });

  test('30: partial join, two of three', async () => {
    const c = await begin(start + and('f') + complex('j', 'activationCount >= 2') + users('a', 'b', 'c', 'after') + end + path('start', 'f', 'a', 'j', 'after', 'end') + path('f', 'b', 'j') + path('f', 'c', 'j'));
    c.complete('c');
    expect(times(c, 'after')).toBe(0);
    all(c, ['a', 'b']);
    expect([times(c, 'after'), c.open]).toEqual([1, ['after']]);
  });

  test('29: cancelling discriminator, the first calls the others off', async () => {
    const inside = '<startEvent id="s1"/>' + and('f') + complex('j', 'activationCount >= 1') + users('a', 'b') + '<endEvent id="e1"><terminateEventDefinition/></endEvent>' + path('s1', 'f', 'a', 'j', 'e1') + path('f', 'b', 'j');
    const c = await begin(start + sub('s', inside) + user('after') + path('start', 's', 'after'));
    c.complete('b');
    expect([c.open, c.left.filter((entry) => entry === 'a: cancelled')]).toEqual([['after'], ['a: cancelled']]);
  });

  test('10: arbitrary cycles, with two ways in and two ways out', async () => {
    const c = await begin(start + xor('m1') + xor('m2') + xor('x1', 'default="x1_b"') + xor('x2', 'default="x2_end"') + users('a', 'b') + end
      + path('start', 'm1', 'a', 'x1') + flow('x1', 'm2', 'n = 1') + path('x1', 'b', 'm2', 'x2', 'end') + flow('x2', 'm1', 'n < 3'), { variables: { n: 0 } });
    c.complete('a', { variables: { n: 1 } });
    c.complete('a', { variables: { n: 2 } });
    c.complete('b', { variables: { n: 3 } });
    expect([c.status, times(c, 'a'), times(c, 'b')]).toEqual(['completed', 2, 1]);
  });

  test('11, 43: implicit termination waits for all; explicit termination does not', async () => {
    const drawn = (definition: string) => start + and('f') + users('a', 'b') + `<endEvent id="e">${definition}</endEvent>` + path('start', 'f', 'a', 'e') + path('f', 'b');
    const implicit = await begin(drawn(''));
    implicit.complete('a');
    expect(implicit.status).toBe('running');
    implicit.complete('b');
    expect(implicit.status).toBe('completed');
    const explicit = await begin(drawn('<terminateEventDefinition/>'));
    explicit.complete('a');
    expect(explicit.status).toBe('terminated');
  });

  test('12: instances without synchronisation, each goes on alone', async () => {
    const c = await begin(start + xor('m') + and('f') + xor('x', 'default="x_end"') + users('a', 'after') + end + path('start', 'm', 'f', 'a', 'after') + path('f', 'x', 'end') + flow('x', 'm', 'loops < 1'), { variables: { loops: 1 } });
    expect(c.open).toEqual(['a']);
  });

  test.each([
    ['13: known at design time', '3', {}],
    ['14: known at run time', 'n', { n: 3 }],
  ])('%s', async (_what, n, variables) => {
    const c = await begin(start + user('a', '', repeat(n)) + user('after') + path('start', 'a', 'after'), { variables });
    all(c, ['a', 'a']);
    expect(c.open).toEqual(['a']);
    c.complete('a');
    expect(c.open).toEqual(['after']);
  });

  test('15: instances known only while they run', async () => {
    const c = await begin(start + user('a', '', repeat('1')) + user('after') + path('start', 'a', 'after'));
    c.send({ type: 'multiInstance', action: 'add', instance: c.instance('a').id, reason: 'one more expert' });
    all(c, ['a']);
    expect(c.open).toEqual(['a']);
    all(c, ['a']);
    expect(c.open).toEqual(['after']);
  });

  test('34, 36: partial join of instances, also of those added later', async () => {
    const c = await begin(start + user('a', '', repeat('3', condition('completionCondition', 'nrOfCompletedInstances >= 2'))) + user('after') + path('start', 'a', 'after'));
    c.send({ type: 'multiInstance', action: 'add', instance: c.instance('a').id, reason: 'x' });
    all(c, ['a', 'a']);
    expect([c.open, c.left.filter((entry) => entry === 'a: cancelled')]).toEqual([['after'], ['a: cancelled', 'a: cancelled']]);
  });

  test('26, 27: instances are cancelled, or completed early, from outside', async () => {
    const drawn = start + user('a', '', repeat('3')) + boundary('b', 'a', message()) + users('after', 'late') + path('start', 'a', 'after') + path('b', 'late');
    const cancelled = await begin(drawn);
    cancelled.message('m');
    expect(cancelled.open).toEqual(['late']);
    const early = await begin(start + user('a', '', repeat('3', condition('completionCondition', 'enough'))) + user('after') + path('start', 'a', 'after'), { variables: { enough: false } });
    early.complete('a', { variables: { enough: true } });
    expect(early.open).toEqual(['after']);
  });

  test('16: deferred choice, the first event decides', async () => {
    const c = await begin(start + '<eventBasedGateway id="g"/>' + `<intermediateCatchEvent id="m">${message()}</intermediateCatchEvent><intermediateCatchEvent id="s">${signal}</intermediateCatchEvent>` + users('a', 'b') + path('start', 'g', 'm', 'a') + path('g', 's', 'b'));
    c.signal();
    c.message('m');
    expect(c.open).toEqual(['b']);
  });

  test.each([
    ['17: interleaved parallel routing keeps the order of what depends on each other', path('a', 'b'), ['a', 'b', 'c']],
    ['40: interleaved routing does one at a time', '', ['a', 'b', 'c']],
  ])('%s', async (_what, inner, order) => {
    const c = await begin(start + `<adHocSubProcess id="s" ordering="Sequential">${users('a', 'b', 'c')}${inner}</adHocSubProcess>` + user('after') + path('start', 's', 'after'));
    for (const id of order) {
      expect(c.open).toEqual([id]);
      c.complete(id);
    }
    expect(c.open).toEqual(['after']);
  });

  test('19, 20, 25: an activity, a region and a case are cancelled', async () => {
    const c = await begin(start + and('f') + user('a') + sub('s', '<startEvent id="s1"/>' + and('g') + users('x', 'y') + path('s1', 'g', 'x') + path('g', 'y')) + boundary('ba', 'a', message('m')) + boundary('bs', 's', message('n')) + path('start', 'f', 'a') + path('f', 's') + users('r', 'q') + path('ba', 'r') + path('bs', 'q'));
    c.message('m');
    expect([...c.open].sort()).toEqual(['r', 'x', 'y']);
    c.message('n');
    expect([...c.open].sort()).toEqual(['q', 'r']);
    c.send({ type: 'cancel', reason: 'x' });
    expect([c.status, c.open]).toEqual(['cancelled', []]);
  });

  test('21: structured loops, while and repeat', async () => {
    const loop = (attributes: string) => `<standardLoopCharacteristics ${attributes}>${condition('loopCondition', 'n < 2')}</standardLoopCharacteristics>`;
    const of = (attributes: string) => begin(start + user('a', '', loop(attributes)) + user('after') + path('start', 'a', 'after'), { variables: { n: 2 } });
    expect([(await of('testBefore="true"')).open, (await of('')).open]).toEqual([['after'], ['a']]);
  });

  test('22: recursion, a process that calls itself', async () => {
    const called = await processOf(drawing(start + xor('x', 'default="x_end"') + users('step') + call('again', 'q') + end + path('start', 'step', 'x', 'end') + flow('x', 'again', 'n < 3') + path('again', 'end'), { id: 'q' }));
    const c = await begin(start + call('c', 'q') + user('after') + path('start', 'c', 'after'), { variables: { n: 0 }, called });
    for (let n = 1; n <= 3; n += 1) c.complete('step', { variables: { n } });
    expect(c.open).toEqual(['after']);
  });

  test('23, 24: a signal is heard only by who waits now, a message can be kept for who comes later', async () => {
    const catching = (definition: string) => start + user('a') + `<intermediateCatchEvent id="i">${definition}</intermediateCatchEvent>` + user('after') + path('start', 'a', 'i', 'after');
    const transient = await begin(catching(signal));
    transient.signal();
    transient.complete('a');
    expect(transient.open).toEqual([]);
    const persistent = await begin(catching(message()));
    persistent.message('m', { keepFor: 'P1D' });
    persistent.complete('a');
    expect(persistent.open).toEqual(['after']);
  });

  test('33: a generalised join takes one token of each way, however many come', async () => {
    const c = await begin(start + and('f') + user('a', 'completionQuantity="2"') + users('b') + and('j') + users('after') + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'j'));
    all(c, ['a', 'b']);
    expect([c.open, Object.values(c.state.arrivals)]).toEqual([['after'], [{ a_j: 1 }]]);
  });

  test('37, 38: local and general synchronising merge in an unstructured flow', async () => {
    // given a branch that may leave for the end in the middle
    const c = await begin(start + and('f') + or('j') + xor('x', 'default="x_j"') + users('a', 'b', 'after') + end + path('start', 'f', 'a', 'x', 'j', 'after') + flow('x', 'end', 'leave') + path('f', 'b', 'j'), { variables: { leave: true } });
    c.complete('b');
    expect(c.open).toEqual(['a']);
    c.complete('a');
    expect(c.open).toEqual(['after']);
  });

  test('41, 42: a thread merges with others, and splits into several', async () => {
    const c = await begin(start + user('a', 'completionQuantity="3"') + user('b') + user('c', 'startQuantity="3"') + user('after') + path('start', 'a', 'b', 'c', 'after'));
    c.complete('a');
    expect(c.open).toEqual(['b', 'b', 'b']);
    all(c, ['b', 'b', 'b']);
    expect(c.open).toEqual(['c']);
    c.complete('c');
    expect(c.open).toEqual(['after']);
  });

  test('an implicit start begins everything that nothing leads to, and flows end without an end event', async () => {
    const c = await begin(users('a', 'b', 'c') + path('a', 'c'));
    expect(c.open).toEqual(['a', 'b']);
    all(c, ['a', 'c', 'b']);
    expect(c.status).toBe('completed');
  });

  describe('loops of calls and of sub-processes', () => {
    test('each call of a multi-instance call sees its own entry, and an error inside is caught at the whole', async () => {
      const called = await processOf(drawing(start + user('in') + xor('x', 'default="x_end"') + end + `<endEvent id="bad">${error('e')}</endEvent>` + path('start', 'in', 'x', 'end') + flow('x', 'bad', 'no'), { id: 'q', more: '<error id="error_e" errorCode="E"/>' }));
      const over = '<multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef><inputDataItem name="entry"/></multiInstanceLoopCharacteristics>';
      const drawn = start + call('c', 'q').replace('</callActivity>', `${over}</callActivity>`) + boundary('b', 'c', error('e')) + users('after', 'late') + path('start', 'c', 'after') + path('b', 'late');
      const c = await begin(drawn, { variables: { list: ['p', 'q'], no: false }, called });
      expect(Object.values(c.state.instances).filter(({ node, position }) => node === 'c' && position !== undefined).map(({ variables }) => variables!.entry)).toEqual(['p', 'q']);
      all(c, ['in', 'in']);
      expect(c.open).toEqual(['after']);
      const failing = await begin(drawn, { variables: { list: ['p', 'q'], no: false }, called });
      failing.complete('in', { variables: { no: true } });
      expect(failing.open).toEqual(['late']);
    });

    test('a standard loop around a call', async () => {
      const called = await processOf(drawing(start + user('in') + end + path('start', 'in', 'end'), { id: 'q' }));
      const loop = `<standardLoopCharacteristics>${condition('loopCondition', 'n < 2')}</standardLoopCharacteristics>`;
      const c = await begin(start + call('c', 'q').replace('</callActivity>', `${loop}</callActivity>`) + user('after') + path('start', 'c', 'after'), { variables: { n: 0 }, called });
      c.complete('in', { variables: { n: 1 } });
      expect(c.open).toEqual(['in']);
      c.complete('in', { variables: { n: 2 } });
      expect(c.open).toEqual(['after']);
    });

    test.each([
      ['interrupting', '', ['late']],
      ['beside', 'cancelActivity="false"', ['x', 'x', 'late']],
    ])('a boundary event (%s) at a multi-instance sub-process concerns the whole', async (_what, attributes, open) => {
      const c = await begin(start + sub('s', '<startEvent id="s1"/>' + user('x') + path('s1', 'x') + repeat('2')) + boundary('b', 's', message(), attributes) + users('after', 'late') + path('start', 's', 'after') + path('b', 'late'));
      c.message('m');
      expect(c.open).toEqual(open);
    });

    test('an event sub-process inside is heard by each instance for itself', async () => {
      const inside = '<startEvent id="s1"/>' + user('x') + path('s1', 'x') + `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs">${signal}</startEvent>${user('y')}${path('hs', 'y')}</subProcess>` + repeat('2');
      const c = await begin(start + sub('s', inside) + user('after') + path('start', 's', 'after'));
      c.signal();
      expect(c.open).toEqual(['y', 'y']);
      all(c, ['y', 'y']);
      expect(c.open).toEqual(['after']);
    });
  });
});
