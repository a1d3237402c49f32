import { describe, expect, test } from '@jest/globals';
import { matches } from '../../../designer/library/pinyinSearch.ts';

describe('finding a matter by what is typed', () => {
  test.each([
    ['part of the name', '餐饮', true],
    ['the whole pinyin', 'kaibancanyindian', true],
    ['pinyin of a part', 'canyin', true],
    ['initials', 'cyd', true],
    ['pinyin and initials mixed', 'canyd', true],
    ['capitals', 'CANYIN', true],
    ['the key', 'restaurant', true],
    ['two words, both there', '开办 dian', true],
    ['two words, one of them not', '开办 gas', false],
    ['letters that skip a sign', 'kdd', false],
    ['something else', '燃气', false],
    ['nothing', ' ', true],
  ])('%s', (_title, typed, found) => {
    expect(matches(typed, ['开办餐饮店', 'open-a-restaurant'])).toBe(found);
  });
});
