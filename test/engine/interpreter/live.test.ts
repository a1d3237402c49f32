import { expect, test } from '@jest/globals';
import { liveOf, stateOf } from '../../../engine/interpreter/live.ts';
import { end, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

test('what states share is read off a state from outside once, and off one that a step has left never', async () => {
  const { state } = await begin(start + user('a') + end + path('start', 'a', 'end'));
  const live = liveOf(state);
  expect(liveOf(stateOf(live))).toBe(live);
  const outside = structuredClone({ ...state });
  expect(liveOf(outside)).toBe(liveOf(outside));
});
