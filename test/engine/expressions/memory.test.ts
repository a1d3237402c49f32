import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../../engine/expressions/feel.ts';
import type { Variables } from '../../../engine/value.ts';

const at = '2026-09-18T01:30:00.000Z';

describe('a value that was read before', () => {
  test.each<[string, string, Variables, Variables, unknown, unknown]>([
    ['another value of a name', 'a + 1', { a: 1 }, { a: 2 }, 2, 3],
    ['another value of a name inside a filter', 'list[item > least]', { list: [1, 2, 3], least: 1 }, { list: [1, 2, 3], least: 2 }, [2, 3], [3]],
    ['another value of a name with a space in it', 'the  sum + 1', { 'the sum': 1 }, { 'the sum': 2 }, 2, 3],
    ['another value of a name inside a list of contexts', 'some o in opinions satisfies o.by = who', { opinions: [{ by: 'a' }], who: 'a' }, { opinions: [{ by: 'a' }], who: 'b' }, true, false],
  ])('given %s, when it is asked again, then it is read anew', (_title, text, one, other, first, second) => {
    expect([evaluate(text, one, at), evaluate(text, other, at), evaluate(text, one, at)]).toEqual([first, second, first]);
  });

  test('given a text that asks for the time, when it is asked at another, then it is read anew', () => {
    expect([evaluate('string(today())', {}, at), evaluate('string(today())', {}, '2026-09-19T01:30:00.000Z')]).toEqual(['2026-09-18', '2026-09-19']);
  });

  test('given a name that holds money, when it has a fraction, then it is refused although it was read as a plain number before', () => {
    expect(evaluate('fee > 1', { fee: 1.5 }, at)).toBe(true);
    expect(() => evaluate('fee > 1', { fee: 1.5 }, at, new Set(['fee']))).toThrow(/fraction/);
  });

  test('given a name that has no value any more, when it is asked again, then it is unknown', () => {
    expect(evaluate('gone', { gone: 1 }, at)).toBe(1);
    expect(() => evaluate('gone', {}, at)).toThrow(/Expected every name/);
  });
});
