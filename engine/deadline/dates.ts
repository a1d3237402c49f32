import type { Calendar } from '../clock/calendar.ts';
import { instantAt } from '../clock/civil.ts';
import { type Due, dueOf, startClock } from '../clock/legalClock.ts';
import type { Limit } from '../program.ts';
import type { CivilDate, Instant } from '../value.ts';
import type { TimedStep } from './walk.ts';

/** A case accepted on a chosen day: the last days of the promise and of each step on its longest way. */
export interface Dates {
  /** null without a promise. */
  readonly promise: Due | null;
  /** The last day of the longest way. */
  readonly last: Due;
  /** By the step's key. */
  readonly steps: ReadonlyMap<string, Due>;
}

/**
 * Counts the steps of a longest way day by day on the calendar, each from the last day of the one before; time that only
 * a timer takes lies between them. Days after the last published year are provisional.
 * @param critical steps on the way, in order.
 */
export function datesOf(calendar: Calendar, acceptedOn: CivilDate, promise: Limit | null, critical: readonly TimedStep[]): Dates {
  const opens = calendar.workingHours[0]?.[0] ?? '09:00:00';
  const accepted = instantAt(acceptedOn, opens);
  const count = (limit: Limit, startedAt: Instant): Due => dueOf(startClock({ id: 1, instance: null, element: null, limit, startedAt, ladder: null, department: null }), calendar)!;
  const steps = new Map<string, Due>();
  let last: Due = { on: acceptedOn, at: accepted, provisional: false };
  let passed = 0;
  for (const step of critical) {
    const wait = step.start - passed;
    if (wait > 1e-6) last = later(last, count({ amount: Math.ceil(wait * 2) / 2, unit: 'workingDay', kind: 'promised' }, last.at));
    for (let round = 0; round < step.times; round += 1) last = later(last, count(step.limit, step.limit.from === 'acceptance' ? accepted : last.at));
    steps.set(step.key, last);
    passed = step.end;
  }
  return { promise: promise && count(promise, accepted), last, steps };
}

/** The later of two ends; once provisional, what follows is provisional too. */
const later = (before: Due, next: Due): Due => ({ ...(next.at > before.at ? next : before), provisional: before.provisional || next.provisional });
