import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fenOf, yuanOf } from '../../engine/money.ts';
import { seed } from '../support/seed.ts';

describe('a sum of money', () => {
  test.each([
    ['0', 0], ['1', 100], ['1.5', 150], ['1.05', 105], ['12,345.67', 1_234_567], ['１２．５', 1_250], [' 3 ', 300], ['-0.01', -1], ['90071992547409.91', 9_007_199_254_740_991],
    ['1.005', null], ['', null], ['abc', null], ['1e3', null], ['.5', null], ['1.', null], ['90071992547409.92', null],
  ])('typed as "%s" is %p 分 (E-13)', (text, fen) => {
    expect(fenOf(text)).toBe(fen);
  });

  test.each([[0, '0.00'], [5, '0.05'], [105, '1.05'], [-1, '-0.01'], [1_234_567, '12345.67'], [10.5, undefined], ['105', undefined], [null, undefined], [2 ** 53, undefined]])('%p 分 are shown as %p 元 (E-13)', (fen, yuan) => {
    expect(yuanOf(fen)).toBe(yuan);
  });

  test('comes back as it went, and adds up as whole numbers do (E-13)', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger().map((n) => n % 1_000_000_000_000), { minLength: 1, maxLength: 20 }), (sums) => {
        for (const sum of sums) expect(fenOf(yuanOf(sum)!)).toBe(sum);
        const total = sums.map((sum) => fenOf(yuanOf(sum)!)!).reduce((a, b) => a + b, 0);
        expect(BigInt(total)).toBe(sums.reduce((a, b) => a + BigInt(b), 0n));
      }),
      { seed },
    );
  });
});
