import { DomainError } from '../errors.ts';
import type { Instant } from '../value.ts';
import { addDays, addMilliseconds, civilDate, dateParts, daysInMonth, epochMilliseconds, instantAt, timeOfDay, writeDate } from './civil.ts';

/** An ISO 8601 duration as BPMN timers write it. Whole numbers except for seconds; `sign` -1 lies in the past. */
export interface Duration {
  readonly sign: 1 | -1;
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  /** The seconds with their fraction, in milliseconds. */
  readonly milliseconds: number;
}

/** A BPMN timer cycle. `repetitions` null repeats for ever; `start` null starts when the timer is armed, or lies as far before `end` as the cycle is long. */
export interface Cycle {
  readonly repetitions: number | null;
  readonly start: Instant | null;
  /** When it rings for the last time, where that is what is said. */
  readonly end?: Instant;
  /** The duration's text, longer than nothing. */
  readonly every: string;
}

const DURATION =
  /^(-)?P(?=\d|T\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,3}))?S)?)?$/;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?:(:\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/;

/** Reads `P1DT2H`, `PT0.5S`, `P2W`, `-PT5M`. Throws TIMER_INVALID, also for fractions of anything but a second. */
export function parseDuration(text: string): Duration {
  const match = DURATION.exec(text.trim());
  if (!match) throw invalid('a duration like P1DT2H', text);
  const part = (index: number) => Number(match[index] ?? 0);
  return {
    sign: match[1] ? -1 : 1,
    years: part(2),
    months: part(3),
    weeks: part(4),
    days: part(5),
    hours: part(6),
    minutes: part(7),
    milliseconds: part(8) * 1000 + Number((match[9] ?? '').padEnd(3, '0')),
  };
}

/**
 * The instant a duration later, or so many durations, in China's civil time: years and months first (31 January and a
 * month is the last of February), then weeks and days, then the time. Throws TIMER_INVALID for a bad text or a result
 * before the year 0 or past 9999.
 */
export function addDuration(instant: Instant, text: string, times = 1): Instant {
  const duration = parseDuration(text);
  const sign = duration.sign * times;
  const parts = dateParts(civilDate(instant));
  const months = parts.year * 12 + parts.month - 1 + sign * (duration.years * 12 + duration.months);
  const year = Math.floor(months / 12);
  if (year < 0 || year > 9999) throw invalid('a duration that ends before the year 10000', text);
  const month = months - year * 12 + 1;
  const moved = writeDate({ year, month, day: Math.min(parts.day, daysInMonth(year, month)) });
  const date = addDays(moved, sign * (duration.weeks * 7 + duration.days));
  const time = (duration.hours * 60 + duration.minutes) * 60_000 + duration.milliseconds;
  return addMilliseconds(instantAt(date, '00:00:00'), timeOfDay(instant) + sign * time);
}

/**
 * Reads a date, or a date and time with `Z`, an offset, or none: without one it is China's time, as people in a city
 * mean it. Fractions are cut to milliseconds. Throws TIMER_INVALID.
 */
export function parseDateTime(text: string): Instant {
  const match = DATE_TIME.exec(text.trim());
  if (!match) throw invalid('a date and time like 2026-09-18T09:30:00+08:00', text);
  const [, date, time, seconds, fraction, zulu, sign, hours, minutes] = match;
  const local = instantAt(date as string, time ? time + (seconds ?? ':00') : '00:00:00');
  const milliseconds = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return addMilliseconds(local, milliseconds + zoneCorrection(text, zulu, sign, Number(hours), Number(minutes)));
}

/**
 * Reads a repeating interval (ISO 8601-1, 5.6): `R3/PT10S`, `R/PT1H`, `R2/2026-09-18T09:00:00+08:00/P1D`, with the end of
 * the first interval in place of its length (`R2/2026-09-18T09:00:00+08:00/2026-09-19T09:00:00+08:00`), or with the end of
 * the last (`R2/P1D/2026-09-19T09:00:00+08:00`). Throws TIMER_INVALID, also for a cycle that stands still.
 */
export function parseCycle(text: string): Cycle {
  const parts = text.trim().split('/');
  const repeat = /^R(\d{0,6})$/.exec(parts[0] ?? '');
  if (!repeat || repeat[1] === '0' || parts.length < 2 || parts.length > 3) throw invalid('a cycle like R3/PT10S', text);
  const [first, last] = [parts[1]!, parts[2]];
  const begins = last !== undefined && /^\d/.test(first);
  const every = begins ? (/^\d/.test(last) ? between(first, last) : last) : first;
  const { sign, ...amounts } = parseDuration(every);
  if (sign < 0 || Object.values(amounts).every((amount) => amount === 0)) throw invalid('a cycle longer than nothing', text);
  const repetitions = repeat[1] ? Number(repeat[1]) : null;
  if (begins || last === undefined) return { repetitions, start: begins ? parseDateTime(first) : null, every };
  const end = parseDateTime(last);
  // So many of them have room before the end.
  addDuration(end, every, -(repetitions ?? 1));
  return { repetitions, start: null, every, end };
}

/** How long it is from one date and time to another, as a duration. */
const between = (from: string, to: string): string => {
  const milliseconds = epochMilliseconds(parseDateTime(to)) - epochMilliseconds(parseDateTime(from));
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  return `${milliseconds < 0 ? '-' : ''}PT${seconds}.${String(Math.abs(milliseconds) % 1000).padStart(3, '0')}S`;
};

/** Milliseconds from a reading as China's time to the reading in the zone that the text names. */
function zoneCorrection(text: string, zulu: string | undefined, sign: string | undefined, hours: number, minutes: number): number {
  if (zulu) return 8 * 3_600_000;
  if (!sign) return 0;
  if (hours > 14 || minutes > 59) throw invalid('an offset between -14:00 and +14:00', text);
  return 8 * 3_600_000 - (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function invalid(expected: string, got: string): DomainError {
  return new DomainError('TIMER_INVALID', { expected, got });
}
