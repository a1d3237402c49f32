import { expect, test } from '@jest/globals';
import { ringsTooOften } from '../../../engine/clock/cycleLimits.ts';

test.each([
  ['R100/PT1M', false],
  ['R1/P1Y', false],
  ['R3/2026-01-01T00:00:00Z/PT1M', false],
  ['R101/PT1M', true],
  ['R2/PT59S', true],
  ['R/P1D', true],
])('the cycle %s rings too often: %s (B-30)', (text, is) => {
  expect(ringsTooOften(text)).toBe(is);
});
