import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Calendar } from '../../engine/clock/calendar.ts';
import type { CalendarYear } from '../../engine/clock/mergeYears.ts';
import { mergeYears } from '../../engine/clock/mergeYears.ts';
import { calendarYearSchema } from './schema.ts';

/** The shipped years, earliest first. Throws with the file's name when one is malformed. */
export function loadCalendarYears(folder: string = import.meta.dirname): CalendarYear[] {
  return readdirSync(folder)
    .filter((name) => /^cn-\d{4}\.json$/.test(name))
    .sort()
    .map((name) => {
      const read = calendarYearSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!read.success) throw new Error(`${name}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`);
      return read.data;
    });
}

/** The shipped years as one calendar. */
export function loadCalendar(folder?: string): Calendar {
  return mergeYears(loadCalendarYears(folder));
}
