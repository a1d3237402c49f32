import { evaluate } from 'feelin';
import { addMilliseconds, civilDate } from '../../clock/civil.ts';
import type { Instant } from '../../value.ts';
import { lists } from './lists.ts';
import { numbers } from './numbers.ts';
import { ranges } from './ranges.ts';
import { texts } from './texts.ts';

/**
 * FEEL's standard functions, where the evaluator lacks them, counts in binary or gives way to hostile input; time comes
 * from the event. Operators and everything else are the evaluator's own.
 */
export const library = (now: Instant): Record<string, unknown> => ({
  ...lists,
  ...numbers,
  ...ranges,
  ...texts,
  now: () => evaluate(`date and time("${addMilliseconds(now, 8 * 3_600_000).replace('Z', '+08:00')}")`).value,
  today: () => evaluate(`date("${civilDate(now)}")`).value,
});
