import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, civilDate, instantAt } from '../../../engine/clock/civil.ts';
import { addDuration, parseCycle, parseDateTime, parseDuration } from '../../../engine/clock/iso8601.ts';
import { seed } from '../../support/seed.ts';
import { day, runs, time } from './arbitrary.ts';

const refused = expect.objectContaining({ code: 'TIMER_INVALID' });

describe('durations', () => {
  test('every part is read', () => {
    expect(parseDuration('-P1Y2M3W4DT5H6M7.25S')).toEqual({ sign: -1, years: 1, months: 2, weeks: 3, days: 4, hours: 5, minutes: 6, milliseconds: 7250 });
  });

  test.each([
    ['2026-09-18', '09:00:00', 'P1DT2H', '2026-09-19', '11:00:00'],
    ['2026-09-18', '09:00:00', 'PT36H', '2026-09-19', '21:00:00'],
    ['2026-01-31', '01:00:00', 'P1M', '2026-02-28', '01:00:00'],
    ['2024-02-29', '01:00:00', 'P1Y', '2025-02-28', '01:00:00'],
    ['2026-12-31', '23:00:00', 'P2M', '2027-02-28', '23:00:00'],
    ['2026-09-18', '09:00:00', 'P2W', '2026-10-02', '09:00:00'],
    ['2026-09-18', '09:00:00', '-PT10H', '2026-09-17', '23:00:00'],
    ['2026-03-01', '00:30:00', '-P1M', '2026-02-01', '00:30:00'],
    ['2026-09-18', '09:00:00', 'P0D', '2026-09-18', '09:00:00'],
  ])('%s %s and %s is %s %s in China', (date, at, text, expectedDate, expectedAt) => {
    expect(addDuration(instantAt(date, at), text)).toBe(instantAt(expectedDate, expectedAt));
  });

  test.each(['P', 'PT', 'P1H', 'PT1D', 'P1DT', '1D', 'P1.5D', 'PT1.5H', 'P-1D', 'PT1,S', 'P1M1Y', 'p1d', 'P1D ; x', ''])('"%s" is no duration', (text) => {
    expect(() => parseDuration(text)).toThrow(refused);
  });

  test('a duration past the year 9999 is refused', () => {
    expect(() => addDuration('2026-09-18T01:00:00.000Z', 'P9000Y')).toThrow(refused);
    expect(() => addDuration('2026-09-18T01:00:00.000Z', 'PT999999999H')).toThrow(refused);
  });
});

describe('dates and times', () => {
  test.each([
    ['2026-09-18T09:30:00+08:00', '2026-09-18T01:30:00.000Z'],
    ['2026-09-18T09:30', '2026-09-18T01:30:00.000Z'],
    ['2026-09-18T01:30:00Z', '2026-09-18T01:30:00.000Z'],
    ['2026-09-18T01:30:00.1239Z', '2026-09-18T01:30:00.123Z'],
    ['2026-09-17T20:30:00-05:00', '2026-09-18T01:30:00.000Z'],
    ['2026-09-18', '2026-09-17T16:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseDateTime(text)).toBe(instant);
  });

  test.each(['2026-02-30', '2026-09-18T25:00', '2026-09-18T09:30:00+15:00', '2026-09-18 09:30', 'tomorrow'])('"%s" is no date and time', (text) => {
    expect(() => parseDateTime(text)).toThrow(refused);
  });
});

describe('cycles', () => {
  test.each([
    ['R3/PT10S', { repetitions: 3, start: null, every: 'PT10S' }],
    ['R/P1D', { repetitions: null, start: null, every: 'P1D' }],
    ['R2/2026-09-18T09:00:00+08:00/P1D', { repetitions: 2, start: '2026-09-18T01:00:00.000Z', every: 'P1D' }],
    ['R2/2026-09-18T09:00:00+08:00/2026-09-18T10:30:00.500+08:00', { repetitions: 2, start: '2026-09-18T01:00:00.000Z', every: 'PT5400.500S' }],
    ['R3/PT10S/2026-09-18T09:00:00+08:00', { repetitions: 3, start: null, every: 'PT10S', end: '2026-09-18T01:00:00.000Z' }],
    ['R/P1D/2026-09-18', { repetitions: null, start: null, every: 'P1D', end: '2026-09-17T16:00:00.000Z' }],
  ])('%s', (text, cycle) => {
    expect(parseCycle(text)).toEqual(cycle);
  });

  test.each(['R0/PT1S', 'R3/PT0S', 'R3/P0D', 'R3/-PT1S', 'R3', '3/PT1S', 'R3/x/PT1S', 'R3/PT1S/PT1S/PT1S', 'R-1/PT1S', 'R2/2026-09-18/2026-09-18', 'R2/2026-09-18/2026-09-17', 'R2/PT0S/2026-09-17', 'R2/-PT1S/2026-09-17', 'R2/PT1S/soon', 'R999999/P1Y/2026-09-17', 'R/P2027Y/2026-09-17'])('"%s" is no cycle', (text) => {
    expect(() => parseCycle(text)).toThrow(refused);
  });
});

test.each([
  [3, '2026-04-30'],
  [-1, '2025-12-31'],
  [-2, '2025-11-30'],
  [0, '2026-01-31'],
])('%i months from the end of January are counted in one', (times, expected) => {
  expect(addDuration(instantAt('2026-01-31', '09:00:00'), 'P1M', times)).toBe(instantAt(expected, '09:00:00'));
});

describe(`properties (seed ${seed})`, () => {
  test('days of a duration are civil days, at the same time of day', () => {
    fc.assert(
      fc.property(day, time, fc.integer({ min: 0, max: 5000 }), (date, at, days) => {
        expect(addDuration(instantAt(date, at), `P${days}D`)).toBe(instantAt(addDays(date, days), at));
        expect(civilDate(addDuration(instantAt(date, at), `PT${days * 24}H`))).toBe(addDays(date, days));
      }),
      runs,
    );
  });
});
