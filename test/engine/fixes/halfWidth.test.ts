import { expect, test } from '@jest/globals';
import { mended } from '../../../engine/fixes/halfWidth.ts';

test.each([
  ['= x ＞ １', '= x > 1'],
  ['= 类别 ＝ “热食”', '= 类别 = "热食"'],
  ['= 名称 = "（甲）"', '= 名称 = "（甲）"'],
  ['= sum（[1，2]）', '= sum([1,2])'],
])('given an expression typed as %s, when it is mended, then FEEL reads %s', (typed, expected) => {
  expect(mended(typed)).toBe(expected);
});
