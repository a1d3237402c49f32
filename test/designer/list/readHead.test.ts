import { expect, test } from '@jest/globals';
import { isKey, suggestKey } from '../../../designer/list/readHead.ts';

test.each([
  ['Process_1', 'process-1'],
  ['openARestaurant', 'open-arestaurant'],
  ['开办餐饮店', 'new-matter'],
  ['  A--B  ', 'a-b'],
  ['9lives', 'lives'],
])('%j becomes the key %j', (text, key) => {
  expect(suggestKey(text)).toBe(key);
  expect(isKey(key)).toBe(true);
});

test.each(['', 'A', '1a', 'a b', 'a_b', '-a', 'x'.repeat(61)])('%j is no key', (text) => {
  expect(isKey(text)).toBe(false);
});
