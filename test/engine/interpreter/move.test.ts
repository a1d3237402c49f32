import { describe, expect, test } from '@jest/globals';
import { moveTargets } from '../../../engine/interpreter/move.ts';
import { boundary, call, compensate, drawing, duration, end, error, flow, loop, mapping, message, path, processOf, service, start, sub, undoneBy, user } from '../../support/drawing.ts';
import { begin, type RunningCase } from '../../support/runningCase.ts';

const line = start + user('a') + user('b') + user('c') + end + path('start', 'a', 'b', 'c', 'end');
const branches = start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user('x') + user('x2') + user('y') + user('z') + end + path('start', 'f', 'x', 'x2', 'j', 'z', 'end') + path('f', 'y', 'j');
const to = (c: RunningCase, element: string, from?: string | number) => c.send({ type: 'move', to: element, reason: 'sent back', ...(from === undefined ? {} : { from: typeof from === 'number' ? from : c.instance(from).id }) });
const refused = (c: RunningCase, element: string, from?: string | number): string => {
  try {
    to(c, element, from);
    return 'moved';
  } catch (error) {
    const { code, details } = error as { code: string; details: Record<string, unknown> };
    return [code, details.why ?? details.flaw ?? '', details.element ?? ''].join(' ').trim();
  }
};

