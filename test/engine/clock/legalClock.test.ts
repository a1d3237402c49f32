import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantAt } from '../../../engine/clock/civil.ts';
import type { LegalClock } from '../../../engine/clock/legalClock.ts';
import { dueOf, extendClock, finishClock, isPaused, pauseClock, resumeClock, startClock, totalAmount } from '../../../engine/clock/legalClock.ts';
import { withOverlay } from '../../../engine/clock/mergeYears.ts';
import { seed } from '../../support/seed.ts';
import { day, runs, time } from './arbitrary.ts';
import { calendar, clockOf, fixtures, pausedOver } from './fixtures.ts';
import { countByHand } from './notices.ts';

const on = (clock: LegalClock) => dueOf(clock, calendar)?.on;
const at = (clock: LegalClock) => dueOf(clock, calendar)?.at;

describe('due dates', () => {
  test.each(fixtures)('SC-02 fixture $id: $what', ({ clock, on: date, provisional }) => {
    expect(dueOf(clock, calendar)).toEqual({ on: date, at: instantAt(date, '23:59:59'), provisional: provisional ?? false });
  });

  test.each([
    ['just after midnight', '00:00:00'],
    ['just before midnight', '23:59:59'],
  ])('the starting day is not counted, started %s', (_, time) => {
    expect(on(clockOf('2026-09-18', 1, 'workingDay', time))).toBe('2026-09-20');
  });

  test.each([
    ['2026-09-18', 10, '2026-09-28'],
    ['2026-09-18', 7, '2026-09-28'],
    ['2026-09-18', 15, '2026-10-08'],
    ['2026-12-25', 7, '2027-01-01'],
  ])('%s and %i civil days, moved to a working day, is %s', (start, days, due) => {
    expect(on(clockOf(start, days, 'calendarDay'))).toBe(due);
  });

  test('a limit in civil days that ends past the published years is provisional', () => {
    expect(dueOf(clockOf('2026-12-25', 7, 'calendarDay'), calendar)?.provisional).toBe(true);
  });

  test.each([
    ['a morning start ends with the afternoon', '10:00:00', 0.5, '2026-09-18', '23:59:59'],
    ['an afternoon start ends with the next morning worked', '15:00:00', 0.5, '2026-09-20', '12:00:00'],
    ['the last instant of the morning is morning', '12:00:00', 0.5, '2026-09-18', '23:59:59'],
    ['one and a half from a morning', '10:00:00', 1.5, '2026-09-20', '23:59:59'],
    ['one and a half from an afternoon', '15:00:00', 1.5, '2026-09-21', '12:00:00'],
  ])('half working days: %s', (_, start, amount, date, time) => {
    expect(at(clockOf('2026-09-18', amount, 'workingDay', start))).toBe(instantAt(date, time));
  });

  test.each([
    ['inside a morning', '10:00:00', 1, '2026-09-18', '11:00:00'],
    ['to the very end of the morning', '10:00:00', 2, '2026-09-18', '12:00:00'],
    ['over the lunch break', '11:00:00', 2, '2026-09-18', '15:00:00'],
    ['over night to a Sunday worked', '16:00:00', 3, '2026-09-20', '11:00:00'],
    ['from before the doors open', '07:00:00', 0.5, '2026-09-18', '09:30:00'],
    ['from after they close', '20:00:00', 1, '2026-09-20', '10:00:00'],
  ])('working hours: %s', (_, start, hours, date, time) => {
    expect(at(clockOf('2026-09-18', hours, 'workingHour', start))).toBe(instantAt(date, time));
  });

  test('minutes run through breaks and nights', () => {
    expect(at(clockOf('2026-09-18', 20, 'minute', '11:50:00'))).toBe(instantAt('2026-09-18', '12:10:00'));
    expect(at(clockOf('2026-09-18', 90, 'minute', '23:00:00'))).toBe(instantAt('2026-09-19', '00:30:00'));
  });
});

