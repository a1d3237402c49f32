import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantAt } from '../../../engine/clock/civil.ts';
import { finishClock, pauseClock, resumeClock } from '../../../engine/clock/legalClock.ts';
import { workingTimeLeft } from '../../../engine/clock/timeLeft.ts';
import { seed } from '../../support/seed.ts';
import { day, runs, time } from './arbitrary.ts';
import { calendar, clockOf } from './fixtures.ts';

describe('time left', () => {
  test.each([
    ['at the start, as much as the limit', '2026-09-18', '10:00:00', 3, 4],
    ['in the evening of the starting day', '2026-09-18', '20:00:00', 3, 4],
    ['on the Saturday between', '2026-09-19', '10:00:00', 3, 3],
    ['in the first morning', '2026-09-20', '10:00:00', 2.5, 2],
    ['in the first afternoon', '2026-09-20', '15:00:00', 2, 2],
    ['in the morning of the due day', '2026-09-22', '10:00:00', 0.5, 0],
    ['in the afternoon of the due day', '2026-09-22', '15:00:00', 0, 0],
  ])('of three working days %s', (_, date, at, workingDays, calendarDays) => {
    const left = workingTimeLeft(clockOf('2026-09-18', 3), calendar, instantAt(date, at));

    expect(left).toEqual({ workingDays, calendarDays, minutes: null, overdue: false, paused: false, provisional: false });
  });

  test.each([
    ['the next morning', '2026-09-23', '10:00:00', -0.5, -1],
    ['the next afternoon', '2026-09-23', '15:00:00', -1, -1],
    ['after the Mid-Autumn holiday, which is not counted', '2026-09-28', '10:00:00', -2.5, -6],
  ])('is negative once overdue: %s', (_, date, at, workingDays, calendarDays) => {
    const left = workingTimeLeft(clockOf('2026-09-18', 3), calendar, instantAt(date, at));

    expect(left).toMatchObject({ workingDays, calendarDays, overdue: true });
  });

  test('stands still while the clock is stopped', () => {
    const paused = pauseClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '15:00:00'), '补正');
    const left = (date: string) => workingTimeLeft(paused, calendar, instantAt(date, '15:00:00'));

    expect(left('2026-03-10')).toMatchObject({ workingDays: 14, paused: true, overdue: false });
    expect(left('2026-03-19').workingDays).toBe(14);
    expect(left('2026-06-19').workingDays).toBe(14);
  });

  test('of an ended clock is what was left when it ended', () => {
    const ended = finishClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '15:00:00'));

    expect(workingTimeLeft(ended, calendar, instantAt('2026-12-01', '15:00:00'))).toMatchObject({ workingDays: 14, overdue: false });
  });

  test.each([
    ['working hours', 'workingHour', 4, '2026-09-18', '11:30:00', 150],
    ['working hours that have passed', 'workingHour', 1, '2026-09-20', '10:00:00', -300],
    ['minutes', 'minute', 20, '2026-09-18', '10:05:00', 15],
    ['minutes that have passed', 'minute', 20, '2026-09-18', '10:50:00', -30],
  ] as const)('in minutes for limits in %s', (_, unit, amount, date, at, minutes) => {
    expect(workingTimeLeft(clockOf('2026-09-18', amount, unit), calendar, instantAt(date, at)).minutes).toBe(minutes);
  });

  test('SC-03: says when it rests on days not published', () => {
    expect(workingTimeLeft(clockOf('2026-12-28', 5), calendar, instantAt('2026-12-28', '15:00:00'))).toMatchObject({ workingDays: 5, provisional: true });
  });
});

describe(`properties (seed ${seed})`, () => {
  test('never grows while the clock runs, and is what a resumption at once would leave while it is stopped', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), time, time, fc.integer({ min: 0, max: 30 }), (date, amount, one, other, wait) => {
        const clock = clockOf(date, amount, 'workingDay', '00:00:00');
        const [first, second] = [instantAt(date, one), instantAt(date, other)].sort() as [string, string];
        const later = instantAt(new Date(Date.parse(date) + wait * 86_400_000).toISOString().slice(0, 10), '12:30:00');
        const left = (now: string) => workingTimeLeft(clock, calendar, now).workingDays;
        expect(left(second)).toBeLessThanOrEqual(left(first));
        const paused = pauseClock(clock, first, 'x');
        const moment = later > first ? later : first;
        expect(workingTimeLeft(paused, calendar, moment)).toMatchObject({ workingDays: workingTimeLeft(resumeClock(paused, moment), calendar, moment).workingDays, overdue: false });
      }),
      runs,
    );
  });
});