describe('a move', () => {
  test.each([
    ['back', 'c', 'a', ['a']],
    ['on', 'a', 'c', ['c']],
    ['to where it stands, which begins anew,', 'b', 'b', ['b']],
    ['to the start', 'b', 'start', ['a']],
    ['to the end', 'a', 'end', []],
  ])('%s withdraws the step and starts the one named', async (_what, at, target, open) => {
    const c = await begin(line);
    for (const each of ['a', 'b', 'c'].slice(0, ['a', 'b', 'c'].indexOf(at))) c.complete(each);
    const before = c.instance(at).id;
    to(c, target, at);
    expect(c.open).toEqual(open);
    expect(c.state.instances[before]).toBeUndefined();
    expect(c.log).toContainEqual({ type: 'moved', process: 'p', instance: before, element: at, to: target, reason: 'sent back' });
    for (const each of ['a', 'b', 'c']) if (c.open.includes(each)) c.complete(each);
    expect(c.status).toBe('completed');
  });

  test('of one branch leaves the other, and the join still gets both', async () => {
    const c = await begin(branches);
    c.complete('x');
    to(c, 'x', 'x2');
    expect(c.open.sort()).toEqual(['x', 'y']);
    for (const each of ['y', 'x', 'x2']) c.complete(each);
    expect(c.open).toEqual(['z']);
  });

  test('of all tokens withdraws also those that wait at a join', async () => {
    const c = await begin(branches);
    c.complete('y');
    to(c, 'f');
    expect([c.open.sort(), c.state.arrivals]).toEqual([['x', 'y'], {}]);
    to(c, 'z');
    expect(c.open).toEqual(['z']);
  });

  test.each([
    ['into one of two branches, whose join would wait for ever', 'x', undefined, 'MOVE_UNSOUND deadlock j'],
    ['of one branch past the join', 'z', 'x', 'MOVE_UNSOUND left j'],
    ['of one branch before the split, so that the other is done twice', 'f', 'x', 'MOVE_UNSOUND doubled y'],
    ['to the join itself', 'j', 'x', 'MOVE_TARGET_UNFIT join j'],
    ['to what the process does not have', 'nowhere', undefined, 'MOVE_TARGET_UNKNOWN  nowhere'],
    ['of what is gone', 'x', 9_999, 'MOVE_FROM_GONE'],
  ])('%s is refused', async (_what, target, from, code) => {
    const c = await begin(branches);
    expect(refused(c, target, from)).toBe(code);
    expect(c.open.sort()).toEqual(['x', 'y']);
  });

  test('into a sub-process that an error leaves at once is refused where a branch that is done would be done twice', async () => {
    const inner = '<startEvent id="s0"/><exclusiveGateway id="k"/><endEvent id="bang">' + error('e') + '</endEvent>' + path('s0', 'k', 'bang');
    const c = await begin(start + '<exclusiveGateway id="g" default="g_i"/><exclusiveGateway id="m"/><inclusiveGateway id="i"/><inclusiveGateway id="j"/>' + sub('s', inner) + boundary('edge', 's', error('e')) + user('a') + user('b') + end
      + path('start', 'g') + flow('g', 's', 'never') + flow('g', 'i') + path('edge', 'i', 'a', 'j', 'm', 'end') + path('i', 'b', 'j') + flow('s', 'm'), { variables: { never: false } });
    c.complete('a');

    expect([refused(c, 'k', 'b'), c.open, c.state.arrivals]).toEqual(['MOVE_UNSOUND doubled j', ['b'], { '1:j': { a_j: 1 } }]);
  });

  test('without a reason is refused', async () => {
    const c = await begin(line);
    expect(() => c.send({ type: 'move', to: 'b', reason: ' ' })).toThrow(expect.objectContaining({ code: 'REASON_REQUIRED' }));
  });

  test('may go on in a flow that was unsound before, as long as it brings no new flaw', async () => {
    const c = await begin(start + '<exclusiveGateway id="g" default="g_a"/><parallelGateway id="j"/>' + user('a') + user('a2') + user('b') + end + path('start', 'g', 'a', 'a2', 'j', 'end') + flow('g', 'b', 'never') + path('b', 'j'), { variables: { never: false } });
    to(c, 'a2', 'a');
    expect(c.open).toEqual(['a2']);
  });

  test('ends clocks, work, jobs, waits and incidents of what it withdraws, and the clocks it held go on', async () => {
    const c = await begin(
      start + '<parallelGateway id="f"/>' + user('a', 'gov:limitAmount="3" gov:clock="stop" gov:clockBasis="law"') + boundary('late', 'a', duration('P1D')) + service('s') + `<receiveTask id="r" messageRef="message_m"/><exclusiveGateway id="bad"/>` + user('z') + end
        + path('start', 'f', 'a', 'z', 'end') + path('late', 'z') + path('f', 's') + path('f', 'r') + path('f', 'bad') + flow('bad', 'z', 'unknown'),
      { attributes: 'gov:limitAmount="20"' },
    );
    expect([c.incidents, c.asked, Object.keys(c.state.holds)]).toEqual([['bad: VAR_UNDEFINED'], ['s'], [String(c.state.caseClock)]]);
    to(c, 'z');
    const state = c.state;
    expect([c.open, c.incidents, c.asked, state.holds, state.arrivals]).toEqual([['z'], [], [], {}, {}]);
    expect(c.commands).toContainEqual({ type: 'cancelJob', instance: expect.any(Number) });
    expect(Object.values(state.clocks).filter(({ stoppedAt, instance }) => !stoppedAt && instance !== null)).toEqual([]);
    expect(Object.values(state.instances).flatMap(({ waits }) => waits ?? []).map(({ on }) => on.kind)).toEqual(['work']);
  });
});

