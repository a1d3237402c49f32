import { expect } from '@jest/globals';
import type { Failure } from '../../scripts/conformance/runCase.ts';
import { disputed } from './disputed.ts';

/** No difference; of a disputed case exactly the one that is known. */
export function expectAgreement(id: string, failures: readonly Failure[]): void {
  const known = disputed[id];
  if (!known) return expect(failures).toEqual([]);
  expect(failures.map(({ what, expected, got }) => `${what}: expected ${String(expected)}, got ${String(got)}`)).toEqual([expect.stringMatching(known.differs)]);
}
