import { describe, expect, test } from '@jest/globals';
import { boundary, duration, end, loop, mapping, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

describe('a receive task', () => {
  test('waits for a message by name and key, with its own clock', async () => {
    const c = await begin(start + '<receiveTask id="a" messageRef="message_mk" gov:limitAmount="1"/>' + user('after') + end + path('start', 'a', 'after', 'end'), { variables: { key: 'x' } });
    c.message('mk', { key: 'y' });
    expect([c.open, c.clockOf('a')!.stoppedAt]).toEqual([[], undefined]);
    c.message('mk', { key: 'x', variables: { paid: true } });
    expect([c.open, c.variables.paid, c.clockOf('a')!.stoppedAt]).toEqual([['after'], true, c.state.now]);
  });

  test('starts its process with its message, or waits for it when the process is started by hand', async () => {
    const drawn = '<receiveTask id="a" instantiate="true" messageRef="message_m"/>' + user('after') + path('a', 'after');
    const started = await begin(drawn, { node: 'a', variables: { x: 1 } });
    expect([started.open, started.left]).toEqual([['after'], ['a: completed']]);
    const byHand = await begin(drawn);
    expect(byHand.open).toEqual([]);
    byHand.message('m');
    expect(byHand.open).toEqual(['after']);
  });

  test('waits in each instance of a multi-instance activity', async () => {
    const c = await begin(start + `<receiveTask id="a" messageRef="message_m">${loop('inputCollection="=[1,2]"')}</receiveTask>` + user('after') + path('start', 'a', 'after'));
    c.message('m');
    expect(c.open).toEqual([]);
    c.message('m');
    expect(c.open).toEqual(['after']);
  });

  test('that has its message waits for no other while what it hands on stands as an incident', async () => {
    const c = await begin(start + `<receiveTask id="a" messageRef="message_m">${mapping('<paid=amount')}</receiveTask>` + user('after') + path('start', 'a', 'after'));
    c.message('m', { variables: { other: 1 } });
    expect(c.incidents).toEqual(['a: VAR_UNDEFINED']);

    c.message('m', { variables: { amount: 5 } });
    expect([c.incidents, c.open, c.log.at(-1)!.type]).toEqual([['a: VAR_UNDEFINED'], [], 'late']);
    c.settle('retry', { amount: 7 });
    expect([c.open, c.variables.paid]).toEqual([['after'], 7]);
  });

  test('carries boundary events', async () => {
    const c = await begin(start + '<receiveTask id="a" messageRef="message_m"/>' + boundary('b', 'a', duration('P1D')) + user('late') + path('start', 'a') + path('b', 'late'));
    c.until('2026-03-03T01:00:00.000Z');
    expect(c.open).toEqual(['late']);
  });
});