describe('a move in scopes', () => {
  const inner = '<startEvent id="s1"/>' + user('in') + user('in2') + '<endEvent id="s2"/>' + path('s1', 'in', 'in2', 's2');
  const nested = start + user('a') + sub('s', mapping('n=1') + inner, 'gov:limitAmount="2"') + boundary('late', 's', duration('P1D')) + user('over') + user('z') + end + path('start', 'a', 's', 'z', 'end') + path('late', 'over');

  test('into a sub-process opens it as usual, with inputs, clock and events at its edge, but begins at the step named', async () => {
    const c = await begin(nested);
    to(c, 'in2', 'a');
    expect([c.open, c.instance('s').variables, c.clockOf('s')?.stoppedAt]).toEqual([['in2'], { n: 1 }, undefined]);
    expect(c.due).toBe('2026-03-03T01:00:00.000Z');
    c.complete('in2');
    expect(c.open).toEqual(['z']);
  });

  test('into a sub-process whose inputs can\'t be computed stops there; tried again with a value it begins where it was meant to', async () => {
    const c = await begin(start + user('a') + sub('s', mapping('n=wanted + 1') + inner) + boundary('late', 's', duration('P1D')) + user('z') + path('start', 'a', 's', 'z'));
    to(c, 'in2', 'a');
    expect([c.incidents, c.open]).toEqual([['s: VAR_UNDEFINED'], []]);
    // when the first correction is of no use, and the second is
    c.settle('retry', { unwanted: 1 });
    expect(c.incidents).toEqual(['s: VAR_UNDEFINED']);
    c.settle('retry', { wanted: 1 });
    // then
    expect([c.incidents, c.open, c.instance('s').variables, c.entered.includes('in')]).toEqual([[], ['in2'], { n: 2 }, false]);
    expect(c.instance('s')).not.toHaveProperty('way');
    expect(c.due).toBe('2026-03-03T01:00:00.000Z');
    c.complete('in2');
    expect(c.open).toEqual(['z']);
  });

  test('into a sub-process opens its data too, empty at first', async () => {
    const data = '<dataObject id="o" name="o"/><dataObjectReference id="ref" dataObjectRef="o"/>';
    const io = '<ioSpecification><dataInput id="di" name="given"/><inputSet><dataInputRefs>di</dataInputRefs></inputSet><outputSet/></ioSpecification>';
    const association = '<dataInputAssociation id="ia"><sourceRef>ref</sourceRef><targetRef>di</targetRef></dataInputAssociation>';
    const c = await begin(start + user('a') + sub('s', data + '<startEvent id="s1"/>' + user('in', '', io + association) + path('s1', 'in')) + path('start', 'a', 's'));
    to(c, 'in', 'a');
    expect([c.incidents, c.instance('s').variables, c.instance('in').variables]).toEqual([[], { o: null }, { given: null }]);
  });

  test('inside a sub-process leaves it open, with its variables and its clock', async () => {
    const c = await begin(nested);
    c.complete('a');
    c.complete('in', { variables: { n: 7 } });
    const { id } = c.instance('s');
    to(c, 'in', id);
    expect([c.open, c.instance('s').id, c.instance('s').variables]).toEqual([['in'], id, { n: 7 }]);
    to(c, 'in2', 'in');
    expect(c.open).toEqual(['in2']);
  });

  test('out of a sub-process takes it with it', async () => {
    const c = await begin(nested);
    c.complete('a');
    to(c, 'a', 's');
    expect([c.open, c.clockOf('s')?.stoppedAt]).toEqual([['a'], c.state.now]);
    expect(refused(c, 'late')).toBe('MOVE_TARGET_UNFIT event late');
  });

  test('from a step to one outside its scope is refused: its sub-process has to be named', async () => {
    const c = await begin(nested);
    c.complete('a');
    expect(refused(c, 'z', 'in')).toBe('MOVE_TARGET_UNKNOWN  z');
  });

  test('in a called process concerns that process', async () => {
    const q = await processOf(drawing(start + user('in') + user('in2') + end + path('start', 'in', 'in2', 'end'), { id: 'q' }));
    const c = await begin(start + call('c', 'q') + user('z') + path('start', 'c', 'z'), { called: q });
    c.complete('in');
    to(c, 'in', 'in2');
    expect(c.open).toEqual(['in']);
    to(c, 'z', 'c');
    expect(c.open).toEqual(['z']);
  });

  test('neither enters nor leaves an instance of a loop, but takes the loop as a whole', async () => {
    const c = await begin(start + sub('s', inner + loop('inputCollection="=[1,2]"')) + user('z') + path('start', 's', 'z'));
    const child = Object.values(c.state.instances).find(({ node, multi }) => node === 's' && !multi)!.id;
    expect([refused(c, 'z', child), refused(c, 'in2')]).toEqual(['MOVE_TARGET_UNFIT loop z', 'MOVE_TARGET_UNFIT loop s']);
    to(c, 'in2', child);
    expect(c.open.sort()).toEqual(['in', 'in2']);
    to(c, 'z', 's');
    expect(c.open).toEqual(['z']);
  });

  test('after an interrupting event lets the scope hear its events again', async () => {
    const c = await begin(start + user('a') + path('start', 'a') + `<subProcess id="h" triggeredByEvent="true"><startEvent id="h1">${message()}</startEvent>${user('b')}${path('h1', 'b')}</subProcess>`);
    c.message('m');
    expect(c.open).toEqual(['b']);
    to(c, 'a');
    expect(c.open).toEqual(['a']);
    c.message('m');
    expect(c.open).toEqual(['b']);
  });

  test('does not touch what undoes, and what was done before can still be undone', async () => {
    const c = await begin(start + user('a') + undoneBy('a', 'undoA') + user('b') + `<intermediateThrowEvent id="toss">${compensate()}</intermediateThrowEvent>` + user('z') + path('start', 'a', 'b', 'toss', 'z'));
    c.complete('a');
    to(c, 'a', 'b');
    c.complete('a');
    expect(refused(c, 'undoA')).toBe('MOVE_TARGET_UNFIT handler undoA');
    c.complete('b');
    expect(c.open).toEqual(['undoA', 'undoA']);
    expect(refused(c, 'a', 'undoA')).toBe('MOVE_TARGET_UNFIT handler a');
    to(c, 'b');
    expect([c.open, c.state.compensations]).toEqual([['b'], undefined]);
  });
});

