import { describe, expect, test } from '@jest/globals';
import { DEEPEST, lint, LONGEST_TEXT } from '../../../engine/expressions/lint.ts';

const codes = (text: string, types = {}) => lint(text, types).findings.map(({ code }) => code);

describe('an expression at publish', () => {
  test.each([
    ['10,000 parentheses', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['forty parentheses', `${'('.repeat(40)}1${')'.repeat(40)}`],
    ['two thousand ifs', `${'if true then 1 else '.repeat(2_000)}1`],
    ['forty ifs', `${'if true then 1 else '.repeat(40)}1`],
    ['a sum of 20,000 terms', Array.from({ length: 20_000 }, () => '1').join('+')],
    ['a text of 2,001 characters', `"${'a'.repeat(LONGEST_TEXT)}"`],
    ['lists in lists', `${'['.repeat(70)}1${']'.repeat(70)}`],
  ])('is too complex with %s (E-09)', (_what, text) => {
    expect(codes(text)).toEqual(['EXPR_TOO_COMPLEX']);
  });

  test.each([
    ['parentheses as deep as they may be', `${'('.repeat(DEEPEST)}1${')'.repeat(DEEPEST)} = 1`],
    ['a condition of a hundred names', Array.from({ length: 20 }, (_, i) => `name${i} = "value"`).join(' and ')],
  ])('is read with %s (E-09)', (_what, text) => {
    expect(codes(text)).toEqual([]);
  });

  test.each(['{f: function(n) f(n)}.f(1)', '{f: function(n) if n = 0 then 0 else f(n - 1)}.f(5)', 'sort(list, function(a, b) a < b)', 'function(x) x', '(function(x) x + 1)(1)'])('defines no functions, so none calls itself: %s (E-10)', (text) => {
    expect(codes(text)).toContain('EXPR_FUNCTION');
  });

  test.each(['nothing(1)', 'eval("1")', 'a.b(1)', '"x".constructor("y")', 'string joint(["a"])'])('calls FEEL\'s functions alone: %s (E-01)', (text) => {
    expect(codes(text)).toContain('EXPR_FUNCTION_UNKNOWN');
  });

  test.each([
    ['申请人.年龄 >= 18', []],
    ['if 面积 > 300 then "消防" else "无"', []],
    ['count(材料[状态 = "齐全"]) = 3', []],
    ['说明 = "（见附件）；“引号”也可以"', []],
    ['申请人.年龄 ＞＝ 18', ['EXPR_FULL_WIDTH']],
    ['状态 = “齐全”', ['EXPR_FULL_WIDTH']],
    ['（面积 > 3）', ['EXPR_FULL_WIDTH']],
    ['count（材料） > 1', ['EXPR_FULL_WIDTH']],
    ['面积 ＝ 3', ['EXPR_FULL_WIDTH']],
  ])('takes Chinese names, and names a full-width sign: %s (E-17)', (text, found) => {
    expect(codes(text)).toEqual(found);
  });

  test.each([
    ['a == 1', ['EXPR_SIGN_TWICE']],
    ['a === 1', ['EXPR_SIGN_TWICE']],
    ['a = = 1', ['EXPR_SIGN_TWICE']],
    ['a <> 1', ['EXPR_SIGN_TWICE']],
    ['a =< 1', ['EXPR_SIGN_TWICE']],
    ['if a == 1 then 1 else 2', ['EXPR_SIGN_TWICE']],
    ['a <= 1 and b >= 1 and c != 1', []],
    ['a in > 1', []],
    ['a in (> 1, < 0)', []],
    ['a = [1..2]', []],
  ])('compares by one sign, and names one written twice: %s', (text, found) => {
    expect(codes(text)).toEqual(found);
  });

  test('says where a full-width sign stands (E-17)', () => {
    expect(lint('申请人.年龄 ＞＝ 18').findings).toEqual([{ code: 'EXPR_FULL_WIDTH', at: 7, text: '＞' }]);
    // Where the text breaks off, what it ends with is named.
    expect(lint('area >=').findings).toEqual([{ code: 'EXPR_SYNTAX', at: 7, text: 'area >=' }]);
  });

  test.each([
    ['rate > 0.5', ['EXPR_DECIMAL']],
    ['0.1 + 0.2 = 0.3', ['EXPR_DECIMAL']],
    ['1 / 3 * 3 = 1', ['EXPR_DECIMAL']],
    ['(a / b) >= c', ['EXPR_DECIMAL']],
    ['fee > 100', []],
    ['a = 3.0', []],
    ['round half up(a / 3, 0) = 2', []],
    ['0.5', []],
  ])('warns of decimal fractions in a comparison: %s (E-13)', (text, found) => {
    expect(codes(text)).toEqual(found);
  });

  test.each([
    ['1 / 0', ['EXPR_ARITH']],
    ['a / 0 > 1', ['EXPR_DECIMAL', 'EXPR_ARITH']],
    ['id = 9007199254740993', ['EXPR_ARITH']],
    ['id = "9007199254740993"', []],
    ['n < 9007199254740991', []],
  ])('has numbers that can be kept: %s (E-14, E-15)', (text, found) => {
    expect(codes(text)).toEqual(found);
  });

  test('is judged by what is known of its names, and silent about the rest (E-12)', () => {
    expect([codes('area > "300"', { area: 'number' }), codes('area > "300"'), codes('area > 300', { area: 'number' })]).toEqual([['EXPR_TYPE'], [], []]);
    expect(lint('paidOn < today()', { paidOn: 'text' }).findings).toEqual([{ code: 'EXPR_TYPE', at: 0, text: 'paidOn < today()', kinds: ['text', 'date'] }]);
  });

  test.each([
    ['if missing > 1 then "a" else b', ['missing', 'b']],
    ['for x in xs return x + y', ['xs', 'y']],
    ['rows[n > limit]', ['rows']],
    ['{a: 1, b: a + c}.b', ['c']],
  ])('names what must have a value: %s (E-11)', (text, names) => {
    expect(lint(text).names).toEqual(names);
  });
});
