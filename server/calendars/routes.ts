import { z } from 'zod';
import { calendarYearSchema } from '../../definitions/calendars/schema.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { CalendarOverlay } from './CalendarOverlay.ts';
import { CalendarVersion } from './CalendarVersion.ts';
import { currentCalendar } from './currentCalendar.ts';
import { decideDay, importYear, type Imported } from './importYear.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const overlay = z.object({ date, working: z.boolean(), reason: z.string().trim().min(1).max(200) });
const imported = z.object({ version: z.string(), until: date, openCases: z.number().describe('Open cases that derive their dates anew') });

export const calendarRoutes = [
  defineRoute({
    method: 'GET', path: '/api/calendars', summary: 'The calendar in force and every version imported', roles: 'signed-in',
    response: z.object({
      version: z.string(), from: date, until: date,
      versions: z.array(calendarYearSchema.extend({ importedBy: z.string(), importedAt: z.string() })),
      overlays: z.array(overlay.extend({ decidedBy: z.string(), decidedAt: z.string() })),
    }),
    async handler({ em }) {
      const { version, from, until } = await currentCalendar(em);
      const versions = await em.find(CalendarVersion, {}, { orderBy: { year: 'asc', position: 'asc' } });
      const overlays = await em.find(CalendarOverlay, {}, { orderBy: { position: 'asc' } });
      return {
        version, from, until,
        versions: versions.map((row) => ({ version: row.version, year: row.year, notice: row.notice, restDays: row.restDays, workDays: row.workDays, importedBy: row.importedBy, importedAt: row.importedAt })),
        overlays: overlays.map((row) => ({ date: row.date, working: row.working, reason: row.reason, decidedBy: row.decidedBy, decidedAt: row.decidedAt })),
      };
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/calendars', summary: "Import a published year with its notice; open cases' dates are derived anew", roles: ['administrator'], transaction: true, status: 201,
    body: calendarYearSchema, response: imported,
    handler: async (call) => describe(await importYear(call.em, callerOf(call).user, call.now, call.body)),
  }),
  defineRoute({
    method: 'POST', path: '/api/calendars/days', summary: "Decide one day otherwise (a city's own decision)", roles: ['administrator'], transaction: true, status: 201,
    body: overlay, response: imported,
    handler: async (call) => describe(await decideDay(call.em, callerOf(call).user, call.now, call.body)),
  }),
];

function describe({ calendar, openCases }: Imported): z.input<typeof imported> {
  return { version: calendar.version, until: calendar.until, openCases };
}
