import { DomainError } from '../errors.ts';
import type { CivilDate, Instant } from '../value.ts';

/** Milliseconds of one civil day; UTC+08:00 knows no summer time. */
export const DAY_MS = 86_400_000;

const OFFSET_MS = 8 * 3_600_000;

/** The greatest and the least day that a four-digit year can write. */
const FIRST_DAY = fromParts(0, 1, 1);
const LAST_DAY = fromParts(9999, 12, 31);

/** A day of the proleptic Gregorian calendar. `month` and `day` count from 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a date; negative before. Throws TIMER_INVALID for text that is no date. */
export function dayNumber(date: CivilDate): number {
  const { year, month, day } = dateParts(date);
  return fromParts(year, month, day);
}

/** The date that lies `days` after 1970-01-01. Throws TIMER_INVALID outside the years 0000 to 9999. */
export function dateOfDay(days: number): CivilDate {
  if (!Number.isInteger(days) || days < FIRST_DAY || days > LAST_DAY) {
    throw new DomainError('TIMER_INVALID', { expected: 'a day of the years 0000 to 9999', got: String(days) });
  }
  // Count in eras of 400 years from 0000-03-01, so that the leap day is the last day of a year.
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return writeDate({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day });
}

/** Year, month and day of a date. Throws TIMER_INVALID for text that is no date, 30 February included. */
export function dateParts(date: CivilDate): DateParts {
  const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 2), digits(date, 8, 2)];
  const isDate = date.length === 10 && date[4] === '-' && date[7] === '-' && year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDate) throw new DomainError('TIMER_INVALID', { expected: 'a date like 2026-09-18', got: date });
  return { year, month, day };
}

/** Writes a date; the parts must be a real day. */
export function writeDate({ year, month, day }: DateParts): CivilDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date `days` civil days later; earlier when negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Civil days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekday(date: CivilDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Milliseconds since 1970-01-01T00:00:00.000Z. Throws TIMER_INVALID for text that is no instant. */
export function epochMilliseconds(instant: Instant): number {
  const [time, rest] = [timeIn(instant, 11), digits(instant, 20, 3)];
  const isInstant = instant.length === 24 && instant[10] === 'T' && instant[19] === '.' && instant[23] === 'Z' && time >= 0 && rest >= 0;
  if (!isInstant) throw new DomainError('TIMER_INVALID', { expected: 'an instant like 2026-09-18T01:30:00.000Z', got: instant });
  return dayNumber(instant.slice(0, 10)) * DAY_MS + time + rest;
}

/** The instant that lies `milliseconds` (an integer) after 1970-01-01T00:00:00.000Z. */
export function instantOfEpoch(milliseconds: number): Instant {
  const days = Math.floor(milliseconds / DAY_MS);
  const rest = milliseconds - days * DAY_MS;
  return `${dateOfDay(days)}T${writeTime(rest)}.${pad(rest % 1000, 3)}Z`;
}

/** The day it is in China (UTC+08:00) at that instant. */
export const civilDate = (instant: Instant): CivilDate => dateOfDay(civilDay(instant));

/** The same by its number, as `dayNumber` gives it. */
export const civilDay = (instant: Instant): number => Math.floor((epochMilliseconds(instant) + OFFSET_MS) / DAY_MS);

/** The time of day in China at that instant, in milliseconds since midnight: 0 to 86 399 999. */
export function timeOfDay(instant: Instant): number {
  const local = epochMilliseconds(instant) + OFFSET_MS;
  return local - Math.floor(local / DAY_MS) * DAY_MS;
}

/** The instant at which a clock in China shows `time` (`HH:MM:SS`) on `date`. */
export function instantAt(date: CivilDate, time: string): Instant {
  return instantOfEpoch(dayNumber(date) * DAY_MS + timeMilliseconds(time) - OFFSET_MS);
}

/** Milliseconds since midnight of `HH:MM:SS`. Throws TIMER_INVALID. */
export function timeMilliseconds(time: string): number {
  const milliseconds = time.length === 8 ? timeIn(time, 0) : Number.NaN;
  if (!(milliseconds >= 0)) throw new DomainError('TIMER_INVALID', { expected: 'a time of day like 09:00:00', got: time });
  return milliseconds;
}

/** The instant `milliseconds` (an integer, may be negative) later. */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return instantOfEpoch(epochMilliseconds(instant) + milliseconds);
}

/** Orders two dates, or two instants: -1, 0 or 1. Both are fixed-width text, so the order of text is the order of time. */
export function compare(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The later of two dates or instants. */
export function later<T extends string>(a: T, b: T): T {
  return a < b ? b : a;
}

function fromParts(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function writeTime(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
}

/** Milliseconds since midnight of the `HH:MM:SS` that stands there; NaN where something else does. */
function timeIn(text: string, from: number): number {
  const [hours, minutes, seconds] = [digits(text, from, 2), digits(text, from + 3, 2), digits(text, from + 6, 2)];
  const isTime = text[from + 2] === ':' && text[from + 5] === ':' && hours <= 23 && minutes <= 59 && seconds <= 59;
  return isTime ? (hours * 3600 + minutes * 60 + seconds) * 1000 : Number.NaN;
}

/** The number that so many digits write; NaN where something else stands. A limit counts dates by the hundred: no pattern is matched for each. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function pad(value: number, width: number): string {
  let text = String(value);
  while (text.length < width) text = `0${text}`;
  return text;
}
