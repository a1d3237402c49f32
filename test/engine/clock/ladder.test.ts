import { describe, expect, test } from '@jest/globals';
import { loadCalendarYears } from '../../../definitions/calendars/load.ts';
import { instantAt } from '../../../engine/clock/civil.ts';
import type { Ladder } from '../../../engine/clock/ladder.ts';
import { fireRung, nextRung, rungTimes } from '../../../engine/clock/ladder.ts';
import type { LegalClock } from '../../../engine/clock/legalClock.ts';
import { extendClock, finishClock, pauseClock, resumeClock } from '../../../engine/clock/legalClock.ts';
import { mergeYears, withOverlay } from '../../../engine/clock/mergeYears.ts';
import { calendar, clockOf, ladder, ladderClock, pausedOver, rungDates } from './fixtures.ts';

const dates = (clock: LegalClock, on = calendar) => rungTimes(clock, on, ladder).map((rung) => [rung.level, rung.on]);

describe('the default ladder', () => {
  test('SC-19: a step due on 30 September climbs over the National Day', () => {
    expect(rungTimes(ladderClock, calendar, ladder).map(({ level, on, at }) => [level, on, at])).toEqual(rungDates);
  });

  test('each rung says who is told, with which document, and until when to answer', () => {
    expect(rungTimes(ladderClock, calendar, ladder).map(({ signal, to, document, answerBy }) => [signal, to, document, answerBy])).toEqual([
      ['blue', ['handler'], null, null],
      ['yellowLight', ['handler', 'sectionChief'], null, null],
      ['yellowCard', ['sectionChief', 'leadDepartment'], 'urgeSlip', null],
      ['redCard', ['deputyHead', 'supervisor'], 'urgeNotice', null],
      ['supervisionOrder', ['supervisor'], 'supervisionOrder', '2026-10-13'],
      ['circular', ['supervisor', 'cityOffice', 'taskForce'], 'publicCriticism', null],
    ]);
  });

  test.each([
    ['four days: two days before', 4, [['hint', '2026-09-21'], ['warning', '2026-09-22']]],
    ['three days: the second day, when half is used', 3, [['hint', '2026-09-21'], ['warning', '2026-09-21']]],
    ['two days: the first day', 2, [['hint', '2026-09-20'], ['warning', '2026-09-20']]],
    ['one day: the due day, and no warning on the starting day', 1, [['hint', '2026-09-20']]],
    ['half a day: no reminder', 0.5, []],
  ])('a limit of %s', (_, days, reminders) => {
    const before = dates(clockOf('2026-09-18', days)).filter(([level]) => level === 'hint' || level === 'warning');

    expect(before).toEqual(reminders);
  });

  test('limits in hours remind at the moment half is used', () => {
    const [hint, card] = rungTimes(clockOf('2026-09-18', 4, 'workingHour'), calendar, ladder);

    expect([hint?.level, hint?.at]).toEqual(['hint', instantAt('2026-09-18', '12:00:00')]);
    expect([card?.level, card?.at]).toEqual(['yellowCard', instantAt('2026-09-18', '23:59:59')]);
  });

  test('SC-19: every rung fires once and in order', () => {
    let clock = ladderClock;
    const seen: string[] = [];
    for (let next = nextRung(clock, calendar, ladder); next; next = nextRung(clock, calendar, ladder)) {
      seen.push(next.level);
      clock = fireRung(fireRung(clock, next.level), next.level);
    }

    expect(seen).toEqual(['hint', 'warning', 'yellowCard', 'redCard', 'supervisionOrder', 'circular']);
    expect(clock.fired).toEqual(seen);
  });

  test('SC-04: no rung while the clock is stopped, and new times after it goes on', () => {
    const paused = pauseClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '10:00:00'), '专家评审');

    expect(rungTimes(paused, calendar, ladder)).toEqual([]);
    expect(nextRung(paused, calendar, ladder)).toBeNull();
    expect(dates(resumeClock(paused, instantAt('2026-03-19', '10:00:00'))).slice(0, 3)).toEqual([
      ['hint', '2026-04-07'],
      ['warning', '2026-04-08'],
      ['yellowCard', '2026-04-09'],
    ]);
  });

  test('a reminder that falls into a stop comes when the clock goes on', () => {
    const clock = pausedOver(clockOf('2026-03-02', 5), '2026-03-06', '2026-03-12');
    const [hint, warning] = rungTimes(clock, calendar, ladder);

    expect(clock.stops.at(-1)?.to).toBe(instantAt('2026-03-12', '10:00:00'));
    expect([hint?.level, hint?.at]).toEqual(['hint', instantAt('2026-03-12', '10:00:00')]);
    expect([warning?.level, warning?.at]).toEqual(['warning', instantAt('2026-03-12', '10:00:00')]);
  });

  test('what was signalled before a stop is not signalled again', () => {
    const warned = fireRung(clockOf('2026-03-02', 5), 'hint');

    expect(dates(pausedOver(warned, '2026-03-05', '2026-03-10')).map(([level]) => level)).not.toContain('hint');
  });

  test('an ended clock signals nothing, an extended one later', () => {
    const clock = clockOf('2026-03-02', 20);

    expect(dates(finishClock(clock, instantAt('2026-03-10', '10:00:00')))).toEqual([]);
    expect(dates(extendClock(clock, { amount: 10, at: instantAt('2026-03-20', '10:00:00'), reason: 'x' }))[2]).toEqual(['yellowCard', '2026-04-14']);
  });

  test('SC-32: a typhoon day moves the rungs after it', () => {
    const stopped = withOverlay(calendar, { date: '2026-09-29', working: false, reason: '台风停工' });

    expect(dates(ladderClock, stopped)).toEqual([
      ['hint', '2026-09-28'],
      ['warning', '2026-09-30'],
      ['yellowCard', '2026-10-08'],
      ['redCard', '2026-10-09'],
      ['supervisionOrder', '2026-10-12'],
      ['circular', '2026-10-14'],
    ]);
  });

  test('SC-03: rungs beyond the published years are provisional, those before are not', () => {
    const only2026 = mergeYears(loadCalendarYears().filter(({ year }) => year === 2026));
    const times = rungTimes(clockOf('2026-12-21', 7), only2026, ladder);

    expect(times.map(({ level, on, provisional }) => [level, on, provisional])).toEqual([
      ['hint', '2026-12-28', false],
      ['warning', '2026-12-29', false],
      ['yellowCard', '2026-12-30', false],
      ['redCard', '2026-12-31', false],
      ['supervisionOrder', '2027-01-04', true],
      ['circular', '2027-01-06', true],
    ]);
  });
});

describe('a ladder of its own', () => {
  test('may signal at half of any limit', () => {
    const own: Ladder = { id: 'own', name: 'own', rungs: [{ level: 'half', offset: 'half', at: 'dayEnd', to: ['handler'], signal: 'blue' }] };

    expect(rungTimes(clockOf('2026-03-02', 20), calendar, own).map(({ on, at }) => [on, at])).toEqual([['2026-03-16', instantAt('2026-03-16', '23:59:59')]]);
    expect(rungTimes(clockOf('2026-03-02', 9, 'calendarDay'), calendar, own).map(({ on }) => on)).toEqual(['2026-03-09']);
  });
});
