import { addDuration, parseCycle } from './iso8601.ts';

/** Most firings of one cycle, and the shortest time between two: a storm of reminders helps nobody (B-30). */
export const MOST_REPEATS = 100;
export const SHORTEST_CYCLE = 'PT1M';

/** Some instant to count from: only how long a text is matters here. */
const EPOCH = '2024-01-01T00:00:00.000Z';

/** Whether a cycle rings without end, too often, or too many times. @throws DomainError TIMER_INVALID */
export function ringsTooOften(text: string): boolean {
  const { every, repetitions } = parseCycle(text);
  return addDuration(EPOCH, every) < addDuration(EPOCH, SHORTEST_CYCLE) || repetitions === null || repetitions > MOST_REPEATS;
}
