import { get } from '../../ui/api/client.ts';
import type { Calendar, Overlay } from '../../engine/clock/calendar.ts';
import { type CalendarYear, mergeYears, withOverlay } from '../../engine/clock/mergeYears.ts';

interface Published {
  readonly versions: readonly CalendarYear[];
  readonly overlays: readonly Overlay[];
}

/** The calendar in force: of every year the version imported last, and the city's own decisions on top. */
export async function readCalendar(): Promise<Calendar> {
  const { versions, overlays } = await get<Published>('/api/calendars');
  const years = new Map(versions.map((version) => [version.year, version]));
  return overlays.reduce<Calendar>((merged, overlay) => withOverlay(merged, overlay), mergeYears([...years.values()]));
}
