import { describe, expect, test } from '@jest/globals';
import { firstParting } from '../../engine/replay.ts';

describe('the first parting of two values', () => {
  test.each([
    ['equal trees', { a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, null],
    ['members in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, null],
    ['a member left out and one that is undefined', { a: 1 }, { a: 1, b: undefined }, null],
    ['a text', { event: { opinion: 'agree' } }, { event: { opinion: 'disagree' } }, 'event.opinion'],
    ['the earlier of two in key order', { b: 1, a: 1 }, { b: 2, a: 2 }, 'a'],
    ['an item of a list', { flows: [{ id: 'f' }, { id: 'g' }] }, { flows: [{ id: 'f' }, { id: 'h' }] }, 'flows.1.id'],
    ['a longer list', [1, 2], [1, 2, 3], '2'],
    ['a list and an object', { a: [] }, { a: {} }, 'a'],
    ['something and nothing', { a: { b: 1 } }, null, ''],
  ])('of %s', (_, one, other, path) => {
    expect(firstParting(one, other)?.path ?? null).toBe(path);
  });
});
