import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMilliseconds, civilDate, compare, dateOfDay, dayNumber, daysBetween, epochMilliseconds, instantAt, instantOfEpoch, later, timeOfDay, weekday } from '../../../engine/clock/civil.ts';
import { seed } from '../../support/seed.ts';
import { runs } from './arbitrary.ts';

describe('civil dates', () => {
  test.each([
    ['2026-09-30', 1, '2026-10-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2000-02-28', 2, '2000-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['1970-01-01', -1, '1969-12-31'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(daysBetween(date, expected)).toBe(days);
  });

  test('weekdays run from Monday 1 to Sunday 7', () => {
    expect(['2026-09-14', '2026-09-18', '2026-09-20', '1969-12-31'].map(weekday)).toEqual([1, 5, 7, 3]);
  });

  test.each(['2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '2026-09-18T00:00:00', '', '２０２６-01-01'])('"%s" is no date', (text) => {
    expect(() => dayNumber(text)).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
  });

  test('a day outside the years of four digits is refused', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
    expect(() => dateOfDay(0.5)).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
  });
});

describe('instants', () => {
  test.each([
    ['2026-09-17T15:59:59.999Z', '2026-09-17'],
    ['2026-09-17T16:00:00.000Z', '2026-09-18'],
    ['2026-09-18T15:59:59.999Z', '2026-09-18'],
  ])('%s is %s in China', (instant, date) => {
    expect(civilDate(instant)).toBe(date);
  });

  test('a time of day in China is eight hours ahead', () => {
    expect(instantAt('2026-09-18', '09:30:00')).toBe('2026-09-18T01:30:00.000Z');
    expect(timeOfDay('2026-09-18T01:30:00.250Z')).toBe((9 * 60 + 30) * 60_000 + 250);
    expect(addMilliseconds('2026-12-31T23:59:59.999Z', 1)).toBe('2027-01-01T00:00:00.000Z');
  });

  test.each(['2026-09-18', '2026-09-18T01:30:00Z', '2026-09-18T24:00:00.000Z', '2026-09-18T01:30:00.000+08:00'])('"%s" is no instant', (text) => {
    expect(() => epochMilliseconds(text)).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
  });

  test('order is the order of time', () => {
    expect(compare('2026-09-18', '2026-10-01')).toBe(-1);
    expect(compare('2026-10-01', '2026-10-01')).toBe(0);
    expect(later('2026-09-18', '2026-10-01')).toBe('2026-10-01');
  });
});

describe(`properties (seed ${seed})`, () => {
  test('days and instants agree with JavaScript, from the year 0 to 9999', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
        const text = date.toISOString();
        expect(epochMilliseconds(text)).toBe(date.getTime());
        expect(instantOfEpoch(date.getTime())).toBe(text);
        expect(dateOfDay(dayNumber(text.slice(0, 10)))).toBe(text.slice(0, 10));
        expect(weekday(text.slice(0, 10))).toBe(date.getUTCDay() || 7);
      }),
      runs,
    );
  });
});
