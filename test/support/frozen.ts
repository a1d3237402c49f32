const done = new WeakSet<object>();

/** The same value, which nobody can write to any more, however deep: an attempt throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || done.has(value)) return value;
  done.add(Object.freeze(value));
  for (const part of Object.values(value)) frozen(part);
  return value;
}
