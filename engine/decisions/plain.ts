import type { Value } from '../value.ts';

/** A FEEL value as plain JSON for the log and for a case's variables: dates and durations as their text, functions as their word. */
export function plain(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'function') return 'function';
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) return 'parameterNames' in (value as object) ? 'function' : String(value);
  return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, plain(each)]));
}
