import { z } from 'zod';
import { departmentFields } from '../../engine/elements/fields.ts';
import { type ConnectorContract, contractTypes } from '../../engine/register/connector.ts';
import { isReservedName } from '../../engine/value.ts';

const label = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(400) });

const field = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/).refine((name) => !isReservedName(name), 'a name of every object'),
  label,
  type: z.enum(contractTypes),
  required: z.boolean().exactOptional(),
  personal: z.boolean().exactOptional(),
});

const fields = z.array(field).max(100).refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a name stands twice').readonly();

/** A file of the register of connectors: what one or several departments' systems can be asked, and with which fields. */
export const connectorSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
  name: label,
  department: z.string().min(1).nullable(),
  operation: z.enum(departmentFields.find(({ name }) => name === 'operation')!.options as [string, ...string[]]),
  mode: z.enum(['sync', 'async']),
  safe: z.literal(true).exactOptional(),
  inputs: fields,
  outputs: fields,
}).refine(({ mode, safe }) => !safe || mode === 'sync', { path: ['safe'], error: 'what only reads is answered at once' }) satisfies z.ZodType<ConnectorContract>;
