import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay, rollToWorkingDay, workingDaysBetween } from '../../../engine/clock/calendar.ts';
import { addDays } from '../../../engine/clock/civil.ts';
import { withOverlay } from '../../../engine/clock/mergeYears.ts';
import { seed } from '../../support/seed.ts';
import { day, runs } from './arbitrary.ts';
import { calendar, fixtures, timeline } from './fixtures.ts';
import { countByHand, isWorked, nextDay } from './notices.ts';

describe('working days', () => {
  test.each(fixtures.filter(({ clock }) => clock.stops.length === 0 && !clock.extensions))('SC-02 fixture $id: $what', ({ clock, on, provisional }) => {
    const start = clock.startedAt.slice(0, 10);

    expect(addWorkingDays(calendar, start, clock.limit.amount)).toEqual({ date: on, provisional: provisional ?? false });
  });

  test.each(timeline)('the joint utility connection: $what', ({ from, days, on }) => {
    expect(addWorkingDays(calendar, from, days)).toEqual({ date: on, provisional: false });
    expect(workingDaysBetween(calendar, from, on)).toBe(days);
    expect(addWorkingDays(calendar, on, -days).date).toBe(countBack(on, days));
  });

  test('every day of the published years is as the notices say', () => {
    for (let date = '2024-01-01'; date <= '2026-12-31'; date = nextDay(date)) {
      expect([date, isWorkingDay(calendar, date)]).toEqual([date, isWorked(date)]);
    }
  });

  test('zero days is the day itself, worked or not', () => {
    expect(addWorkingDays(calendar, '2026-10-01', 0)).toEqual({ date: '2026-10-01', provisional: false });
  });

  test.each([
    ['a day worked stays', '2026-10-10', '2026-10-10', false],
    ['a holiday moves past its end', '2026-10-01', '2026-10-08', false],
    ['the last weekend of the last year moves into days not published', '2027-01-02', '2027-01-04', true],
  ])('民法典 203: %s', (_, date, expected, provisional) => {
    expect(rollToWorkingDay(calendar, date)).toEqual({ date: expected, provisional });
  });

  test.each([
    ['forwards out of the last year', '2026-12-31', 1, '2027-01-01', true],
    ['up to the last day', '2026-12-30', 1, '2026-12-31', false],
    ['backwards out of the first year', '2024-01-02', -1, '2023-12-29', true],
    ['from a day not published', '2027-03-01', 0, '2027-03-01', true],
  ])('SC-03: a count %s says so', (_, date, days, expected, provisional) => {
    expect(addWorkingDays(calendar, date, days)).toEqual({ date: expected, provisional });
  });

  test('SC-32: a typhoon day is stronger than the notice, and the last word of a day holds', () => {
    const stopped = withOverlay(calendar, { date: '2026-09-22', working: false, reason: '台风停工' });
    const called = withOverlay(stopped, { date: '2026-09-22', working: true, reason: '台风转向，恢复上班' });

    expect(addWorkingDays(stopped, '2026-09-18', 3).date).toBe('2026-09-23');
    expect(addWorkingDays(called, '2026-09-18', 3).date).toBe('2026-09-22');
    expect(new Set([calendar.version, stopped.version, called.version]).size).toBe(3);
  });
});

describe(`properties (seed ${seed})`, () => {
  const days = fc.integer({ min: 0, max: 60 });

  test('agree with a wall calendar marked by hand', () => {
    fc.assert(
      fc.property(day, days, (date, n) => {
        expect(addWorkingDays(calendar, date, n)).toEqual({ date: countByHand(date, n), provisional: false });
      }),
      runs,
    );
  });

  test('a later start or a longer count never ends earlier', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40 }), days, days, (date, after, n, more) => {
        const { date: end } = addWorkingDays(calendar, date, n);
        expect(addWorkingDays(calendar, addDays(date, after), n).date >= end).toBe(true);
        expect(addWorkingDays(calendar, date, n + more).date >= end).toBe(true);
      }),
      runs,
    );
  });

  test('counting twice is counting the sum, and between undoes it', () => {
    fc.assert(
      fc.property(day, days, days, (date, n, m) => {
        const { date: middle } = addWorkingDays(calendar, date, n);
        expect(addWorkingDays(calendar, middle, m)).toEqual(addWorkingDays(calendar, date, n + m));
        expect(workingDaysBetween(calendar, date, addWorkingDays(calendar, date, n).date)).toBe(n);
      }),
      runs,
    );
  });
});

function countBack(date: string, days: number): string {
  let at = date;
  for (let counted = 0; counted < days; ) {
    at = new Date(Date.parse(`${at}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    if (isWorked(at)) counted += 1;
  }
  return at;
}
