import { expect } from '@jest/globals';
import { disputed } from './disputed.ts';

/** No difference; of a disputed case exactly the one that is known. */
export function expectAgreement(id: string, differences: readonly unknown[]): void {
  const known = disputed[id];
  if (!known) return expect(differences).toEqual([]);
  expect(differences).toHaveLength(1);
  expect(lineOf(differences[0])).toMatch(known.differs);
}

const lineOf = (difference: unknown): string => {
  if (typeof difference === 'string') return difference;
  const { what, expected, got } = difference as { what: string; expected: unknown; got: unknown };
  return `${what}: expected ${String(expected)}, got ${String(got)}`;
};