describe('an incident', () => {
  const broken = start + user('a') + '<exclusiveGateway id="g"/>' + user('b') + user('c') + end + path('start', 'a', 'g') + flow('g', 'b', 'unknown') + path('b', 'c', 'end');

  test('is settled by a move to another element', async () => {
    const c = await begin(broken);
    c.complete('a');
    const [incident] = Object.values(c.state.incidents);
    c.send({ type: 'incident', incident: incident!.id, action: 'move', to: 'c', reason: 'decided by hand' });
    expect([c.open, c.incidents]).toEqual([['c'], []]);
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'incident', action: 'settled', how: 'move', reason: 'decided by hand' }));
    c.complete('c');
    expect(c.status).toBe('completed');
  });

  test('is not settled by a move that is refused', async () => {
    const c = await begin(broken);
    c.complete('a');
    const [incident] = Object.values(c.state.incidents);
    for (const target of [undefined, 'nowhere']) {
      expect(() => c.send({ type: 'incident', incident: incident!.id, action: 'move', reason: 'because', ...(target ? { to: target } : {}) })).toThrow(expect.objectContaining({ code: 'MOVE_TARGET_UNKNOWN' }));
    }
    expect(c.incidents).toEqual(['g: VAR_UNDEFINED']);
  });
});

test('a move settles what the scope itself was stopped by', async () => {
  const unread = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${duration('=wait')}</startEvent></subProcess>`;
  const c = await begin(start + user('a') + user('b') + end + path('start', 'a', 'b', 'end') + unread);
  expect(c.incidents).toEqual(['p: VAR_UNDEFINED']);
  c.send({ type: 'variables', variables: { wait: 'P1D' } });
  c.send({ type: 'move', to: 'b', reason: 'put right' });
  expect([c.incidents, c.open]).toEqual([[], ['b']]);
});

test('a sub-process that a move opens listens before anything begins in it, as when it is entered', async () => {
  const listening = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${duration('P1D')}</startEvent></subProcess>`;
  const c = await begin(start + user('a') + sub('s', `<startEvent id="s1"/>${user('in')}<endEvent id="s2"/>${path('s1', 'in', 's2')}${listening}`) + end + path('start', 'a', 's', 'end'));
  to(c, 'in');
  expect(c.instance('s').waits!.map(({ node, id }) => [node, id < c.instance('in').id])).toEqual([['hs', true]]);
});

test.each([['in', ['in']], ['a', ['a', 'in']], [null, ['a', 'in']]])('from %s a move may name the steps %j', async (at, steps) => {
  const c = await begin(start + user('a') + sub('s', `<startEvent id="s1"/>${user('in')}<endEvent id="s2"/>${path('s1', 'in', 's2')}`) + end + path('start', 'a', 's', 'end'));
  expect(moveTargets(c.program, 'p', at).flatMap(({ id, kind }) => (kind === 'userTask' ? [id] : []))).toEqual(steps);
});
