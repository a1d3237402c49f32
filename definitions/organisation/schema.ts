import { z } from 'zod';

/** A name people read, in both shipped languages. */
export const nameSchema = z.strictObject({ zh: z.string().min(1).max(80), en: z.string().min(1).max(120) });

const id = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

/** A body that takes part. `sample` marks one that the demonstration city adds of its own. */
export const departmentSchema = z.strictObject({
  id,
  name: nameSchema,
  kind: z.enum(['government', 'utility', 'window']),
  sample: z.literal(true).exactOptional(),
});

export const organisationSchema = z.strictObject({ departments: z.array(departmentSchema).min(1) });

/** A user of the demonstration city. `posts` are what a ladder's `to` is looked up by, inside the department. */
export const personaSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9-]{0,59}$/),
  name: nameSchema,
  roles: z.array(z.enum(['designer', 'publisher', 'clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator'])).min(1),
  department: id.nullable(),
  posts: z.array(z.enum(['handler', 'sectionChief', 'deputyHead', 'supervisor', 'cityOffice', 'taskForce'])),
});

export const personasSchema = z.strictObject({ personas: z.array(personaSchema).min(1) });

/** A registered service item. The code is opaque: nothing reads a meaning out of its letters. */
export const serviceItemSchema = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9-]{1,60}$/),
  sample: z.literal(true).exactOptional(),
  name: nameSchema,
  department: id,
  limit: z.strictObject({
    amount: z.number().positive().multipleOf(0.5),
    unit: z.enum(['workingDay', 'calendarDay', 'workingHour', 'minute']),
    kind: z.enum(['statutory', 'promised']),
    basis: z.string().min(1).exactOptional(),
  }),
});

export const serviceItemsSchema = z.strictObject({ note: z.string().min(1), items: z.array(serviceItemSchema).min(1) });

export type Department = z.infer<typeof departmentSchema>;
export type Persona = z.infer<typeof personaSchema>;
export type ServiceItem = z.infer<typeof serviceItemSchema>;
