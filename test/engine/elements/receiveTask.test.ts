import { describe, expect, test } from '@jest/globals';
import { boundary, duration, end, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

describe('a receive task', () => {
  test('waits for a message by name and key, with its own clock', async () => {
    const c = await begin(start + '<receiveTask id="a" messageRef="message_mk" gov:limitAmount="1"/>' + user('after') + end + path('start', 'a', 'after', 'end'), { variables: { key: 'x' } });
    c.message('mk', { key: 'y' });
    expect([c.open, c.clockOf('a')!.stoppedAt]).toEqual([[], undefined]);
    c.message('mk', { key: 'x', variables: { paid: true } });
    expect([c.open, c.variables.paid, c.clockOf('a')!.stoppedAt]).toEqual([['after'], true, c.state.now]);
  });

  test('carries boundary events', async () => {
    const c = await begin(start + '<receiveTask id="a" messageRef="message_m"/>' + boundary('b', 'a', duration('P1D')) + user('late') + path('start', 'a') + path('b', 'late'));
    c.until('2026-03-03T01:00:00.000Z');
    expect(c.open).toEqual(['late']);
  });
});
