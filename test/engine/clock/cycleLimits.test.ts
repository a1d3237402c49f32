import { expect, test } from '@jest/globals';
import { ringsTooOften } from '../../../engine/clock/cycleLimits.ts';

test.each([
  ['R100/PT1M', false],
  ['R1/P1Y', false],
  ['R3/2026-01-01T00:00:00Z/PT1M', false],
  ['R100/PT1M/2026-01-01T00:00:00Z', false],
  ['R101/PT1M', true],
  ['R101/PT1M/2026-01-01T00:00:00Z', true],
  ['R2/PT59S/2026-01-01T00:00:00Z', true],
  ['R/P1D/2026-01-01T00:00:00Z', true],
  ['R2/PT59S', true],
  ['R/P1D', true],
])('the cycle %s rings too often: %s (B-30)', (text, is) => {
  expect(ringsTooOften(text)).toBe(is);
});
