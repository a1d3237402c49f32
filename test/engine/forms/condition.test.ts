import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Clause, type Condition, clauseOperators, readCondition, writeCondition } from '../../../engine/forms/condition.ts';
import { seed } from '../../support/seed.ts';

describe('a condition that people pick', () => {
  test.each<[string, Condition]>([
    ['', { join: 'all', clauses: [] }],
    ['outsideLine', { join: 'all', clauses: [{ name: 'outsideLine', operator: 'is', value: true }] }],
    ['=not(outsideLine)', { join: 'all', clauses: [{ name: 'outsideLine', operator: 'is', value: false }] }],
    ['list contains(services, "power") and (powerSupply != "double")', { join: 'all', clauses: [{ name: 'services', operator: 'has', value: 'power' }, { name: 'powerSupply', operator: 'isNot', value: 'double' }] }],
    ['not(list contains(services, "a")) or area >= 300 or note = null', { join: 'any', clauses: [{ name: 'services', operator: 'hasNot', value: 'a' }, { name: 'area', operator: 'atLeast', value: 300 }, { name: 'note', operator: 'empty' }] }],
    ['depth < -5', { join: 'all', clauses: [{ name: 'depth', operator: 'lessThan', value: -5 }] }],
  ])('given %p, then it is read as clauses', (text, condition) => {
    expect(readCondition(text)).toEqual(condition);
  });

  test.each(['a and b or c', 'area * 2 > 600', 'area > other', 'some s in services satisfies s = "a"', 'count(services) > 1', 'not(a and b)', 'a = ', 'area between 1 and 2'])('given %p, then it says more than a picker can and stays FEEL', (text) => {
    expect(readCondition(text)).toBeNull();
  });

  test('given any picked condition, when it is written and read again, then it is the same', () => {
    const name = fc.constantFrom('services', 'area', 'outsideLine', '面积');
    const value = fc.oneof(fc.string({ maxLength: 8 }).filter((text) => !text.includes('\\')), fc.integer({ min: -999, max: 999 }));
    const clause: fc.Arbitrary<Clause> = fc.oneof(
      fc.record({ name, operator: fc.constantFrom(...clauseOperators.filter((each) => each !== 'filled' && each !== 'empty')), value }),
      fc.record({ name, operator: fc.constantFrom('filled' as const, 'empty' as const) }),
      fc.record({ name, operator: fc.constant('is' as const), value: fc.boolean() }),
    );
    const condition = fc.record({ join: fc.constantFrom('all' as const, 'any' as const), clauses: fc.array(clause, { minLength: 1, maxLength: 4 }) });
    fc.assert(fc.property(condition, (given) => {
      const read = readCondition(writeCondition(given));
      expect(read?.clauses).toEqual(given.clauses);
      if (given.clauses.length > 1) expect(read?.join).toBe(given.join);
    }), { seed });
  });
});
