/** Whether two FEEL values are the same value: dates, times and durations by their text, contexts whatever their order. */
export function same(left: unknown, right: unknown): boolean {
  if (left === right || (isNothing(left) && isNothing(right))) return true;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((each, i) => same(each, right[i]));
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const proto: unknown = Object.getPrototypeOf(left);
  if (proto !== Object.getPrototypeOf(right)) return false;
  if (proto !== Object.prototype && proto !== null && proto !== Array.prototype) return String(left) === String(right);
  const [a, b] = [Object.entries(left), right as Record<string, unknown>];
  return a.length === Object.keys(b).length && a.every(([key, value]) => Object.hasOwn(b, key) && same(value, b[key]));
}

const isNothing = (value: unknown): boolean => value === null || value === undefined;
