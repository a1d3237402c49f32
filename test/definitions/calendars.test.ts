import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { loadCalendar, loadCalendarYears } from '../../definitions/calendars/load.ts';
import { calendarYearSchema } from '../../definitions/calendars/schema.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { ladderSchema } from '../../definitions/ladders/schema.ts';
import { isWorkingDay, workingDaysBetween } from '../../engine/clock/calendar.ts';
import { dueOf } from '../../engine/clock/legalClock.ts';
import type { CalendarYear } from '../../engine/clock/mergeYears.ts';
import { defaultHours, mergeYears } from '../../engine/clock/mergeYears.ts';
import { clockOf } from '../engine/clock/fixtures.ts';

/** A year made up for the test: nobody knows the real one yet. */
const invented2027: CalendarYear = { version: 'cn-2027.1', year: 2027, notice: '虚构的2027年通知', restDays: ['2027-01-01'], workDays: ['2027-01-03'] };

describe('shipped calendars', () => {
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, days) => {
    expect(workingDaysBetween(loadCalendar(), `${year - 1}-12-31`, `${year}-12-31`)).toBe(days);
  });

  test('carry version, span and the notices they come from', () => {
    const calendar = loadCalendar();

    expect(calendar).toMatchObject({ version: 'cn-2024.1+cn-2025.1+cn-2026.1', from: '2024-01-01', until: '2026-12-31', overlays: [], dayStart: '09:00:00', dayEnd: '23:59:59' });
    expect(calendar.sources?.map(({ notice }) => /〔(\d{4})〕(\d+)号/.exec(notice)?.slice(1))).toEqual([['2023', '7'], ['2024', '12'], ['2025', '7']]);
  });

  test('SC-03: importing 2027 makes a provisional due date definite and moves it', () => {
    const clock = clockOf('2026-12-28', 5);
    const later = mergeYears([invented2027, ...loadCalendarYears()]);

    expect(dueOf(clock, loadCalendar())).toMatchObject({ on: '2027-01-04', provisional: true });
    expect(dueOf(clock, later)).toMatchObject({ on: '2027-01-04', provisional: false });
    expect(dueOf(clock, mergeYears([{ ...invented2027, workDays: [] }, ...loadCalendarYears()]))).toMatchObject({ on: '2027-01-05', provisional: false });
  });
});

describe('merging years', () => {
  const [first, second] = loadCalendarYears() as [CalendarYear, CalendarYear];
  const third = loadCalendarYears()[2] as CalendarYear;

  test.each<[string, readonly CalendarYear[]]>([
    ['no year', []],
    ['a gap', [first, third]],
    ['a year twice', [first, first]],
    ['a day of another year', [{ ...first, restDays: ['2025-01-01'] }]],
    ['a rest day at a weekend', [{ ...second, restDays: ['2025-01-04'] }]],
    ['a work day in the week', [{ ...second, workDays: ['2025-01-06'] }]],
  ])('%s is refused', (_, years) => {
    expect(() => mergeYears(years)).toThrow(expect.objectContaining({ code: 'CALENDAR_INVALID' }));
  });

  test('a day that does not exist is refused', () => {
    expect(() => mergeYears([{ ...second, restDays: ['2025-02-30'] }])).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
  });

  test.each([
    ['no working hours', { ...defaultHours, workingHours: [] }],
    ['hours out of order', { ...defaultHours, workingHours: [['14:00:00', '17:00:00'], ['09:00:00', '12:00:00']] as const }],
    ['a day that ends before it starts', { ...defaultHours, dayStart: '18:00:00', dayEnd: '09:00:00' }],
  ])('%s is refused', (_, hours) => {
    expect(() => mergeYears([first], hours)).toThrow(expect.objectContaining({ code: 'CALENDAR_INVALID' }));
  });

  test('the order of import does not matter', () => {
    expect(mergeYears([third, first, second])).toEqual(loadCalendar());
    expect(isWorkingDay(mergeYears([third]), '2026-10-10')).toBe(true);
  });
});

describe('files', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  function folderWith(name: string, content: unknown): string {
    const folder = mkdtempSync(join(tmpdir(), 'definitions-'));
    folders.push(folder);
    writeFileSync(join(folder, name), JSON.stringify(content));
    return folder;
  }

  test('a malformed year is named with its field', () => {
    expect(() => loadCalendarYears(folderWith('cn-2027.json', { ...invented2027, notice: '' }))).toThrow(/^cn-2027\.json: notice: /);
    expect(calendarYearSchema.safeParse({ ...invented2027, unknown: 1 }).success).toBe(false);
  });

  test('the default ladder is read, and a malformed one is named', () => {
    expect(Object.keys(loadLadders())).toEqual(['default']);
    expect(() => loadLadders(folderWith('own.json', { id: 'own', name: '', rungs: [] }))).toThrow(/^own\.json: name: /);
  });

  test.each([
    ['a level twice', ['a', 'a'], [0, 1]],
    ['rungs out of order', ['a', 'b'], [1, 0]],
  ])('a ladder with %s is refused', (_, levels, days) => {
    const rungs = levels.map((level, index) => ({ level, signal: 'blue', offset: { workingDays: days[index], relativeTo: 'due' }, at: 'dayStart', to: ['handler'] }));

    expect(ladderSchema.safeParse({ id: 'own', name: 'own', rungs }).success).toBe(false);
    expect(ladderSchema.safeParse({ id: 'own', name: 'own', rungs: rungs.slice(0, 1) }).success).toBe(true);
  });
});
