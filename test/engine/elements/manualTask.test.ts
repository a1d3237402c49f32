import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const manual = (id: string) => `<manualTask id="${id}" name="${id}"/>`;

describe('a manual task', () => {
  test('is work outside of every system: it completes by itself', async () => {
    const c = await begin(start + manual('a') + user('b') + end + path('start', 'a', 'b', 'end'));
    expect([c.left, c.open]).toEqual([['start: completed', 'a: completed'], ['b']]);
  });

  test.each([
    ['matter', ['warning: STEP_WITHOUT_DOER']],
    ['bpmn', []],
  ] as const)('passes in the profile %s', async (profile, expected) => {
    const { problems } = await compile(drawing(start + manual('a') + end + path('start', 'a', 'end')), { profile });
    expect(problems.filter(({ elementId }) => elementId === 'a').map(({ severity, code }) => `${severity}: ${code}`)).toEqual(expected);
  });
});
