import type { Instant } from '../value.ts';
import type { Calendar } from './calendar.ts';
import { civilDate, compare, daysBetween, epochMilliseconds } from './civil.ts';
import { countLimit, halfDay, halfDaysBetween, workingTime } from './counting.ts';
import type { LegalClock } from './legalClock.ts';
import { isPaused, totalAmount } from './legalClock.ts';

/** What is left of a limit, for an inbox or a progress page. Everything is negative once the limit has passed. */
export interface TimeLeft {
  /** Working days in steps of 0.5: whole half-days after the present one. On the due day 0.5 in the morning, then 0. */
  readonly workingDays: number;
  /** Civil days from today to the due day. */
  readonly calendarDays: number;
  /** For limits in working hours (of working time) and in minutes (of any time), rounded down; else null. */
  readonly minutes: number | null;
  readonly overdue: boolean;
  /** The clock is stopped: the figures stand still and say what will be left when it goes on. */
  readonly paused: boolean;
  readonly provisional: boolean;
}

/** What is left at `now`; for an ended clock, what was left when it ended. */
export function workingTimeLeft(clock: LegalClock, calendar: Calendar, now: Instant): TimeLeft {
  const at = clock.stoppedAt ?? now;
  const due = countLimit(asIfResumed(clock, at), calendar, totalAmount(clock));
  return {
    workingDays: daysLeft(clock, calendar, at, due.at),
    calendarDays: daysBetween(civilDate(at), due.on),
    minutes: minutesLeft(clock, calendar, at, due.at),
    overdue: compare(at, due.at) > 0,
    paused: isPaused(clock),
    provisional: due.provisional,
  };
}

function asIfResumed(clock: LegalClock, at: Instant): LegalClock {
  const last = clock.stops.at(-1);
  if (!last || last.to !== undefined) return clock;
  return { ...clock, stops: [...clock.stops.slice(0, -1), { ...last, to: at < last.from ? last.from : at }] };
}

function daysLeft(clock: LegalClock, calendar: Calendar, at: Instant, due: Instant): number {
  const here = halfDay(calendar, at);
  const end = halfDay(calendar, due);
  if (here > end) return -halfDaysBetween(calendar, end, here) / 2;
  const left = halfDaysBetween(calendar, here, end) / 2;
  // The starting day is not counted: before its end no more is left than the limit itself.
  return clock.limit.unit === 'workingDay' ? Math.min(left, totalAmount(clock)) : left;
}

function minutesLeft(clock: LegalClock, calendar: Calendar, at: Instant, due: Instant): number | null {
  const late = compare(at, due) > 0;
  const [from, to] = late ? [due, at] : [at, due];
  const { unit } = clock.limit;
  if (unit !== 'minute' && unit !== 'workingHour') return null;
  const milliseconds = unit === 'minute' ? epochMilliseconds(to) - epochMilliseconds(from) : workingTime(calendar, from, to);
  return Math.floor((late ? -milliseconds : milliseconds) / 60_000);
}
