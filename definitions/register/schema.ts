import { z } from 'zod';

/** A day as `YYYY-MM-DD`. */
const day = z.iso.date();

/** What the register says of a matter: what a request asks for and what the keeper enters. */
export const registerTermsSchema = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,59}$/),
  name: z.strictObject({ zh: z.string().trim().min(1).max(80), en: z.string().trim().max(120).optional() }),
  leadDepartment: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  limit: z.strictObject({
    amount: z.number().positive().multipleOf(0.5),
    unit: z.enum(['workingDay', 'calendarDay', 'workingHour', 'minute']),
    kind: z.enum(['statutory', 'promised']),
    basis: z.string().trim().max(200).optional(),
  }),
  items: z.array(z.string().regex(/^[A-Za-z0-9-]{1,60}$/)).max(100),
  validFrom: day,
  validTo: day.nullable(),
});

export const registerFileSchema = z.strictObject({ note: z.string().min(1), entries: z.array(registerTermsSchema).min(1) });

export type RegisterTerms = z.infer<typeof registerTermsSchema>;
