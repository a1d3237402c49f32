import { expect, test } from '@jest/globals';
import { constantOf } from '../../../engine/expressions/constant.ts';

test.each([
  ['1000', 1000],
  ['25 * 40', 1000],
  ['"R/PT1S"', 'R/PT1S'],
  ['"R" + "/PT1S"', 'R/PT1S'],
  ['[1, 2, 3]', [1, 2, 3]],
])('%s is the same in every case', (text, value) => {
  expect(constantOf(text)).toEqual(value);
});

test.each(['n', 'now()', 'today()', '1..10000000', 'for i in 1..100000000 return i', '1 +', 'count(departments)', 'function(x) x'])('%s is not worked out at publish', (text) => {
  expect(constantOf(text)).toBeUndefined();
});
