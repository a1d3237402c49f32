import { evaluate } from 'feelin';

/** How two FEEL values of one ordered kind stand: below 0, 0, above 0; null where they cannot be compared. */
export function order(left: unknown, right: unknown): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return null;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return null;
  try {
    const below = evaluate('left < right', { left, right }).value as boolean | null;
    if (below === null) return null;
    return below ? -1 : equal(left, right) ? 0 : 1;
  } catch {
    return null;
  }
}

/** FEEL's equality of two values. */
export const equal = (left: unknown, right: unknown): boolean => {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return (left ?? null) === (right ?? null);
  return evaluate('left = right', { left, right }).value === true;
};
