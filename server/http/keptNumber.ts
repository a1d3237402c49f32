/** Message of the fault that a body with a number too long for a number raises: all that the parser of bodies keeps of it. */
export const NUMBER_TOO_LONG = 'Expected whole numbers of at most 2^53';

/**
 * Reads JSON without losing digits: a whole number beyond 2^53 would be another one afterwards, so it is refused and has to
 * come as text. @throws Error with the message NUMBER_TOO_LONG
 */
export function keptNumber(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) throw new Error(NUMBER_TOO_LONG);
  return value;
}
