import { expect, test } from '@jest/globals';
import { nextDue } from '../../../engine/interpreter/dueTimes.ts';
import { liveOf } from '../../../engine/interpreter/live.ts';
import { step } from '../../../engine/interpreter/step.ts';
import { boundary, duration, end, path, start, user } from '../../support/drawing.ts';
import { begin, MONDAY } from '../../support/runningCase.ts';

test('a step goes on with the timetable that there was, and with what it appoints itself', async () => {
  const c = await begin(start + user('a') + boundary('b', 'a', duration('P1D')) + user('z') + boundary('c', 'z', duration('P2D')) + end + path('start', 'a', 'z', 'end') + path('b', 'end') + path('c', 'end'));
  const first = nextDue(c.program, c.state);
  const before = liveOf(c.state).timetable;
  const { state } = step(c.program, c.state, { type: 'complete', instance: c.instance('a').id, now: MONDAY, actor: { user: 'u', role: 'approver' } });
  // What is over is found out when somebody asks.
  expect([before?.size, liveOf(state).timetable?.size]).toEqual([1, 2]);
  expect(nextDue(c.program, state)! > first!).toBe(true);
  expect(liveOf(state).timetable?.size).toBe(1);
});
