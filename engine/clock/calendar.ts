import { dateOfDay, dayNumber, weekday } from './civil.ts';
import type { CivilDate } from '../value.ts';

/**
 * Which days are worked. Plain data inside a case: an update of the product can't move a running deadline, only a
 * `calendar` event can. Outside `from` to `until` nothing has been published, so every answer is provisional.
 */
export interface Calendar {
  /** Names the published years and overlays that went in; written beside every computed date. */
  readonly version: string;
  /** First and last day covered by a published notice, both inclusive. */
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** Weekdays off. */
  readonly restDays: readonly CivilDate[];
  /** Weekend days worked (补班). */
  readonly workDays: readonly CivilDate[];
  /** A city's own decisions (台风停工); stronger than the national notice. The last one of a date holds. */
  readonly overlays: readonly Overlay[];
  /** When signals of a day go out, `HH:MM:SS` in UTC+08:00. */
  readonly dayStart: string;
  /** When a day closes for deadlines (民法典 203), `HH:MM:SS`. */
  readonly dayEnd: string;
  /** Working hours of a day, in order, as `HH:MM:SS` pairs; the first one is the morning. */
  readonly workingHours: readonly (readonly [string, string])[];
  /** The notices the years come from, for the explanation of a date. */
  readonly sources?: readonly CalendarSource[];
}

/** One day decided otherwise by a city. */
export interface Overlay {
  readonly date: CivilDate;
  readonly working: boolean;
  readonly reason: string;
}

/** Where a year's days come from. */
export interface CalendarSource {
  readonly year: number;
  readonly version: string;
  /** The notice as people cite it. */
  readonly notice: string;
}

/** A date and whether it rests on days that no notice has settled yet (临时). */
export interface CountedDate {
  readonly date: CivilDate;
  readonly provisional: boolean;
}

/** A calendar as counting asks it, by the number of a day (`dayNumber`). */
interface Days {
  readonly from: number;
  readonly until: number;
  /** What has been asked, and was it worked. */
  readonly worked: Map<number, boolean>;
}

/** Calendars are never changed in place; a limit asks for the same days again with every signal that it counts. */
const known = new WeakMap<Calendar, Days>();

function daysOf(calendar: Calendar): Days {
  let days = known.get(calendar);
  if (!days) known.set(calendar, (days = { from: dayNumber(calendar.from), until: dayNumber(calendar.until), worked: new Map() }));
  return days;
}

/** Whether the calendar has a published answer for the day of that number. */
export function isPublished(calendar: Calendar, day: number): boolean {
  const { from, until } = daysOf(calendar);
  return day >= from && day <= until;
}

/**
 * Whether the day of that number is worked. For a day that is not published this is only the weekday's guess: callers that
 * count days use `addWorkingDays`, which carries the mark.
 */
export function isWorked(calendar: Calendar, day: number): boolean {
  const { worked } = daysOf(calendar);
  let found = worked.get(day);
  if (found === undefined) worked.set(day, (found = decided(calendar, dateOfDay(day))));
  return found;
}

function decided(calendar: Calendar, date: CivilDate): boolean {
  const overlay = calendar.overlays.findLast((each) => each.date === date);
  if (overlay) return overlay.working;
  if (calendar.workDays.includes(date)) return true;
  return weekday(date) <= 5 && !calendar.restDays.includes(date);
}

/** As `isWorked`, of a date. */
export const isWorkingDay = (calendar: Calendar, date: CivilDate): boolean => isWorked(calendar, dayNumber(date));

/**
 * The working day that is `days` (an integer) working days after `date`, which itself is not counted (民法典 201);
 * before it when negative. 0 is the day itself, worked or not.
 */
export function addWorkingDays(calendar: Calendar, date: CivilDate, days: number): CountedDate {
  const step = days < 0 ? -1 : 1;
  let day = dayNumber(date);
  let provisional = !isPublished(calendar, day);
  for (let left = Math.abs(days); left > 0; ) {
    day += step;
    provisional ||= !isPublished(calendar, day);
    if (isWorked(calendar, day)) left--;
  }
  return { date: dateOfDay(day), provisional };
}

/** The day itself when it is worked, else the next working day (民法典 203). */
export const rollToWorkingDay = (calendar: Calendar, date: CivilDate): CountedDate => addWorkingDays(calendar, date, isWorkingDay(calendar, date) ? 0 : 1);

/** Working days in (from, to]: `from` is not counted, `to` is. 0 when `to` is not after `from`. */
export function workingDaysBetween(calendar: Calendar, from: CivilDate, to: CivilDate): number {
  const end = dayNumber(to);
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= end; day++) if (isWorked(calendar, day)) count++;
  return count;
}
