/**
 * Dates worked out by hand from the State Council's notices for 2024 to 2026: fixtures A to M of the working-day rules
 * and the worked timeline of a joint utility connection. Printed when run, so that it can run under any time zone.
 */
import { loadCalendar } from '../../../definitions/calendars/load.ts';
import { loadLadders } from '../../../definitions/ladders/load.ts';
import type { Ladder } from '../../../engine/clock/ladder.ts';
import { rungTimes } from '../../../engine/clock/ladder.ts';
import type { LegalClock } from '../../../engine/clock/legalClock.ts';
import { dueOf, extendClock, pauseClock, resumeClock, startClock } from '../../../engine/clock/legalClock.ts';
import type { Limit } from '../../../engine/program.ts';
import { addWorkingDays } from '../../../engine/clock/calendar.ts';
import { instantAt } from '../../../engine/clock/civil.ts';

export const calendar = loadCalendar();
export const ladder = loadLadders().default as Ladder;

/** A clock of working days (or another unit) started at ten in the morning, or at a given time. */
export function clockOf(on: string, amount: number, unit: Limit['unit'] = 'workingDay', time = '10:00:00'): LegalClock {
  return startClock({ id: 1, instance: 7, element: 'review', limit: { amount, unit, kind: 'statutory' }, startedAt: instantAt(on, time), ladder: 'default', department: 'power' });
}

/** The clock paused on one day and resumed on another, both at ten in the morning. */
export function pausedOver(clock: LegalClock, from: string, to: string): LegalClock {
  return resumeClock(pauseClock(clock, instantAt(from, '10:00:00'), '特别程序'), instantAt(to, '10:00:00'));
}

const special = pausedOver(clockOf('2026-03-02', 20), '2026-03-10', '2026-03-19');
const extended = (clock: LegalClock, amount: number) => extendClock(clock, { amount, at: instantAt('2026-03-20', '10:00:00'), reason: '案情复杂' });

export const fixtures: { readonly id: string; readonly what: string; readonly clock: LegalClock; readonly on: string; readonly provisional?: true }[] = [
  { id: 'A', what: 'five days over the Spring Festival', clock: clockOf('2026-02-13', 5), on: '2026-02-27' },
  { id: 'B', what: 'twenty days over the National Day with three swaps', clock: clockOf('2026-09-18', 20), on: '2026-10-22' },
  { id: 'C', what: 'a start on a Saturday worked', clock: clockOf('2026-02-14', 1), on: '2026-02-24' },
  { id: 'D', what: 'filed inside the holiday, due on a Saturday worked', clock: clockOf('2026-02-16', 5), on: '2026-02-28' },
  { id: 'E', what: 'National Day and Mid-Autumn of 2025', clock: clockOf('2025-09-26', 10), on: '2025-10-16' },
  { id: 'F', what: 'Labour Day of 2024', clock: clockOf('2024-04-26', 5), on: '2024-05-07' },
  { id: 'G', what: 'Labour Day of 2026', clock: clockOf('2026-04-30', 3), on: '2026-05-08' },
  { id: 'H', what: 'the statutory twenty days', clock: clockOf('2026-03-02', 20), on: '2026-03-30' },
  { id: 'I', what: 'H with a special procedure (SC-04)', clock: special, on: '2026-04-09' },
  { id: 'J', what: 'I with ten more days', clock: extended(special, 10), on: '2026-04-23' },
  { id: 'K', what: 'forty-five days of parallel approval', clock: clockOf('2026-03-02', 45), on: '2026-05-08' },
  { id: 'K+', what: 'K with fifteen more days', clock: extended(clockOf('2026-03-02', 45), 15), on: '2026-05-28' },
  { id: 'L', what: 'five days to tell of a correction', clock: clockOf('2026-04-29', 5), on: '2026-05-09' },
  { id: 'M', what: 'past the last published year', clock: clockOf('2026-12-28', 5), on: '2027-01-04', provisional: true },
];

/** Working days of a joint utility connection accepted on Friday 2026-09-18. */
export const timeline: { readonly what: string; readonly from: string; readonly days: number; readonly on: string }[] = [
  { what: '需求确认, due on a Sunday worked', from: '2026-09-18', days: 1, on: '2026-09-20' },
  { what: '联合踏勘', from: '2026-09-18', days: 3, on: '2026-09-22' },
  { what: '供水、燃气接入方案', from: '2026-09-22', days: 2, on: '2026-09-24' },
  { what: '供电接入方案', from: '2026-09-18', days: 15, on: '2026-10-15' },
  { what: '联合答复', from: '2026-10-15', days: 1, on: '2026-10-16' },
  { what: '外线并联审批, paid on the Monday', from: '2026-10-19', days: 5, on: '2026-10-26' },
  { what: '联合检验', from: '2026-11-16', days: 3, on: '2026-11-19' },
  { what: '燃气整改', from: '2026-11-19', days: 10, on: '2026-12-03' },
];

/** A step due on 2026-09-30, the last day before the seven days of the National Day. */
export const ladderClock = clockOf('2026-09-18', 8);
export const rungDates = [
  ['hint', '2026-09-28', '2026-09-28T01:00:00.000Z'],
  ['warning', '2026-09-29', '2026-09-29T01:00:00.000Z'],
  ['yellowCard', '2026-09-30', '2026-09-30T15:59:59.000Z'],
  ['redCard', '2026-10-08', '2026-10-08T01:00:00.000Z'],
  ['supervisionOrder', '2026-10-10', '2026-10-10T01:00:00.000Z'],
  ['circular', '2026-10-13', '2026-10-13T01:00:00.000Z'],
];

/** Everything above, computed. */
export function compute(): unknown {
  return {
    fixtures: fixtures.map(({ id, clock }) => [id, dueOf(clock, calendar)?.on, dueOf(clock, calendar)?.provisional]),
    timeline: timeline.map(({ from, days }) => addWorkingDays(calendar, from, days).date),
    rungs: rungTimes(ladderClock, calendar, ladder).map(({ level, on, at }) => [level, on, at]),
  };
}

if (import.meta.main) process.stdout.write(JSON.stringify({ zone: new Date(2026, 0, 1).getTimezoneOffset(), ...(compute() as object) }));