describe('pauses', () => {
  test('SC-04: a special procedure from 10 to 19 March moves 30 March to 9 April', () => {
    const running = clockOf('2026-03-02', 20);
    const paused = pauseClock(running, instantAt('2026-03-10', '10:00:00'), '专家评审', '行政许可法第四十五条');

    expect(on(running)).toBe('2026-03-30');
    expect(dueOf(paused, calendar)).toBeNull();
    expect(on(resumeClock(paused, instantAt('2026-03-19', '16:00:00')))).toBe('2026-04-09');
    expect(paused.stops).toEqual([{ from: instantAt('2026-03-10', '10:00:00'), reason: '专家评审', basis: '行政许可法第四十五条' }]);
  });

  test.each([
    ['on one day takes nothing out', '2026-03-10', '2026-03-10', '2026-03-30'],
    ['over a weekend takes nothing out', '2026-03-13', '2026-03-15', '2026-03-30'],
    ['from a weekend takes the Monday out', '2026-03-14', '2026-03-16', '2026-03-31'],
    ['over a holiday takes the working days out', '2026-03-30', '2026-04-08', '2026-03-30'],
  ])('a pause %s', (_, from, to, due) => {
    expect(on(pausedOver(clockOf('2026-03-02', 20), from, to))).toBe(due);
  });

  test('the worked example of the documentation: a stop, then a typhoon day', () => {
    const clock = pausedOver(clockOf('2026-09-18', 8), '2026-09-21', '2026-09-23');

    expect(on(clock)).toBe('2026-10-09');
    expect(dueOf(clock, withOverlay(calendar, { date: '2026-09-29', working: false, reason: '台风停工' }))?.on).toBe('2026-10-10');
  });

  test('two pauses add up', () => {
    const once = pausedOver(clockOf('2026-03-02', 20), '2026-03-10', '2026-03-12');

    expect(on(pausedOver(once, '2026-03-17', '2026-03-20'))).toBe(countByHand('2026-03-02', 25));
  });

  test.each([
    ['civil days', clockOf('2026-03-02', 10, 'calendarDay'), '2026-03-12', '2026-03-16'],
    ['half-days', clockOf('2026-03-02', 2.5), '2026-03-04', '2026-03-09'],
  ])('%s in a pause are not counted', (_, clock, before, after) => {
    expect(on(clock)).toBe(before);
    expect(on(pausedOver(clock, '2026-03-03', '2026-03-06'))).toBe(after);
  });

  test.each([
    ['working hours', clockOf('2026-03-02', 4, 'workingHour'), instantAt('2026-03-02', '16:00:00'), instantAt('2026-03-03', '10:30:00')],
    ['minutes', clockOf('2026-03-02', 120, 'minute'), instantAt('2026-03-02', '12:00:00'), instantAt('2026-03-02', '12:30:00')],
  ])('%s stand still for the very moments of a pause', (_, clock, before, after) => {
    const paused = pauseClock(clock, instantAt('2026-03-02', '11:00:00'), '补正');
    const over = clock.limit.unit === 'minute' ? instantAt('2026-03-02', '11:30:00') : instantAt('2026-03-02', '15:30:00');

    expect(at(clock)).toBe(before);
    expect(at(resumeClock(paused, over))).toBe(after);
  });

  test('a pause after the due instant changes nothing', () => {
    const late = pausedOver(clockOf('2026-03-02', 120, 'minute'), '2026-03-05', '2026-03-06');

    expect(at(late)).toBe(instantAt('2026-03-02', '12:00:00'));
  });

  test('an entry made afterwards can not reach back before the start or the last resumption', () => {
    const clock = pausedOver(clockOf('2026-03-02', 20), '2026-03-10', '2026-03-12');
    const backDated = pauseClock(clock, instantAt('2026-03-11', '10:00:00'), '补正');

    expect(backDated.stops.at(-1)?.from).toBe(instantAt('2026-03-12', '10:00:00'));
    expect(resumeClock(backDated, instantAt('2026-03-01', '10:00:00')).stops.at(-1)?.to).toBe(instantAt('2026-03-12', '10:00:00'));
  });
});

