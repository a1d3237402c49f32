import { DomainError } from '../errors.ts';
import type { Limit } from '../program.ts';
import type { CivilDate, Instant } from '../value.ts';
import type { Calendar } from './calendar.ts';
import { later } from './civil.ts';
import { countLimit } from './counting.ts';

/**
 * A time limit that runs by law or by promise: a ledger of when it started, was stopped and went on, never a stored
 * duration. The due date is derived from it and a calendar each time, so that a new calendar moves it openly.
 */
export interface LegalClock {
  readonly id: number;
  /** The step's instance; null: the case's own clock. */
  readonly instance: number | null;
  readonly element: string | null;
  readonly limit: Limit;
  readonly startedAt: Instant;
  /** In order, not overlapping; only the last may be open. */
  readonly stops: readonly Stop[];
  /** When the step ended; the due date stays for the record, nothing is signalled any more. */
  readonly stoppedAt?: Instant;
  /** Levels of the ladder that have been signalled, in order. Each is signalled once. */
  readonly fired: readonly string[];
  /** Id of the ladder that signals its lateness; null: none. */
  readonly ladder: string | null;
  readonly department: string | null;
  /** 延期: more of the limit's own unit (行政许可法 42). */
  readonly extensions?: readonly Extension[];
}

/** Time the law does not count (补正, 特别程序). Without `to` it lasts. */
export interface Stop {
  readonly from: Instant;
  readonly to?: Instant;
  readonly reason: string;
  /** Legal basis, as text for people. */
  readonly basis?: string;
}

/** A limit made longer by the one who may. */
export interface Extension {
  /** In the limit's own unit; positive. */
  readonly amount: number;
  readonly at: Instant;
  readonly reason: string;
  readonly basis?: string;
}

/** When a limit ends. */
export interface Due {
  readonly on: CivilDate;
  /** The last instant that is in time. */
  readonly at: Instant;
  /** 临时: rests on days that no notice has settled yet. */
  readonly provisional: boolean;
}

/** What a new clock is told; the rest of its ledger starts empty. */
export type ClockStart = Pick<LegalClock, 'id' | 'instance' | 'element' | 'limit' | 'startedAt' | 'ladder' | 'department'>;

/** Starts a clock. The day (or half-day) it starts in is not counted; hours and minutes count at once (民法典 201). */
export function startClock(start: ClockStart): LegalClock {
  const { id, instance, element, limit, startedAt, ladder, department } = start;
  return { id, instance, element, limit, startedAt, stops: [], fired: [], ladder, department };
}

/** Whether the clock is stopped for now. */
export function isPaused(clock: LegalClock): boolean {
  const last = clock.stops.at(-1);
  return last !== undefined && last.to === undefined;
}

/** Stops the clock. Throws CLOCK_NOT_RUNNING when it is stopped already or has ended. */
export function pauseClock(clock: LegalClock, at: Instant, reason: string, basis?: string): LegalClock {
  if (isPaused(clock) || clock.stoppedAt) throw new DomainError('CLOCK_NOT_RUNNING', { clock: clock.id });
  const from = later(at, clock.stops.at(-1)?.to ?? clock.startedAt);
  return { ...clock, stops: [...clock.stops, basis === undefined ? { from, reason } : { from, reason, basis }] };
}

/** Lets the clock go on: the working days in (pause, resume] are not counted. Throws CLOCK_NOT_PAUSED. */
export function resumeClock(clock: LegalClock, at: Instant): LegalClock {
  const last = clock.stops.at(-1);
  if (!last || last.to !== undefined) throw new DomainError('CLOCK_NOT_PAUSED', { clock: clock.id });
  return { ...clock, stops: [...clock.stops.slice(0, -1), { ...last, to: later(at, last.from) }] };
}

/** Ends the clock; a stop that lasts ends with it. Ending twice changes nothing. */
export function finishClock(clock: LegalClock, at: Instant): LegalClock {
  if (clock.stoppedAt) return clock;
  return { ...(isPaused(clock) ? resumeClock(clock, at) : clock), stoppedAt: at };
}

/** Makes the limit longer. Throws CLOCK_NOT_RUNNING when the clock has ended. */
export function extendClock(clock: LegalClock, extension: Extension): LegalClock {
  if (clock.stoppedAt) throw new DomainError('CLOCK_NOT_RUNNING', { clock: clock.id });
  return { ...clock, extensions: [...(clock.extensions ?? []), extension] };
}

/** The limit with its extensions, in the limit's own unit. */
export function totalAmount(clock: LegalClock): number {
  return (clock.extensions ?? []).reduce((sum, extension) => sum + extension.amount, clock.limit.amount);
}

/** When the limit ends; null while the clock is stopped, since nobody can know how long that lasts. */
export function dueOf(clock: LegalClock, calendar: Calendar): Due | null {
  return isPaused(clock) ? null : countLimit(clock, calendar, totalAmount(clock));
}
