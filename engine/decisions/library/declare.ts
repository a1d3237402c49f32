/** A function of the library with the names its parameters have in the standard, so that it may be called by name too. */
export function declare(parameters: readonly string[], run: (...given: unknown[]) => unknown): (...given: unknown[]) => unknown {
  return Object.assign((...given: unknown[]) => run(...given) ?? null, { $args: [...parameters] });
}

/** The only argument of a function over lists: a list, or the values themselves. */
export const listed = (given: readonly unknown[]): readonly unknown[] | null => {
  if (given.length === 0) return null;
  const [first] = given;
  return given.length === 1 && Array.isArray(first) ? first : given;
};

/** A list where a list is asked for: a single value stands for a list of one. */
export const asList = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : value === null || value === undefined ? null : [value]);

/** The value where a single one is asked for: a list of one stands for its entry. */
export const asSingle = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

export const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);
