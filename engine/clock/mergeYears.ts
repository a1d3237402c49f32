import { DomainError } from '../errors.ts';
import type { Calendar, CalendarSource, Overlay } from './calendar.ts';
import { compare, dayNumber, timeMilliseconds, weekday } from './civil.ts';
import type { CivilDate } from '../value.ts';

/** One published year: what stands in definitions/calendars/cn-YYYY.json or is imported by an administrator. */
export interface CalendarYear {
  readonly version: string;
  readonly year: number;
  /** The notice as people cite it. */
  readonly notice: string;
  readonly restDays: readonly CivilDate[];
  readonly workDays: readonly CivilDate[];
}

/** The hours of a day; a city's own decision. */
export type DayHours = Pick<Calendar, 'dayStart' | 'dayEnd' | 'workingHours'>;

/**
 * Signals go out at nine, deadlines close with the day. The working hours are sample data: a city sets its own.
 */
export const defaultHours: DayHours = {
  dayStart: '09:00:00',
  dayEnd: '23:59:59',
  workingHours: [
    ['09:00:00', '12:00:00'],
    ['14:00:00', '17:00:00'],
  ],
};

/**
 * One calendar from consecutive years. Throws CALENDAR_INVALID for no year, a gap, a year twice, a day of another
 * year, a rest day that is no weekday, a work day that is no weekend day, or hours out of order.
 */
export function mergeYears(years: readonly CalendarYear[], hours: DayHours = defaultHours): Calendar {
  const ordered = years.toSorted((a, b) => a.year - b.year);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (!first || !last) throw invalid('at least one year', 'none');
  ordered.forEach((year, index) => checkYear(year, first.year + index));
  checkHours(hours);
  const sources = ordered.map(({ year, version, notice }): CalendarSource => ({ year, version, notice }));
  return {
    version: ordered.map(({ version }) => version).join('+'),
    from: `${first.year}-01-01`,
    until: `${last.year}-12-31`,
    restDays: ordered.flatMap(({ restDays }) => restDays.toSorted()),
    workDays: ordered.flatMap(({ workDays }) => workDays.toSorted()),
    overlays: [],
    ...hours,
    sources,
  };
}

/** The calendar with a city's decision on one day. The version grows by the decision, so that dates stay explainable. */
export function withOverlay(calendar: Calendar, overlay: Overlay): Calendar {
  dayNumber(overlay.date);
  return {
    ...calendar,
    version: `${calendar.version}+${overlay.date}${overlay.working ? 'work' : 'rest'}`,
    overlays: [...calendar.overlays, overlay],
  };
}

function checkYear(year: CalendarYear, expected: number): void {
  if (year.year !== expected) throw invalid(`the year ${expected}`, String(year.year));
  for (const date of [...year.restDays, ...year.workDays]) {
    if (!date.startsWith(`${year.year}-`)) throw invalid(`a day of ${year.year}`, date);
  }
  for (const date of year.restDays) if (weekday(date) > 5) throw invalid('a rest day that is a weekday', date);
  for (const date of year.workDays) if (weekday(date) <= 5) throw invalid('a work day at a weekend', date);
}

function checkHours({ dayStart, dayEnd, workingHours }: DayHours): void {
  const times = workingHours.flat().map(timeMilliseconds);
  const ordered = times.every((time, index) => index === 0 || (times[index - 1] as number) < time);
  if (times.length === 0 || !ordered) throw invalid('working hours in order', workingHours.flat().join(' '));
  if (compare(dayStart, dayEnd) >= 0) throw invalid('a day that starts before it ends', `${dayStart} ${dayEnd}`);
}

function invalid(expected: string, got: string): DomainError {
  return new DomainError('CALENDAR_INVALID', { expected, got });
}
