import { DomainError } from '../../engine/errors.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import type { CalendarYear } from '../../engine/clock/mergeYears.ts';
import type { EntityManager } from '../orm.ts';
import { broadcastCalendar } from './broadcastCalendar.ts';
import { CalendarOverlay } from './CalendarOverlay.ts';
import { CalendarVersion } from './CalendarVersion.ts';
import { currentCalendar } from './currentCalendar.ts';

/** What an import brought: the calendar now in force, and how many open cases will derive their dates anew. */
export interface Imported {
  readonly calendar: Calendar;
  readonly openCases: number;
}

/**
 * Adds a published year, or a corrected version of one, and sends the calendar to every open case. Throws
 * CALENDAR_VERSION_EXISTS, or CALENDAR_INVALID when it doesn't fit to the others; nothing is kept then.
 */
export async function importYear(em: EntityManager, user: string, now: string, year: CalendarYear): Promise<Imported> {
  if ((await em.count(CalendarVersion, { version: year.version })) > 0) throw new DomainError('CALENDAR_VERSION_EXISTS', { version: year.version });
  em.create(CalendarVersion, {
    version: year.version,
    year: year.year,
    notice: year.notice,
    restDays: [...year.restDays],
    workDays: [...year.workDays],
    importedBy: user,
    importedAt: now,
    position: await em.count(CalendarVersion),
  });
  return announce(em, user, now);
}

/** Decides one day otherwise than the national notice and sends the calendar to every open case. */
export async function decideDay(em: EntityManager, user: string, now: string, day: { date: string; working: boolean; reason: string }): Promise<Imported> {
  em.create(CalendarOverlay, { position: await em.count(CalendarOverlay), ...day, decidedBy: user, decidedAt: now });
  return announce(em, user, now);
}

async function announce(em: EntityManager, user: string, now: string): Promise<Imported> {
  await em.flush();
  const calendar = await currentCalendar(em);
  return { calendar, openCases: await broadcastCalendar(em, user, now, calendar) };
}
