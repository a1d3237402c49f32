import { z } from 'zod';

/** A number that counts from 1 (a version, a revision): no more than a database counts to. */
export const counted = z.int().min(1).max(2_147_483_647);

/** The same in an address. */
export const countedText = z.coerce.number().pipe(counted);
