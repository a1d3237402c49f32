import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Table } from '../../../engine/interpreter/table.ts';
import { earliest, type Timed, timetableOf, withMore } from '../../../engine/interpreter/timetable.ts';
import type { Instance, Wait } from '../../../engine/state.ts';
import { plainCalendar } from '../../support/runningCase.ts';
import { seed } from '../../support/seed.ts';

const instant = (n: number): string => new Date(Date.UTC(2026, 2, 1) + n * 1_000).toISOString();
const timer = (id: number, at: number): Wait => ({ id, node: 'n', on: { kind: 'timer', due: instant(at) } });
const waiting = (id: number, waits: Wait[]): Instance => ({ id, process: 'p', node: 'n', parent: null, waits });
const among = (instances: readonly Instance[]): Timed => ({
  instances: Table.of(Object.fromEntries(instances.map((each) => [each.id, each]))), clocks: Table.of({}), state: { calendar: plainCalendar, ladders: {} },
});

describe('a timetable', () => {
  test(`gives what a search through all waits gives: the earliest, of equals the oldest (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 60 }), (timers) => {
        const all = timers.map(([at], n) => waiting(n + 1, [timer(1_000 + n, at)]));
        const left = among(all.filter((_, n) => timers[n]![1]));
        // Half of them are appointed later, in any order, and some are gone by then.
        const begun = timetableOf(among(all.slice(0, all.length / 2)));
        const table = withMore(begun, all.slice(all.length / 2).reverse().map(({ id, waits }) => ({ at: instant(timers[id - 1]![0]), id: waits![0]!.id, owner: id })));
        const standing = timers.flatMap(([at, stands], n) => (stands ? [[instant(at), 1_000 + n] as const] : [])).sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j));
        const { due } = earliest(table, left);
        expect(due && [due.at, due.id]).toEqual(standing[0] ?? null);
      }),
      { numRuns: 300, seed },
    );
  });

  test('forgets what is over once it was looked at, and is itself not changed', () => {
    const first = timetableOf(among([waiting(1, [timer(10, 1)]), waiting(2, [timer(11, 2)])]));
    const { due, timetable } = earliest(first, among([waiting(2, [timer(11, 2)])]));
    expect([due?.id, timetable.size, first.size]).toEqual([11, 1, 2]);
  });

  test('has nothing for a wait that goes on at another time', () => {
    const first = timetableOf(among([waiting(1, [timer(10, 1)])]));
    expect(earliest(first, among([waiting(1, [timer(10, 9)])])).due).toBeNull();
  });
});
