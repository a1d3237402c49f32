import { describe, expect, test } from '@jest/globals';
import type { Profile } from '../../../engine/program.ts';
import { boundary, cycle, drawing, end, path, programOf, start, user } from '../../support/drawing.ts';
import { runningCase } from '../../support/runningCase.ts';

async function begin(profile: Profile, rhythm: string) {
  const program = await programOf(drawing(start + user('a') + boundary('t', 'a', cycle('=rhythm'), 'cancelActivity="false"') + user('remind') + end + path('start', 'a', 'end') + path('t', 'remind')));
  return runningCase({ ...program, profile }, { variables: { rhythm } });
}

describe('a cycle that depends on the case', () => {
  test.each(['R/PT1S', 'R/P1D', 'R101/PT1M', 'R5/PT59S'])('stops a matter as an incident where it would ring like %s (B-30)', async (rhythm) => {
    const c = await begin('matter', rhythm);

    expect(c.incidents).toEqual(['a: TIMER_TOO_OFTEN']);
  });

  test('rings in a matter up to a hundred times', async () => {
    const c = await begin('matter', 'R100/PT1M');

    expect([c.incidents, c.open]).toEqual([[], ['a']]);
  });

  test('rings as often as it is drawn in the profile bpmn', async () => {
    const c = await begin('bpmn', 'R/PT1S');

    expect([c.incidents, c.open]).toEqual([[], ['a']]);
  });
});
