import { describe, expect, test } from '@jest/globals';
import { boundary, call, cycle, drawing, duration, error, loop, message, path, processOf, service, signal, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const at = (definition: string, attributes = '') => start + user('a') + boundary('b', 'a', definition, attributes) + user('after') + user('other') + path('start', 'a', 'after') + path('b', 'other');
const NOT = 'cancelActivity="false"';

describe('a boundary event', () => {
  test.each([
    ['a time', duration('P1D'), (c: Awaited<ReturnType<typeof begin>>) => c.until('2026-03-03T01:00:00.000Z')],
    ['a message', message(), (c: Awaited<ReturnType<typeof begin>>) => c.message('m', { variables: { x: 1 } })],
    ['a signal', signal, (c: Awaited<ReturnType<typeof begin>>) => c.signal()],
  ])('takes the place of its activity (%s), or starts a path beside it', async (_what, definition, happen) => {
    const instead = await begin(at(definition));
    happen(instead);
    expect([instead.open, instead.due]).toEqual([['other'], null]);
    expect(instead.left).toContain('a: cancelled');

    const beside = await begin(at(definition, NOT));
    happen(beside);
    expect(beside.open).toEqual(['a', 'other']);
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
    expect(c.incidents).toEqual(['a: VARIABLE_UNKNOWN']);
    c.settle('retry', { wait: 'P1D' });
    expect([c.open, c.due]).toEqual([['a'], '2026-03-03T01:00:00.000Z']);
    c.message('m');
    expect(c.open).toEqual(['a', 'x']);
  });
});
