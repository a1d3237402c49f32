import { DomainError } from '../errors.ts';
import type { LimitUnit } from '../program.ts';
import type { Instant } from '../value.ts';
import type { Calendar } from './calendar.ts';
import { isPublished, isWorked, rollToWorkingDay } from './calendar.ts';
import { addMilliseconds, civilDate, civilDay, dateOfDay, epochMilliseconds, instantAt, instantOfEpoch, timeMilliseconds, timeOfDay } from './civil.ts';
import type { Due, LegalClock } from './legalClock.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The longest limit of each unit, ten years: counting stays short whatever a drawing says. */
export const longestLimit: Readonly<Record<LimitUnit, number>> = { workingDay: 3660, calendarDay: 3660, workingHour: 87_840, minute: 5_270_400 };

/**
 * When `amount` of the clock's unit is used up. A stop that lasts is read as not having begun; callers decide what an
 * open stop means. Days are counted from the day after the start, and days in (pause, resume] are left out.
 * Throws TIMER_INVALID for an amount that is not above 0 and at most `longestLimit`.
 */
export function countLimit(clock: LegalClock, calendar: Calendar, amount: number): Due {
  const most = longestLimit[clock.limit.unit];
  if (!(amount > 0 && amount <= most)) throw new DomainError('TIMER_INVALID', { expected: `a limit above 0 and at most ${most}`, got: String(amount) });
  switch (clock.limit.unit) {
    case 'workingDay':
      return Number.isInteger(amount) ? countDays(clock, calendar, amount, (day) => isWorked(calendar, day)) : countHalfDays(clock, calendar, Math.ceil(amount * 2));
    case 'calendarDay':
      return roll(calendar, countDays(clock, calendar, Math.ceil(amount), () => true));
    case 'workingHour':
      return countWorkingTime(clock, calendar, Math.round(amount * HOUR_MS));
    case 'minute':
      return countElapsed(clock, calendar, Math.round(amount * MINUTE_MS));
  }
}

/** The half-day of an instant: twice the day number, plus one after the morning's last instant. */
export function halfDay(calendar: Calendar, instant: Instant): number {
  return civilDay(instant) * 2 + (timeOfDay(instant) <= noon(calendar) ? 0 : 1);
}

/** Half-days of working days in (from, to], as `halfDay` numbers them. */
export function halfDaysBetween(calendar: Calendar, from: number, to: number): number {
  let count = 0;
  for (let half = from + 1; half <= to; half++) if (isWorked(calendar, Math.floor(half / 2))) count++;
  return count;
}

/** Working time in [from, to), in milliseconds. */
export function workingTime(calendar: Calendar, from: Instant, to: Instant): number {
  const end = epochMilliseconds(to);
  let sum = 0;
  for (const [opens, closes] of workingSpans(calendar, from)) {
    if (opens >= end) break;
    sum += Math.min(closes, end) - opens;
  }
  return sum;
}

function countDays(clock: LegalClock, calendar: Calendar, amount: number, counts: (day: number) => boolean): Due {
  const stops = closedStops(clock).map(({ from, to }) => ({ from: civilDay(from), to: civilDay(to) }));
  let day = civilDay(clock.startedAt);
  let provisional = !isPublished(calendar, day);
  for (let left = amount; left > 0; ) {
    day++;
    provisional ||= !isPublished(calendar, day);
    if (counts(day) && !stops.some(({ from, to }) => from < day && day <= to)) left--;
  }
  const on = dateOfDay(day);
  return { on, at: instantAt(on, calendar.dayEnd), provisional };
}

function countHalfDays(clock: LegalClock, calendar: Calendar, amount: number): Due {
  const stops = closedStops(clock).map(({ from, to }) => ({ from: halfDay(calendar, from), to: halfDay(calendar, to) }));
  let half = halfDay(calendar, clock.startedAt);
  let provisional = !isPublished(calendar, civilDay(clock.startedAt));
  for (let left = amount; left > 0; ) {
    half++;
    const day = Math.floor(half / 2);
    provisional ||= !isPublished(calendar, day);
    if (isWorked(calendar, day) && !stops.some(({ from, to }) => from < half && half <= to)) left--;
  }
  const on = dateOfDay(Math.floor(half / 2));
  return { on, at: half % 2 === 0 ? addMilliseconds(instantAt(on, '00:00:00'), noon(calendar)) : instantAt(on, calendar.dayEnd), provisional };
}

function countWorkingTime(clock: LegalClock, calendar: Calendar, amount: number): Due {
  const stops = closedStops(clock).map(({ from, to }) => [epochMilliseconds(from), epochMilliseconds(to)] as const);
  let left = amount;
  for (const span of workingSpans(calendar, clock.startedAt)) {
    for (const [opens, closes] of withoutStops(span, stops)) {
      if (closes - opens >= left) return ending(clock, calendar, opens + left);
      left -= closes - opens;
    }
  }
  throw new Error('working spans never end');
}

function countElapsed(clock: LegalClock, calendar: Calendar, amount: number): Due {
  let end = epochMilliseconds(clock.startedAt) + amount;
  for (const stop of closedStops(clock)) {
    const from = epochMilliseconds(stop.from);
    if (from < end) end += epochMilliseconds(stop.to) - from;
  }
  return ending(clock, calendar, end);
}

/** The last day moves on to a working day (民法典 203). */
function roll(calendar: Calendar, due: Due): Due {
  const { date, provisional } = rollToWorkingDay(calendar, due.on);
  return { on: date, at: instantAt(date, calendar.dayEnd), provisional: due.provisional || provisional };
}

function ending(clock: LegalClock, calendar: Calendar, milliseconds: number): Due {
  const at = instantOfEpoch(milliseconds);
  return { on: civilDate(at), at, provisional: !isPublished(calendar, civilDay(clock.startedAt)) || !isPublished(calendar, civilDay(at)) };
}

function closedStops(clock: LegalClock): { readonly from: Instant; readonly to: Instant }[] {
  return clock.stops.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }]));
}

/** Working hours from an instant on, for ever, as pairs of epoch milliseconds. */
function* workingSpans(calendar: Calendar, from: Instant): Generator<readonly [number, number]> {
  const start = epochMilliseconds(from);
  for (let day = civilDay(from); ; day++) {
    if (!isWorked(calendar, day)) continue;
    const midnight = epochMilliseconds(instantAt(dateOfDay(day), '00:00:00'));
    for (const [opens, closes] of calendar.workingHours) {
      const end = midnight + timeMilliseconds(closes);
      if (end > start) yield [Math.max(midnight + timeMilliseconds(opens), start), end];
    }
  }
}

function withoutStops(span: readonly [number, number], stops: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return stops.reduce<(readonly [number, number])[]>(
    (pieces, [from, to]) =>
      pieces.flatMap(([opens, closes]) => {
        const before = [opens, Math.min(closes, from)] as const;
        const after = [Math.max(opens, to), closes] as const;
        return from >= closes || to <= opens ? [[opens, closes] as const] : [before, after].filter(([a, b]) => a < b);
      }),
    [span],
  );
}

/** The end of the morning, in milliseconds since midnight. */
function noon(calendar: Calendar): number {
  return timeMilliseconds(calendar.workingHours[0]?.[1] ?? '12:00:00');
}
