import { z } from 'zod';

/** Text a person typed, trimmed: no NUL and no broken surrogates, which neither PostgreSQL nor a hash can take. */
export const plainText = (longest: number, shortest = 1) =>
  z
    .string()
    .trim()
    .min(shortest)
    .max(longest)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'Expected text that can be stored');
