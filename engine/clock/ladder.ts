import type { CivilDate, Instant } from '../value.ts';
import type { Calendar } from './calendar.ts';
import { addWorkingDays } from './calendar.ts';
import { civilDate, compare, instantAt } from './civil.ts';
import { countLimit } from './counting.ts';
import type { Due, LegalClock } from './legalClock.ts';
import { dueOf, totalAmount } from './legalClock.ts';

/** What happens, and who hears of it, as a limit comes near and passes: 提示 to 通报. Data under definitions/ladders. */
export interface Ladder {
  readonly id: string;
  readonly name: string;
  /** From the mildest to the hardest. */
  readonly rungs: readonly Rung[];
}

export interface Rung {
  /** Names the rung inside its ladder; a clock signals it once. */
  readonly level: string;
  readonly offset: RungOffset;
  /** Limits of this many days or fewer (and all limits in hours or minutes) signal when half is used instead. */
  readonly halfUpToDays?: number;
  readonly at: 'dayStart' | 'dayEnd';
  /** Code of the document that goes with it. */
  readonly document?: string;
  /** Posts that are told: handler, sectionChief, deputyHead, leadDepartment, supervisor, cityOffice, taskForce. */
  readonly to: readonly string[];
  readonly signal: Signal;
  /** Working days to answer in; without it no answer is asked. */
  readonly answerWithinWorkingDays?: number;
}

/** Working days before (negative) or after the due day; or the day on which half of the limit is used. */
export type RungOffset = { readonly workingDays: number; readonly relativeTo: 'due' } | 'half';

/** How a screen shows a rung. */
export type Signal = 'blue' | 'yellowLight' | 'yellowCard' | 'redCard' | 'supervisionOrder' | 'circular';

/** One signal to come, with everything its entry needs. */
export interface RungTime {
  readonly level: string;
  readonly signal: Signal;
  readonly on: CivilDate;
  readonly at: Instant;
  readonly provisional: boolean;
  /** The day on which half of the limit is used decided, not the distance to the due day. */
  readonly byHalf: boolean;
  readonly to: readonly string[];
  readonly document: string | null;
  /** Last day for an answer; null when none is asked. */
  readonly answerBy: CivilDate | null;
}

/**
 * The signals a clock has still to give, earliest first. None while it is stopped or after its end. A reminder that
 * would come on or before the starting day is left out; one that fell into a stop comes when the clock goes on.
 */
export function rungTimes(clock: LegalClock, calendar: Calendar, ladder: Ladder): RungTime[] {
  const due = dueOf(clock, calendar);
  if (!due || clock.stoppedAt) return [];
  return ladder.rungs
    .filter((rung) => !clock.fired.includes(rung.level))
    .flatMap((rung) => timeOf(rung, due, clock, calendar) ?? [])
    .sort((a, b) => compare(a.at, b.at));
}

/** The next signal of a clock, or null. It may lie in the past when nobody has looked for a while. */
export function nextRung(clock: LegalClock, calendar: Calendar, ladder: Ladder): RungTime | null {
  return rungTimes(clock, calendar, ladder)[0] ?? null;
}

/** The clock with a level marked as signalled. */
export function fireRung(clock: LegalClock, level: string): LegalClock {
  return clock.fired.includes(level) ? clock : { ...clock, fired: [...clock.fired, level] };
}

function timeOf(rung: Rung, due: Due, clock: LegalClock, calendar: Calendar): RungTime | null {
  const byHalf = usesHalf(rung, clock);
  const moment = byHalf ? halfUsed(rung, due, clock, calendar) : relativeToDue(rung, due, clock, calendar);
  if (!moment) return null;
  const resumedAt = clock.stops.at(-1)?.to;
  const swallowed = resumedAt !== undefined && compare(moment.at, resumedAt) < 0;
  const at = swallowed ? resumedAt : moment.at;
  const on = swallowed ? civilDate(resumedAt) : moment.on;
  const { level, signal, to, document, answerWithinWorkingDays: days } = rung;
  const answer = days === undefined ? null : addWorkingDays(calendar, on, days);
  return {
    level,
    signal,
    on,
    at,
    provisional: moment.provisional || (answer?.provisional ?? false),
    byHalf,
    to,
    document: document ?? null,
    answerBy: answer?.date ?? null,
  };
}

function usesHalf({ offset, halfUpToDays }: Rung, clock: LegalClock): boolean {
  if (offset === 'half') return true;
  if (halfUpToDays === undefined) return false;
  return countsTime(clock) || totalAmount(clock) <= halfUpToDays;
}

/** The day on which half of the limit is used; for hours and minutes the very moment. Half a day is too short for it. */
function halfUsed(rung: Rung, due: Due, clock: LegalClock, calendar: Calendar): Due | null {
  const half = totalAmount(clock) / 2;
  if (countsTime(clock)) return countLimit(clock, calendar, half);
  const { on, provisional } = countLimit(clock, calendar, Math.ceil(half));
  const found = momentOf(rung, on, provisional, calendar);
  return compare(found.at, due.at) < 0 ? found : null;
}

function relativeToDue(rung: Rung, due: Due, clock: LegalClock, calendar: Calendar): Due | null {
  const days = rung.offset === 'half' ? 0 : rung.offset.workingDays;
  const { date, provisional } = addWorkingDays(calendar, due.on, days);
  if (days < 0 && compare(date, civilDate(clock.startedAt)) <= 0) return null;
  return momentOf(rung, date, provisional || due.provisional, calendar);
}

function momentOf(rung: Rung, on: CivilDate, provisional: boolean, calendar: Calendar): Due {
  return { on, at: instantAt(on, rung.at === 'dayStart' ? calendar.dayStart : calendar.dayEnd), provisional };
}

function countsTime(clock: LegalClock): boolean {
  return clock.limit.unit === 'workingHour' || clock.limit.unit === 'minute';
}
