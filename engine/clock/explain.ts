import type { CivilDate, Instant } from '../value.ts';
import type { Calendar } from './calendar.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.ts';
import { addDays, civilDate, compare, daysBetween, weekday } from './civil.ts';
import { halfDay, halfDaysBetween } from './counting.ts';
import type { Ladder, RungTime } from './ladder.ts';
import type { LegalClock } from './legalClock.ts';
import { dueOf, totalAmount } from './legalClock.ts';

/** How a due date was reached, as plain facts that a civil servant can check by hand. Texts are made where it is shown. */
export type Explanation = {
  readonly amount: number;
  readonly unit: string;
  readonly kind: string;
  readonly basis: string | null;
  readonly startedAt: Instant;
  readonly startedOn: CivilDate;
  /** The first day that counts: the next worked one, the next one for civil days, the starting day for hours and a half-day left of it. */
  readonly firstCountedOn: CivilDate;
  readonly pauses: readonly ExplainedPause[];
  readonly extensions: readonly { readonly amount: number; readonly on: CivilDate; readonly reason: string; readonly basis: string | null }[];
  /** Weekdays off between start and due, weekends worked, and the city's own decisions. */
  readonly restDays: readonly CivilDate[];
  readonly workedWeekends: readonly CivilDate[];
  readonly overlays: readonly { readonly date: CivilDate; readonly working: boolean; readonly reason: string }[];
  readonly calendarVersion: string;
  /** The notices of the years touched. */
  readonly notices: readonly string[];
  /** null while the clock is stopped. */
  readonly dueOn: CivilDate | null;
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
};

/** A stop and what it took out of the count: working days (halves for a limit with halves), or civil days for one in civil days. */
export type ExplainedPause = {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate | null;
  readonly notCounted: number;
  readonly reason: string;
  readonly basis: string | null;
};

/** Where a signal's date comes from: the clock's facts and the rung of the ladder. */
export type RungExplanation = Explanation & {
  readonly ladder: string;
  readonly level: string;
  readonly rungOn: CivilDate;
  /** Working days from the due day, negative before it; null where the day on which half was used decides. */
  readonly workingDaysFromDue: number | null;
};

/** The facts behind `dueOf`. */
export function explain(clock: LegalClock, calendar: Calendar): Explanation {
  const { limit, startedAt } = clock;
  const due = dueOf(clock, calendar);
  const startedOn = civilDate(startedAt);
  const until = due?.on ?? civilDate(clock.stops.at(-1)?.from ?? startedAt);
  const days = daysAfter(startedOn, until);
  const touched = [startedOn, ...days];
  return {
    amount: limit.amount,
    unit: limit.unit,
    kind: limit.kind,
    basis: limit.basis ?? null,
    startedAt,
    startedOn,
    firstCountedOn: firstCounted(clock, calendar, startedOn),
    pauses: clock.stops.map((stop) => explainStop(clock, calendar, stop)),
    extensions: (clock.extensions ?? []).map(({ amount, at, reason, basis }) => ({ amount, on: civilDate(at), reason, basis: basis ?? null })),
    restDays: days.filter((date) => weekday(date) <= 5 && !isWorkingDay(calendar, date)),
    workedWeekends: days.filter((date) => weekday(date) > 5 && isWorkingDay(calendar, date)),
    overlays: calendar.overlays.filter(({ date }) => touched.includes(date)).map(({ date, working, reason }) => ({ date, working, reason })),
    calendarVersion: calendar.version,
    notices: (calendar.sources ?? []).filter(({ year }) => touched.some((date) => date.startsWith(`${year}-`))).map(({ notice }) => notice),
    dueOn: due?.on ?? null,
    dueAt: due?.at ?? null,
    provisional: due?.provisional ?? false,
  };
}

/** The facts behind one signal of a ladder. */
export function explainRung(clock: LegalClock, calendar: Calendar, ladder: Ladder, time: RungTime): RungExplanation {
  const due = dueOf(clock, calendar);
  return {
    ...explain(clock, calendar),
    ladder: ladder.id,
    level: time.level,
    rungOn: time.on,
    workingDaysFromDue: time.byHalf || !due ? null : compare(time.on, due.on) < 0 ? -workingDaysBetween(calendar, time.on, due.on) : workingDaysBetween(calendar, due.on, time.on),
  };
}

function explainStop(clock: LegalClock, calendar: Calendar, { from, to, reason, basis }: LegalClock['stops'][number]): ExplainedPause {
  const fromOn = civilDate(from);
  const toOn = to === undefined ? null : civilDate(to);
  return { from, to: to ?? null, fromOn, toOn, notCounted: to === undefined ? 0 : notCounted(clock, calendar, from, to), reason, basis: basis ?? null };
}

function notCounted(clock: LegalClock, calendar: Calendar, from: Instant, to: Instant): number {
  if (clock.limit.unit === 'calendarDay') return daysBetween(civilDate(from), civilDate(to));
  if (countsHalves(clock)) return halfDaysBetween(calendar, halfDay(calendar, from), halfDay(calendar, to)) / 2;
  return workingDaysBetween(calendar, civilDate(from), civilDate(to));
}

function countsHalves(clock: LegalClock): boolean {
  return clock.limit.unit === 'workingDay' && !Number.isInteger(totalAmount(clock));
}

function firstCounted(clock: LegalClock, calendar: Calendar, startedOn: CivilDate): CivilDate {
  switch (clock.limit.unit) {
    case 'workingDay':
      if (countsHalves(clock) && isWorkingDay(calendar, startedOn) && halfDay(calendar, clock.startedAt) % 2 === 0) return startedOn;
      return addWorkingDays(calendar, startedOn, 1).date;
    case 'calendarDay':
      return addDays(startedOn, 1);
    default:
      return startedOn;
  }
}

function daysAfter(from: CivilDate, until: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let date = from; compare(date, until) < 0; ) days.push((date = addDays(date, 1)));
  return days;
}
