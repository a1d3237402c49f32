import { describe, expect, test } from '@jest/globals';
import { caughtEvents, conditional, ended, escalation, escalations, parallelMultiple, thrown, write } from '../../support/events.ts';
import { boundary, call, cycle, drawing, duration, error, loop, message, path, processOf, service, signal, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const at = (definition: string, attributes = '') => start + user('a') + boundary('b', 'a', definition, attributes) + user('after') + user('other') + path('start', 'a', 'after') + path('b', 'other');
const NOT = 'cancelActivity="false"';

describe('a boundary event', () => {
  test.each(caughtEvents)('takes the place of its activity when $what comes, or starts a path beside it', async ({ definition, half, happen, again }) => {
    const instead = await begin(at(definition));
    half?.(instead);
    expect(instead.open).toEqual(['a']);
    happen(instead);
    expect([instead.open, instead.due]).toEqual([['other'], null]);
    expect(instead.left).toContain('a: cancelled');

    const beside = await begin(at(definition, NOT));
    happen(beside);
    expect(beside.open).toEqual(['a', 'other']);
    again?.(beside);
    expect(beside.open).toEqual(again ? ['a', 'other', 'other'] : ['a', 'other']);
  });

  test('of all of several waits for each of them, and beside its activity from the first again', async () => {
    const { attributes, definition, half, happen } = parallelMultiple;
    const instead = await begin(at(definition, attributes));
    half(instead);
    half(instead);
    expect(instead.open).toEqual(['a']);
    happen(instead);
    expect([instead.open, instead.state.instances[2]?.met]).toEqual([['other'], undefined]);

    const beside = await begin(at(definition, `${attributes} ${NOT}`));
    for (let i = 0; i < 2; i += 1) {
      half(beside);
      expect(beside.open).toHaveLength(i + 1);
      happen(beside);
    }
    expect(beside.open).toEqual(['a', 'other', 'other']);
  });

  const escalating = (inside: string, definition: string, attributes = '') =>
    start + sub('s', `<startEvent id="s1"/>${inside}`) + boundary('b', 's', definition, attributes) + user('other') + user('after') + path('start', 's', 'after') + path('b', 'other');
  const throwing = thrown('t', escalation('x')) + user('in') + path('s1', 't', 'in');

  test.each([
    ['its code', 'x', ['other']],
    ['any code', undefined, ['other']],
    ['an escalation without a code, which means any', 'none', ['other']],
    ['another code', 'y', ['in']],
  ])('hears an escalation from inside by %s', async (_what, code, open) => {
    expect((await begin(escalating(throwing, escalation(code)), { more: escalations })).open).toEqual(open);
  });

  test('beside hears every escalation, and who threw it goes on', async () => {
    const c = await begin(escalating(throwing, escalation('x'), NOT), { more: escalations });
    expect(c.open.toSorted()).toEqual(['in', 'other']);
    const byEnd = await begin(escalating(ended('t', escalation('x')) + path('s1', 't'), escalation('x'), NOT), { more: escalations });
    expect(byEnd.open.toSorted()).toEqual(['after', 'other']);
  });

  test('hears an escalation of each instance of a multi-instance sub-process; one that interrupts ends them all', async () => {
    const many = (attributes: string) => start + sub('s', `<startEvent id="s1"/>${throwing}${loop('inputCollection="=[1,2,3]"')}`) + boundary('b', 's', escalation('x'), attributes) + user('other') + path('start', 's') + path('b', 'other');
    expect((await begin(many(NOT), { more: escalations })).open.toSorted()).toEqual(['in', 'in', 'in', 'other', 'other', 'other']);
    expect((await begin(many(''), { more: escalations })).open).toEqual(['other']);
  });

  test.each([
    ['hears an escalation from a called process', '', ['other']],
    ['beside it lets the called process go on', NOT, ['in', 'other']],
  ])('%s', async (_what, attributes, open) => {
    const called = await processOf(drawing(start + thrown('t', escalation('x')) + user('in') + path('start', 't', 'in'), { id: 'q', more: escalations }));
    const c = await begin(start + call('c', 'q') + boundary('b', 'c', escalation('x'), attributes) + user('other') + path('start', 'c') + path('b', 'other'), { called, more: escalations });
    expect(c.open.toSorted()).toEqual(open);
  });

  test('events of several kinds at one activity are each heard, and an interrupting one ends the others', async () => {
    const c = await begin(start + user('a') + boundary('b1', 'a', message(), NOT) + boundary('b2', 'a', conditional('x = 1'), NOT) + boundary('b3', 'a', signal) + boundary('b4', 'a', duration('P1D'))
      + ['u1', 'u2', 'u3', 'u4'].map((id) => user(id)).join('') + path('start', 'a') + path('b1', 'u1') + path('b2', 'u2') + path('b3', 'u3') + path('b4', 'u4'));
    c.message('m');
    write(c, { x: 1 });
    c.signal();
    c.until('2026-03-09T01:00:00.000Z');
    c.message('m');
    expect(c.open).toEqual(['u1', 'u2', 'u3']);
  });

  const inside = '<startEvent id="s1"/>' + user('in') + path('s1', 'in');
  const times = (count: number) => `<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">=${count}</loopCardinality></multiInstanceLoopCharacteristics>`;
  const again = '<standardLoopCharacteristics loopMaximum="5"/>';
  /** What the event sits on, and the steps that are open in it. */
  const hosts: readonly (readonly [what: string, drawn: string, open: readonly string[]])[] = [
    ['sub-process', sub('h', inside), ['in']],
    ['transaction', `<transaction id="h">${inside}</transaction>`, ['in']],
    ['ad-hoc sub-process', `<adHocSubProcess id="h">${user('in')}${user('in2')}</adHocSubProcess>`, ['in', 'in2']],
    ['called process', call('h', 'q'), ['in']],
    ['receive task', '<receiveTask id="h" messageRef="message_n"/>', []],
    ['multi-instance sub-process', sub('h', times(2) + inside), ['in', 'in']],
    ['multi-instance step', user('h', '', times(2)), ['h', 'h']],
    ['multi-instance call', call('h', 'q').replace('</callActivity>', `${times(2)}</callActivity>`), ['in', 'in']],
    ['step in a loop', user('h', '', again), ['h']],
    ['ad-hoc sub-process in a loop', `<adHocSubProcess id="h">${again}${user('in')}</adHocSubProcess>`, ['in']],
  ];
  test.each(caughtEvents.flatMap((event) => hosts.map(([host, drawn, open]) => ({ what: event.what, event, host, drawn, open }))))('at its host ($host) takes the place of all that runs in it when $what comes, or leaves it as it is', async ({ event, drawn, open }) => {
    const around = (attributes: string) => start + drawn + boundary('b', 'h', event.definition, attributes) + user('other') + path('start', 'h') + path('b', 'other');
    const called = await processOf(drawing(inside, { id: 'q' }));
    const instead = await begin(around(''), { called });
    expect(instead.open).toEqual(open);
    event.happen(instead);
    expect([instead.open, instead.due]).toEqual([['other'], null]);

    const beside = await begin(around(NOT), { called });
    event.happen(beside);
    expect(beside.open).toEqual([...open, 'other']);
  });

  test('brings the variables of its message', async () => {
    const c = await begin(at(message()));
    c.message('m', { variables: { x: 1 } });
    expect(c.variables).toEqual({ x: 1 });
  });

  test('is forgotten when the activity is done', async () => {
    const c = await begin(at(duration('P1D')));
    c.complete('a');
    expect(c.due).toBe(null);
    c.message('m');
    expect(c.open).toEqual(['after']);
  });

  test('a message beside the activity may come again; a time comes once, a cycle as often as it says', async () => {
    const byMessage = await begin(at(message(), NOT));
    byMessage.message('m');
    byMessage.message('m');
    expect(byMessage.open).toEqual(['a', 'other', 'other']);
    const once = await begin(at(duration('P1D'), NOT));
    once.until('2026-03-10T01:00:00.000Z');
    expect(once.open).toEqual(['a', 'other']);
    const thrice = await begin(at(cycle('R3/P1D'), NOT));
    thrice.until('2026-03-10T01:00:00.000Z');
    expect(thrice.open).toEqual(['a', 'other', 'other', 'other']);
  });

  test('of two interrupting ones at the same instant the first by drawing wins (B-31)', async () => {
    const c = await begin(start + user('a') + boundary('b1', 'a', duration('P1D')) + boundary('b2', 'a', duration('P1D')) + user('x') + user('y') + path('start', 'a') + path('b1', 'x') + path('b2', 'y'));
    c.until('2026-03-04T01:00:00.000Z');
    expect(c.open).toEqual(['x']);
    const s = await begin(start + user('a') + boundary('b1', 'a', signal) + boundary('b2', 'a', signal) + user('x') + user('y') + path('start', 'a') + path('b1', 'x') + path('b2', 'y'));
    s.signal();
    expect(s.open).toEqual(['x']);
  });

  test('cancels everything inside a sub-process: work items, jobs, clocks, waiting tokens', async () => {
    const inside = '<startEvent id="s1"/><parallelGateway id="f"/><parallelGateway id="j"/>' + user('w', 'gov:limitAmount="3"') + service('job') + user('k') + path('s1', 'f', 'w', 'j') + path('f', 'job', 'j') + path('f', 'k', 'j');
    const c = await begin(start + sub('s', inside) + boundary('b', 's', message()) + user('other') + path('start', 's') + path('b', 'other'));
    c.complete('k');
    c.message('m');
    expect([c.open, c.state.arrivals, Object.values(c.state.clocks)[0]!.stoppedAt]).toEqual([['other'], {}, c.state.now]);
    expect(c.commands).toContainEqual({ type: 'cancelJob', instance: expect.any(Number) });
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'closed', element: 'w', how: 'cancelled' }));
  });

  test('cancels a called process with all inside', async () => {
    const called = await processOf(drawing(start + user('in') + path('start', 'in'), { id: 'q' }));
    const c = await begin(start + call('c', 'q') + boundary('b', 'c', message()) + user('other') + path('start', 'c') + path('b', 'other'), { called });
    c.message('m');
    expect([c.open, Object.keys(c.state.instances).length]).toEqual([['other'], 2]);
  });

  test('is one for all instances of a multi-instance activity', async () => {
    const c = await begin(start + user('a', '', loop('inputCollection="=[1,2,3]"')) + boundary('b', 'a', message()) + user('other') + path('start', 'a') + path('b', 'other'));
    expect(c.open).toEqual(['a', 'a', 'a']);
    c.message('m');
    expect(c.open).toEqual(['other']);
  });

  test.each([
    ['the code', 'e', ['other'], []],
    ['any code', undefined, ['other'], []],
    ['another code', 'f', [], ['a: ERROR_UNCAUGHT']],
  ])('catches a department\'s refusal by %s', async (_what, code, open, incidents) => {
    const c = await begin(start + service('a') + boundary('b', 'a', error(code)) + user('other') + path('start', 'a') + path('b', 'other'));
    c.answer('a', { kind: 'error', code: 'E', variables: { why: 'x' } });
    expect([c.open, c.incidents]).toEqual([open, incidents]);
    if (open.length > 0) expect(c.variables).toEqual({ why: 'x' });
  });

  test('whose time can not be read stops its activity before it begins; the retry arms every event once', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="1"') + boundary('m1', 'a', message(), NOT) + boundary('b', 'a', duration('=wait')) + user('x') + user('y') + path('start', 'a') + path('m1', 'x') + path('b', 'y'));
    expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);
    c.settle('retry', { wait: 'P1D' });
    expect([c.open, c.due]).toEqual([['a'], '2026-03-03T01:00:00.000Z']);
    c.message('m');
    expect(c.open).toEqual(['a', 'x']);
  });

  test('that was armed before another one could not be read happens once after the retry', async () => {
    const c = await begin(start + user('a') + boundary('first', 'a', duration('P2D'), NOT) + boundary('second', 'a', duration('=wait'), NOT) + user('x') + user('y') + path('start', 'a') + path('first', 'x') + path('second', 'y'));
    expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);
    c.settle('retry', { wait: 'P3D' });
    c.until('2026-03-06T01:00:00.000Z');
    expect(c.open).toEqual(['a', 'x', 'y']);
  });
});
