import { evaluate } from 'feelin';
import { addMilliseconds, civilDate } from '../../clock/civil.ts';
import type { Instant } from '../../value.ts';

/** FEEL's standard functions, as far as the evaluator lacks them or must not be left to itself: time comes from the event. */
export function library(now: Instant): Record<string, unknown> {
  return {
    now: () => evaluate(`date and time("${addMilliseconds(now, 8 * 3_600_000).replace('Z', '+08:00')}")`).value,
    today: () => evaluate(`date("${civilDate(now)}")`).value,
  };
}
