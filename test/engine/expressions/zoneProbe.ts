/** Expressions whose value must not depend on where the computer stands. Printed when run, for a run under any time zone. */
import { evaluate } from '../../../engine/expressions/feel.ts';

export const NOW = '2026-09-30T16:30:00.000Z';

export const probed = [
  'string(now())', 'string(today())', 'today() = date("2026-10-01")', 'string(date("2026-10-01") - date("2026-09-18"))', 'string(date and time("2026-10-01T00:00:00") + duration("P1D"))',
  'string(date and time("2026-10-01T00:30:00+08:00"))', 'now() > date and time("2026-10-01T00:00:00+08:00")', 'day of week(today())', 'month of year(today())', 'string(time("09:00:00"))',
];

export const compute = () => probed.map((text) => [text, evaluate(text, {}, NOW)]);

if (import.meta.main) process.stdout.write(JSON.stringify({ offset: new Date(2026, 0, 1).getTimezoneOffset(), values: compute() }));