describe('the life of a clock', () => {
  test('it starts with an empty ledger', () => {
    const { stops: _, fired: __, ...start } = clockOf('2026-03-02', 20);

    expect(startClock(start)).toEqual({ ...start, stops: [], fired: [] });
  });

  test('it does not change under those who hold it', () => {
    const clock = Object.freeze(clockOf('2026-03-02', 20));
    pausedOver(clock, '2026-03-10', '2026-03-12');

    expect(clock.stops).toEqual([]);
    expect(isPaused(clock)).toBe(false);
  });

  test('it ends once, closes an open pause and keeps its due date for the record', () => {
    const paused = pauseClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '10:00:00'), '补正');
    const ended = finishClock(paused, instantAt('2026-03-12', '10:00:00'));

    expect(ended.stoppedAt).toBe(instantAt('2026-03-12', '10:00:00'));
    expect(isPaused(ended)).toBe(false);
    expect(on(ended)).toBe(countByHand('2026-03-02', 22));
    expect(finishClock(ended, instantAt('2026-03-20', '10:00:00'))).toBe(ended);
  });

  test.each<[string, () => unknown, string]>([
    ['pausing a paused clock', () => pauseClock(pauseClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '10:00:00'), 'a'), instantAt('2026-03-11', '10:00:00'), 'b'), 'CLOCK_NOT_RUNNING'],
    ['pausing an ended clock', () => pauseClock(finishClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '10:00:00')), instantAt('2026-03-11', '10:00:00'), 'b'), 'CLOCK_NOT_RUNNING'],
    ['resuming a running clock', () => resumeClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '10:00:00')), 'CLOCK_NOT_PAUSED'],
    ['extending an ended clock', () => extendClock(finishClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '10:00:00')), { amount: 10, at: instantAt('2026-03-11', '10:00:00'), reason: 'x' }), 'CLOCK_NOT_RUNNING'],
  ])('%s is refused', (_, act, code) => {
    expect(act).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    [0, 'workingDay'],
    [-1, 'calendarDay'],
    [Number.NaN, 'workingHour'],
    [1e9, 'workingDay'],
    [Number.POSITIVE_INFINITY, 'minute'],
  ] as const)('a limit of %d %s is refused at once, never counted for ever', (amount, unit) => {
    expect(() => on(clockOf('2026-03-02', amount, unit))).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
  });

  test('extensions add to the limit', () => {
    const once = extendClock(clockOf('2026-03-02', 20), { amount: 10, at: instantAt('2026-03-20', '10:00:00'), reason: '案情复杂', basis: '行政许可法第四十二条' });

    expect(totalAmount(once)).toBe(30);
    expect(totalAmount(extendClock(once, { amount: 5, at: instantAt('2026-03-21', '10:00:00'), reason: 'x' }))).toBe(35);
  });
});

describe(`properties (seed ${seed})`, () => {
  const amount = fc.integer({ min: 1, max: 30 });
  /** Gaps in civil days: pause after the start, its length, and the next of both. */
  const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 15 })), { maxLength: 3 });
  const unit = fc.constantFrom('workingDay', 'calendarDay', 'workingHour', 'minute');

  function withGaps(clock: LegalClock, start: string, list: readonly (readonly [number, number])[]): { clock: LegalClock; stops: [string, string][] } {
    let result = clock;
    let date = start;
    const stops: [string, string][] = [];
    for (const [wait, length] of list) {
      const from = move(date, wait);
      date = move(from, length);
      result = pausedOver(result, from, date);
      stops.push([from, date]);
    }
    return { clock: result, stops };
  }

  test('working days with pauses agree with a count by hand', () => {
    fc.assert(
      fc.property(day, amount, gaps, (date, days, list) => {
        const { clock, stops } = withGaps(clockOf(date, days, 'workingDay', '09:00:00'), date, list);
        expect(on(clock)).toBe(countByHand(date, days, stops));
      }),
      runs,
    );
  });

  test('a pause never brings a due date forward, in any unit', () => {
    fc.assert(
      fc.property(day, time, unit, fc.integer({ min: 1, max: 60 }).map((halves) => halves / 2), gaps, (date, start, kind, size, list) => {
        const clock = clockOf(date, size, kind, start);
        const { clock: paused } = withGaps(clock, date, list);
        expect((at(paused) ?? '') >= (at(clock) ?? '?')).toBe(true);
      }),
      runs,
    );
  });

  test('more of a limit, or a later start, is never due earlier', () => {
    fc.assert(
      fc.property(day, time, time, unit, fc.integer({ min: 1, max: 60 }), (date, one, other, kind, halves) => {
        const [first, second] = [one, other].sort() as [string, string];
        const due = at(clockOf(date, halves / 2, kind, first)) ?? '?';
        expect((at(clockOf(date, (halves + 1) / 2, kind, first)) ?? '') >= due).toBe(true);
        expect((at(clockOf(date, halves / 2, kind, second)) ?? '') >= due).toBe(true);
      }),
      runs,
    );
  });

  function move(date: string, days: number): string {
    return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  }
});
