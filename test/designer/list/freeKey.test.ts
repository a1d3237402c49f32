import { expect, test } from '@jest/globals';
import { freeKey } from '../../../designer/list/freeKey.ts';

test.each([
  ['shop', [], 'shop'],
  ['shop', ['shop-2', 'market'], 'shop'],
  ['shop', ['shop'], 'shop-2'],
  ['shop', ['shop', 'shop-2', 'shop-3'], 'shop-4'],
  ['', ['shop'], ''],
  [`a${'b'.repeat(59)}`, [`a${'b'.repeat(59)}`], `a${'b'.repeat(57)}-2`],
])('given %j is wanted and %j are taken, then %j is proposed', (wanted, taken, key) => {
  expect(freeKey(wanted, taken.map((each) => ({ key: each })))).toBe(key);
});
