import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sizeOf } from '../../engine/size.ts';
import type { Value } from '../../engine/value.ts';
import { seed } from '../support/seed.ts';

describe('the size of a value', () => {
  test.each([['水', 5], ['"', 4], ['\n', 8], ['🙂', 6], [null, 4], [false, 5], [-12.5, 5], [[], 2], [{ a: [1, 2] }, 13]] as [Value, number][])('%j takes about %i bytes', (value, size) => {
    expect(sizeOf(value)).toBe(size);
  });

  test('is never less than its JSON takes, and hardly more', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        const size = sizeOf(value as Value);
        expect(size).toBeGreaterThanOrEqual(bytes);
        expect(size).toBeLessThanOrEqual(bytes * 3 + 2);
      }),
      { seed },
    );
  });
});
