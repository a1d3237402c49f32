import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '../../../engine/expressions/feel.ts';
import { plainOf } from '../../../engine/expressions/plain.ts';
import type { Variables } from '../../../engine/value.ts';
import { seed } from '../../support/seed.ts';
import { runs } from '../clock/arbitrary.ts';

const at = '2026-09-18T01:30:00.000Z';

/** What comes of a text, or the code it is refused by. In brackets it is no plain text any more: the evaluator reads it. */
function outcome(text: string, variables: Variables, money?: ReadonlySet<string>): unknown {
  try {
    return evaluate(text, variables, at, money);
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

const names = ['a', 'b', 'can', 'date', 'a b', 'a.b', 'now', 'matches'];
const value = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.dictionary(fc.constantFrom('a', 'b', 'can', 'date', 'a b'), fc.jsonValue({ maxDepth: 1 })));
const variables = fc.dictionary(fc.constantFrom(...names), value) as fc.Arbitrary<Variables>;
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 'can', 'date', 'gone', 'now', 'a b', '"x"', '""', '7', '-7', '1.5', 'true', 'false', 'null', 'a.b', 'a . b', 'a.b.can', 'date.a', 'a b.a', '"a\\nb"'),
    fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'can', 'c', '"d e"'), tie('text')), { maxLength: 3, selector: ([key]) => key }).map((entries) => `{${entries.map(([key, one]) => `${key}: ${one}`).join(', ')}}`),
  ),
}));

describe('a text that only takes values', () => {
  test(`gives what reading it in full would, or is refused alike (seed ${seed})`, () => {
    fc.assert(
      fc.property(text, variables, fc.constantFrom([], ['a'], ['can']), (asked, known, money) => {
        expect(outcome(asked, known, new Set(money))).toEqual(outcome(`(${asked})`, known, new Set(money)));
      }),
      { ...runs, numRuns: 1_500 },
    );
  });

  test.each([
    ['a', true], ['a.b', true], ['{department: p.department, can: can}', true], ['"housing"', true], ['1', true],
    ['a + 1', false], ['{a: 1, b: a}', false], ['null', false], ['a[1]', false], ['count(a)', false], ['the sum', false], ['1.5', false], ['a // b', false],
  ])('%s is one: %s', (asked, is) => {
    expect(plainOf(asked) !== null).toBe(is);
  });

  test.each<[string, Variables, unknown]>([
    ['date', { date: 'mine' }, 'mine'],
    ['a.b', { a: { b: 1 }, 'a.b': 2 }, 2],
  ])('given "%s" as the name of a variable, then its value goes before what FEEL means by it', (asked, known, expected) => {
    expect(evaluate(asked, known, at)).toEqual(expected);
  });
});
