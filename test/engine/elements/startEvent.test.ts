import { describe, expect, test } from '@jest/globals';
import { escalations, otherSignal } from '../../support/events.ts';
import { drawing, duration, end, message, names, path, programOf, signal, start, sub, user } from '../../support/drawing.ts';
import { begin, runningCase } from '../../support/runningCase.ts';

describe('a start event', () => {
  test('begins the process where nothing has to happen first', async () => {
    const c = await begin(start + user('a') + end + path('start', 'a', 'end'));

    expect(c.entered).toEqual(['start', 'a']);
  });

  test.each([
    ['a message', message()],
    ['a time', duration('P1D')],
    ['a signal', signal],
  ])('waits for nothing when it is the only one and needs %s: the case is there because it happened', async (_what, definition) => {
    const c = await begin(`<startEvent id="start">${definition}</startEvent>` + user('a') + end + path('start', 'a', 'end'));

    expect(c.open).toEqual(['a']);
  });

  test('of all of several waits, once one of them has come, for the others', async () => {
    const drawn = `<startEvent id="start" parallelMultiple="true">${message()}${signal}${duration('P1D')}</startEvent>` + user('a') + path('start', 'a');
    const c = await begin(drawn, { node: 'start', by: { kind: 'signal', name: 's' } });
    expect(c.open).toEqual([]);
    c.until('2026-03-03T01:00:00.000Z');
    expect([c.open, c.status]).toEqual([[], 'running']);
    c.message('m', { variables: { x: 1 } });
    expect([c.open, c.variables, c.due]).toEqual([['a'], { x: 1 }, null]);
    expect((await begin(drawn)).open).toEqual(['a']);
  });

  test('of all of several that are of one kind tells them apart by name', async () => {
    const drawn = `<startEvent id="start" parallelMultiple="true">${signal}${otherSignal}</startEvent>` + user('a') + path('start', 'a');
    const c = await begin(drawn, { node: 'start', by: { kind: 'signal', name: 't' }, more: escalations });
    c.signal('t');
    expect(c.open).toEqual([]);
    c.signal('s');
    expect(c.open).toEqual(['a']);
  });

  test('of any of several begins by one of them', async () => {
    const c = await begin(`<startEvent id="start">${message()}${signal}</startEvent>` + user('a') + path('start', 'a'), { node: 'start', by: { kind: 'message', name: 'm' } });
    expect(c.open).toEqual(['a']);
  });

  const two = start + `<startEvent id="byMessage">${message()}</startEvent>` + user('a') + user('b') + end + path('start', 'a', 'end') + path('byMessage', 'b', 'end');

  test('is the plain one when there are several, unless the start names another', async () => {
    const program = await programOf(drawing(two, { more: names }));

    expect(runningCase(program).open).toEqual(['a']);
    expect(runningCase(program, { node: 'byMessage' }).open).toEqual(['b']);
  });

  test.each(['nowhere', 'a'])('can not be the element "%s"', async (node) => {
    const program = await programOf(drawing(two, { more: names }));

    expect(() => runningCase(program, { node })).toThrow(expect.objectContaining({ code: 'START_UNKNOWN' }));
  });

  test('is not needed: what no flow leads to begins by itself', async () => {
    const c = await begin(user('a') + user('b') + end + path('a', 'end'));

    expect(c.open).toEqual(['a', 'b']);
  });

  test('a sub-process without content is done at once', async () => {
    const c = await begin(start + sub('s', '') + end + path('start', 's', 'end'));

    expect(c.status).toBe('completed');
  });
});
