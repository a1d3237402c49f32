import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Draft, Table } from '../../../engine/interpreter/table.ts';
import { seed } from '../../support/seed.ts';

const entry = fc.record({ id: fc.nat(200), value: fc.option(fc.nat(1_000), { nil: null }) });

/** Writes each entry, or takes it out where it has no value. */
function write(table: Table<number>, entries: readonly { id: number; value: number | null }[]): Table<number> {
  const draft = new Draft(table);
  for (const { id, value } of entries) {
    if (value === null) draft.delete(id);
    else draft.set(id, value);
  }
  return draft.done();
}

describe('a table', () => {
  test(`holds what a record would hold, and none before it is changed by one made from it (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.array(entry, { maxLength: 20 }), { maxLength: 12 }), (rounds) => {
        const model: Record<number, number> = {};
        const met: [Table<number>, Record<number, number>][] = [];
        let table = Table.of<number>({});
        for (const round of rounds) {
          table = write(table, round);
          for (const { id, value } of round) {
            if (value === null) delete model[id];
            else model[id] = value;
          }
          met.push([table, { ...model }]);
        }
        for (const [each, expected] of met) {
          expect([each.record(), each.values(), each.size]).toEqual([expected, Object.values(expected), Object.keys(expected).length]);
          for (const id of [0, 1, 31, 32, 200, 201]) expect(each.get(id)).toBe(expected[id]);
        }
      }),
      { numRuns: 200, seed },
    );
  });

  test('of which nothing was written is the same table', () => {
    const table = Table.of({ 1: 'a' });
    const draft = new Draft(table);
    draft.delete(2);
    expect(draft.done()).toBe(table);
  });

  test.each([[1.5], [-1], [Number.NaN], [2 ** 32], ['1' as unknown as number]])('has nothing under %p', (id) => {
    expect(Table.of({ 0: 'a', 1: 'b' }).get(id)).toBeUndefined();
  });

  test('made of a record gives back that very one', () => {
    const record = { 7: 1 };
    expect(Table.of(record).record()).toBe(record);
  });

  test('gives a record that nobody writes to', () => {
    const record = write(Table.of<number>({}), [{ id: 7, value: 1 }]).record() as Record<number, number>;
    expect(() => (record[7] = 2)).toThrow(TypeError);
  });
});
