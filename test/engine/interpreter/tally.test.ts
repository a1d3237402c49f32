import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countIn, countsOf, NO_TALLY, type Tally, withOne, without } from '../../../engine/interpreter/tally.ts';
import { seed } from '../../support/seed.ts';

/** Ways into a join that come, or (`-`) are taken. */
const moves = fc.array(fc.tuple(fc.constantFrom('+', '+', '+', '-'), fc.nat(150).map((n) => `f${n}`)), { maxLength: 400 });

describe('a tally of tokens at a join', () => {
  test(`counts as a record does, in the order in which the ways were come by (seed ${seed})`, () => {
    fc.assert(
      fc.property(moves, (all) => {
        const model: Record<string, number> = {};
        let tally: Tally = NO_TALLY;
        for (const [how, way] of all) {
          if (how === '-' && !model[way]) continue;
          model[way] = (model[way] ?? 0) + (how === '+' ? 1 : -1);
          if (model[way] === 0) delete model[way];
          tally = how === '+' ? withOne(tally, way) : (without(tally, [way]) ?? NO_TALLY);
          expect(countIn(tally, way)).toBe(model[way] ?? 0);
        }
        const tokens = Object.values(model).reduce((sum, count) => sum + count, 0);
        expect([Object.entries(countsOf(tally)), tally.ways, tally.tokens]).toEqual([Object.entries(model), Object.keys(model).length, tokens]);
      }),
      { numRuns: 100, seed },
    );
  });

  test('does not change when one more comes', () => {
    const one = withOne(NO_TALLY, 'a');
    withOne(one, 'a');
    withOne(one, 'b');
    expect([countsOf(one), one.ways, one.tokens]).toEqual([{ a: 1 }, 1, 1]);
  });

  test('is nothing any more when the last one is taken', () => {
    expect(without(withOne(withOne(NO_TALLY, 'a'), 'b'), ['a', 'b'])).toBeNull();
  });
});
