import { describe, expect, test } from '@jest/globals';
import { instantAt } from '../../../engine/clock/civil.ts';
import { explain, explainRung } from '../../../engine/clock/explain.ts';
import { rungTimes } from '../../../engine/clock/ladder.ts';
import { extendClock, pauseClock } from '../../../engine/clock/legalClock.ts';
import { withOverlay } from '../../../engine/clock/mergeYears.ts';
import { calendar, clockOf, ladder, ladderClock, pausedOver } from './fixtures.ts';

describe('explanations', () => {
  test('name everything a due date rests on', () => {
    const stopped = withOverlay(calendar, { date: '2026-09-29', working: false, reason: '台风停工' });
    const clock = extendClock(pausedOver(clockOf('2026-09-18', 5), '2026-09-21', '2026-09-23'), { amount: 1, at: instantAt('2026-09-24', '10:00:00'), reason: '案情复杂', basis: '行政许可法第四十二条' });

    expect(explain(clock, stopped)).toEqual({
      amount: 5,
      unit: 'workingDay',
      kind: 'statutory',
      basis: null,
      startedAt: instantAt('2026-09-18', '10:00:00'),
      startedOn: '2026-09-18',
      firstCountedOn: '2026-09-20',
      pauses: [
        {
          from: instantAt('2026-09-21', '10:00:00'),
          to: instantAt('2026-09-23', '10:00:00'),
          fromOn: '2026-09-21',
          toOn: '2026-09-23',
          notCounted: 2,
          reason: '特别程序',
          basis: null,
        },
      ],
      extensions: [{ amount: 1, on: '2026-09-24', reason: '案情复杂', basis: '行政许可法第四十二条' }],
      restDays: ['2026-09-25', '2026-09-29', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
      workedWeekends: ['2026-09-20'],
      overlays: [{ date: '2026-09-29', working: false, reason: '台风停工' }],
      calendarVersion: 'cn-2024.1+cn-2025.1+cn-2026.1+2026-09-29rest',
      notices: ['国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025-11-04）'],
      dueOn: '2026-10-08',
      dueAt: instantAt('2026-10-08', '23:59:59'),
      provisional: false,
    });
  });

  test('of a stopped clock have no due date and an open pause', () => {
    const facts = explain(pauseClock(clockOf('2026-03-02', 20), instantAt('2026-03-10', '10:00:00'), '补正'), calendar);

    expect(facts).toMatchObject({ dueOn: null, dueAt: null, pauses: [{ toOn: null, notCounted: 0 }] });
  });

  test.each([
    ['a working day later', clockOf('2026-09-18', 1), '2026-09-20'],
    ['the next civil day', clockOf('2026-09-18', 1, 'calendarDay'), '2026-09-19'],
    ['the same day for hours', clockOf('2026-09-18', 1, 'workingHour'), '2026-09-18'],
    ['the same day for a half-day left of it', clockOf('2026-09-18', 0.5), '2026-09-18'],
    ['the next working day for a half-day after a lost afternoon', clockOf('2026-09-18', 0.5, 'workingDay', '15:00:00'), '2026-09-20'],
  ])('the first day counted is %s', (_, clock, date) => {
    expect(explain(clock, calendar).firstCountedOn).toBe(date);
  });

  test.each([
    ['civil days', 'calendarDay', 10, 4],
    ['half-days', 'workingDay', 2.5, 2],
    ['working days', 'workingDay', 10, 2],
  ] as const)('a pause from Friday to Tuesday, in %s', (_, unit, amount, notCounted) => {
    expect(explain(pausedOver(clockOf('2026-03-02', amount, unit), '2026-03-06', '2026-03-10'), calendar).pauses).toMatchObject([{ notCounted }]);
  });

  test('two years bring two notices', () => {
    expect(explain(clockOf('2025-12-30', 5), calendar).notices).toHaveLength(2);
  });

  test('of a rung add its distance to the due day', () => {
    const facts = rungTimes(ladderClock, calendar, ladder).map((time) => explainRung(ladderClock, calendar, ladder, time));

    expect(facts.map(({ level, rungOn, workingDaysFromDue }) => [level, rungOn, workingDaysFromDue])).toEqual([
      ['hint', '2026-09-28', -2],
      ['warning', '2026-09-29', -1],
      ['yellowCard', '2026-09-30', 0],
      ['redCard', '2026-10-08', 1],
      ['supervisionOrder', '2026-10-10', 3],
      ['circular', '2026-10-13', 5],
    ]);
    expect(facts[3]).toMatchObject({ ladder: 'default', dueOn: '2026-09-30' });
  });

  test('of a rung at half of the limit name no distance', () => {
    const short = clockOf('2026-09-18', 2);
    const [hint] = rungTimes(short, calendar, ladder);

    expect(hint && explainRung(short, calendar, ladder, hint)).toMatchObject({ level: 'hint', workingDaysFromDue: null });
  });
});
