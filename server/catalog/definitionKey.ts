import { z } from 'zod';

/** The key of a definition: what addresses, cases and packs know it by. */
export const definitionKey = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/);

/** As a parameter of an address. */
export const byKey = z.object({ key: definitionKey });
