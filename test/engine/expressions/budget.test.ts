import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate as feelin } from 'feelin';
import { costOf, exceeds, MOST_SIZE, MOST_STEPS } from '../../../engine/expressions/budget.ts';
import { evaluate } from '../../../engine/expressions/feel.ts';
import { lint } from '../../../engine/expressions/lint.ts';
import { treeOf } from '../../../engine/expressions/tree.ts';
import type { Variables } from '../../../engine/value.ts';
import { NOW } from './zoneProbe.ts';
import { quickest } from '../../support/quickest.ts';
import { seed } from '../../support/seed.ts';

const raises = (code: string) => expect.objectContaining({ name: 'IncidentRaised', code });
const doubling = `{a: "xx", ${Array.from({ length: 25 }, (_, i) => `a${i}: ${i === 0 ? 'a + a' : `a${i - 1} + a${i - 1}`}`).join(', ')}}`;

/** What is too much whatever the values are, or with these values. */
const bombs: readonly [string, Variables][] = [
  ['count(for i in 1..1000000000 return i)', {}],
  ['count(for i in 1..10**9 return i)', {}],
  ['count(for i in 1..1000, j in 1..1000 return i)', {}],
  ['count(for i in 1..1000 return for j in 1..1000 return i)', {}],
  ['some i in 1..1000000 satisfies i < 0', {}],
  ['count(for i in 1..n return i)', { n: 1e7 }],
  ['count(for i in 1..(n * n) return i)', { n: 4000 }],
  ['count(for i in list, j in list, k in list return i)', { list: Array.from({ length: 100 }, () => 1) }],
  ['for i in list return list[item > i]', { list: Array.from({ length: 1_000 }, (_, i) => i) }],
  ['string length((for i in 1..30 return if i = 1 then "x" else partial[-1] + partial[-1])[-1])', {}],
  [doubling, {}],
  ['replace(text, "a", text)', { text: 'a'.repeat(5_000) }],
  ['for r in rows return for c in r return rows', { rows: Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 1)) }],
];

describe('an expression that would take too long', () => {
  test.each(bombs)('is an incident within 50 ms, not begun: %s (E-07)', async (text, variables) => {
    expect(await quickest(50, () => expect(() => evaluate(text, variables, NOW)).toThrow(raises('EXPR_BUDGET')))).toBeLessThan(50);
  });

  test.each(bombs.filter(([, variables]) => Object.keys(variables).length === 0))('is refused at publish where no value is needed to see it: %s (E-07)', (text) => {
    expect(lint(text).findings.map(({ code }) => code)).toEqual(['EXPR_BUDGET']);
  });

  test.each<[string, Variables]>([
    ['count(for i in 1..100 return i)', {}],
    ['for s in services return {department: s}', { services: ['a', 'b'] }],
    ['some o in opinions satisfies o.opinion = "disagree"', { opinions: Array.from({ length: 500 }, () => ({ opinion: 'agree' })) }],
    ['count(for i in 1..n return i)', { n: 1_000 }],
    ['count(list[item > 3])', { list: Array.from({ length: 2_000 }, (_, i) => i) }],
    ['for i in 1..10 return if i = 1 then 1 else partial[-1] + i', {}],
  ])('is told from one that does not: %s', (text, variables) => {
    expect(() => evaluate(text, variables, NOW)).not.toThrow();
    expect(lint(text).findings).toEqual([]);
  });
});

/** Texts of loops, filters and sums over three lists, nested as they come. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('1', '2', 'a', 'b', '"xy"'),
    fc.tuple(fc.constantFrom('xs', 'ys', '1..4', '[1, 2, 3]'), fc.constantFrom('i', 'j'), tie('expression')).map(([source, name, body]) => `(for ${name} in ${source} return ${body})`),
    fc.tuple(fc.constantFrom('xs', 'ys'), tie('expression')).map(([source, body]) => `count(${source}[count([${body}]) > item])`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `[${left}, ${right}]`),
    tie('expression').map((body) => `concatenate([${body}], xs)`),
  ),
}));

test('no expression gives more than its bound says (E-07)', () => {
  const values: Variables = { a: 1, b: 'text', xs: [1, 2, 3], ys: [3, 1, 2, 5, 4] };
  fc.assert(
    fc.property(expression, (text) => {
      const { value } = feelin(text, { ...values }) as { value: unknown };
      const cost = costOf(treeOf(text), { value: (name) => values[name], number: () => undefined });
      expect(leaves(value)).toBeLessThanOrEqual(cost.size);
      expect(exceeds(cost)).toBe(cost.steps > MOST_STEPS || cost.size > MOST_SIZE);
    }),
    { numRuns: 300, seed },
  );
});

const leaves = (value: unknown): number => (Array.isArray(value) ? value.reduce((sum: number, each) => sum + leaves(each), 0) : typeof value === 'string' ? value.length : 1);
