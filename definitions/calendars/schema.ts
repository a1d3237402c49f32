import { z } from 'zod';
import type { CalendarYear } from '../../engine/clock/mergeYears.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date like 2026-10-10');

/**
 * One published year, as the files here hold it and as an administrator imports it. `restDays` are the weekdays off and
 * `workDays` the weekend days worked; whether they are such days is checked where years are merged.
 */
export const calendarYearSchema = z.strictObject({
  version: z.string().regex(/^[a-z0-9.-]{1,40}$/),
  year: z.int().min(2000).max(2199),
  notice: z.string().min(1).max(200),
  restDays: z.array(date).min(1).max(60),
  workDays: z.array(date).max(30),
}) satisfies z.ZodType<CalendarYear>;
