import { DomainError } from '../../engine/errors.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import { type CalendarYear, mergeYears, withOverlay } from '../../engine/clock/mergeYears.ts';
import type { EntityManager } from '../orm.ts';
import { CalendarOverlay } from './CalendarOverlay.ts';
import { CalendarVersion } from './CalendarVersion.ts';

/**
 * The calendar in force: of every year the version imported last, and the city's own decisions on top. A case takes it
 * along when it starts. Throws CALENDAR_INVALID when no year is there or one is missing between two.
 */
export async function currentCalendar(em: EntityManager): Promise<Calendar> {
  const years = await currentYears(em);
  const overlays = await em.find(CalendarOverlay, {}, { orderBy: { position: 'asc' } });
  if (years.length === 0) throw new DomainError('CALENDAR_INVALID', { expected: 'at least one year', got: 'none' });
  const calendar = mergeYears(years);
  return overlays.reduce((merged, { date, working, reason }) => withOverlay(merged, { date, working, reason }), calendar);
}

/** Of every published year the version imported last, without the city's own decisions. */
export async function currentYears(em: EntityManager): Promise<readonly CalendarYear[]> {
  const versions = await em.find(CalendarVersion, {}, { orderBy: { position: 'asc' } });
  const years = new Map(versions.map((version) => [version.year, version]));
  return [...years.values()].map(({ version, year, notice, restDays, workDays }) => ({ version, year, notice, restDays, workDays }));
}
