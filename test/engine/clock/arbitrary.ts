import fc from 'fast-check';
import { addDays } from '../../../engine/clock/civil.ts';
import { seed } from '../../support/seed.ts';

/** Parameters of every property of the clock. */
export const runs = { seed, numRuns: 300 };

/** A day from 2024-01-01 on, early enough that a count of weeks stays inside the published years. */
export const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2024-01-01', days));

/** A time of day in whole seconds. */
export const time = fc
  .integer({ min: 0, max: 86_399 })
  .map((seconds) => [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':'));
