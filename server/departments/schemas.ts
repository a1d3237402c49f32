import { z } from 'zod';

const name = z.object({ zh: z.string(), en: z.string() });

/** How a department's system stands towards one step of a case. */
export const standing = z.object({
  caseNumber: z.string(),
  instance: z.int(),
  element: z.string(),
  department: z.string().nullable(),
  operation: z.string().nullable(),
  state: z.enum(['asked', 'silent', 'accepted', 'down', 'rejected', 'done', 'refused', 'cancelled']),
  attempt: z.int(),
  code: z.string().nullable(),
  since: z.string(),
  nextTryAt: z.string().nullable(),
  connectorWaitMs: z.number().describe('Waiting that our own connector caused, milliseconds of the case: charged to no officer'),
});

export const department = z.object({
  id: z.string(),
  name,
  sample: z.boolean(),
  system: z
    .object({
      protocol: z.string(),
      baseUrl: z.string(),
      allowedHosts: z.array(z.string()).readonly(),
      maximumInFlight: z.int(),
      enabled: z.boolean(),
      registeredBy: z.string(),
      registeredAt: z.string(),
    })
    .nullable(),
  calls: z.object({ open: z.int(), silent: z.int(), down: z.int(), openIncidents: z.int(), connectorWaitMs: z.number() }),
});

export const record = z.object({
  id: z.string(),
  department: z.string().nullable(),
  direction: z.enum(['sent', 'received', 'entered']),
  kind: z.string(),
  operation: z.string().nullable(),
  item: z.string().nullable(),
  instance: z.int().nullable(),
  key: z.string().nullable(),
  state: z.enum(['asked', 'accepted', 'done', 'refused', 'failed', 'evidence']),
  code: z.string().nullable(),
  attempts: z.int(),
  occurredAt: z.string(),
  reportedAt: z.string(),
  receivedAt: z.string().nullable(),
  late: z.boolean().describe('Entered afterwards, by the rule named in lateRule'),
  lateRule: z.enum(['REPORTED_AFTERWARDS', 'RECEIVED_AFTERWARDS', 'NOT_AWAITED']).nullable(),
});

export const incident = z.object({
  id: z.string(),
  caseNumber: z.string(),
  matterName: z.string().nullable(),
  element: z.string(),
  department: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  title: z.string(),
  advice: z.string().describe('What to do, in plain words'),
  state: z.enum(['open', 'settled']),
  raisedAt: z.string(),
  attempts: z.int(),
  keys: z.array(z.string()).readonly(),
  connectorWaitMs: z.number(),
  settled: z.object({ at: z.string(), by: z.string().nullable(), how: z.string().nullable(), reason: z.string().nullable() }).nullable(),
});
