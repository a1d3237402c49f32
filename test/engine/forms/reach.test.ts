import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Asked, type Reach, reachOf } from '../../../engine/forms/reach.ts';
import { holds } from '../../../engine/expressions/feel.ts';
import { seed } from '../../support/seed.ts';

const field = (name: string, rest: Partial<Asked> = {}): Asked => ({ name, label: name, type: 'yesNo', required: true, whens: [], ...rest });
const services = field('services', { type: 'multi', options: ['water', 'power', 'gas'].map((value) => ({ value, label: value })) });
const area = field('area', { type: 'number', min: 1, max: 1000 });

describe('whether a condition can hold', () => {
  test.each<[string, Reach, Asked[]]>([
    ['', 'always', []],
    ['outside', 'sometimes', [field('outside')]],
    ['outside and not(outside)', 'never', [field('outside')]],
    ['outside or not(outside)', 'always', [field('outside')]],
    ['digs', 'sometimes', [field('outside'), field('digs', { whens: ['outside'] })]],
    ['digs and not(outside)', 'never', [field('outside'), field('digs', { whens: ['outside'] })]],
    ['list contains(services, "power")', 'sometimes', [services]],
    ['list contains(services, "steam")', 'never', [services]],
    ['list contains(services, "water") or list contains(services, "power") or list contains(services, "gas")', 'always', [services]],
    ['area >= 300', 'sometimes', [area]],
    ['area > 1000', 'never', [area]],
    ['area >= 300 and area < 300', 'never', [area]],
    ['area > 299 and area < 300', 'sometimes', [area]],
    ['supply = "double"', 'never', [field('supply', { type: 'choice', options: [{ value: 'single', label: '' }] })]],
    ['note = null', 'never', [field('note', { type: 'text' })]],
    ['note = null', 'sometimes', [field('note', { type: 'text', required: false })]],
    ['day >= "2026-10-01"', 'sometimes', [field('day', { type: 'date' })]],
    ['area * 2 > 5000', 'undecided', [area]],
    ['other', 'undecided', [area]],
    ['count(services) > 5', 'undecided', [services]],
    ['list contains(can, "x")', 'undecided', [field('can', { type: 'multi', optionsFrom: 'slots' })]],
  ])('%p: %s', (text, reach, known) => {
    expect(reachOf(text, known)).toBe(reach);
  });

  test('given random conditions over small questions, then what is told agrees with trying every answer', () => {
    const known = [field('a'), field('b', { whens: ['a'] }), field('n', { type: 'number', min: 0, max: 3 }), field('s', { type: 'multi', required: false, options: [{ value: 'x', label: '' }, { value: 'y', label: '' }] })];
    const clause = fc.constantFrom('a', 'b', 'not(a)', 'not(b)', 'n >= 2', 'n < 1', 'n = 3', 'n != 0', 'list contains(s, "x")', 'not(list contains(s, "y"))');
    const text = fc.tuple(fc.array(clause, { minLength: 1, maxLength: 3 }), fc.constantFrom(' and ', ' or ')).map(([parts, join]) => parts.join(join));
    fc.assert(fc.property(text, (when) => {
      const results = new Set<boolean>();
      for (const a of [true, false]) for (const b of a ? [true, false] : [false]) for (const n of [0, 0.5, 1, 1.5, 2, 2.5, 3]) for (const s of [[], ['x'], ['y'], ['x', 'y']]) results.add(holds(when, { a, b, n, s }, '2026-01-05T01:00:00.000Z'));
      expect(reachOf(when, known)).toBe(results.size === 2 ? 'sometimes' : results.has(true) ? 'always' : 'never');
    }), { numRuns: 25, seed });
  });
});
