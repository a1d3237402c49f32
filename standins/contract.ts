import { z } from 'zod';

/** The ten records that a case exchanges with a department. */
export const recordKinds = [
  'application',
  'preAcceptance',
  'acceptance',
  'processing',
  'correctionNotice',
  'correctionReceipt',
  'specialProcedureRequest',
  'specialProcedureResult',
  'conclusion',
  'collection',
] as const;

const callback = z.object({ url: z.url({ protocol: /^https?$/ }), reference: z.string().min(1).max(200) });
const variables = z.record(z.string(), z.json());

/** Body of `POST /d/{department}/records/{kind}`. */
export const recordRequest = z.object({
  caseNumber: z.string().min(1).max(64),
  sequence: z.number().int().nonnegative(),
  kind: z.enum(recordKinds),
  department: z.string().min(1),
  operation: z.string().nullish(),
  item: z.string().nullish(),
  occurredAt: z.iso.datetime(),
  reportedAt: z.iso.datetime(),
  data: variables,
  callback: callback.nullable(),
});

/** Body of `POST /workers/{type}`: a job of a drawn service task that no department owns. */
export const workerRequest = z.object({
  caseNumber: z.string().min(1).max(64),
  sequence: z.number().int().nonnegative(),
  type: z.string().min(1),
  element: z.string(),
  occurredAt: z.iso.datetime(),
  reportedAt: z.iso.datetime(),
  data: variables,
  headers: z.record(z.string(), z.string()).default({}),
  callback: callback.nullable(),
});

/** How a department, or one operation of it, is told to behave. */
export const behaviour = z.object({
  mode: z.enum(['ok', 'slow', 'silent', 'wrong', 'duplicate', 'down', 'late']).default('ok'),
  /** Before the answer: milliseconds of wall time. */
  delayMs: z.number().int().min(0).max(600_000).optional(),
  /** Answers with this declared refusal code instead of doing the work. */
  refuse: z.string().min(1).optional(),
  message: z.string().optional(),
  /** What the answer carries as `data`. */
  data: variables.optional(),
  /** Workers: added to `data`; a text that begins with `=` is FEEL over the job's own data. */
  set: variables.optional(),
  /** What goes wrong in mode `wrong`: an HTTP status or a named fault of `faults.ts`. */
  fault: z.union([z.number().int().min(300).max(599), z.string()]).optional(),
  /** Value of Retry-After with a fault 429 or 503, seconds. */
  retryAfter: z.number().int().min(0).optional(),
  /** Chance (0-1) that the fault strikes; 1 by default. */
  chance: z.number().min(0).max(1).optional(),
  /** Mode `late`: hours between the happening and the report; 72 by default. */
  lateHours: z.number().positive().optional(),
  /** The mode ends for requests reported at or after this instant, so that a rehearsal can outlast an outage. */
  until: z.iso.datetime().optional(),
});

/** Body of `PUT /control/{department}`. */
export const controlRequest = behaviour.extend({ operation: z.string().min(1).optional() });

/** Body of `PUT /control/workers/elements`: how the jobs of each drawn element are answered, whatever their type; what is not named is done at once. */
export const elementsRequest = z.record(z.string(), behaviour);

/** Body of `PUT /control/cases/{caseNumber}`: how departments behave to one case, by `department/operation`; what is not named is done at once. */
export const caseRequest = z.record(z.string(), behaviour);

/** Body of `POST /control/{department}/answer`: answer what is held. */
export const answerRequest = z.object({
  times: z.number().int().min(1).max(100).default(1),
  caseNumber: z.string().optional(),
  operation: z.string().optional(),
  data: variables.optional(),
  refuse: z.string().optional(),
  occurredAt: z.iso.datetime().optional(),
  reportedAt: z.iso.datetime().optional(),
});

export type RecordRequest = z.infer<typeof recordRequest>;
export type WorkerRequest = z.infer<typeof workerRequest>;
export type Behaviour = z.infer<typeof behaviour>;
export type CaseTold = z.infer<typeof caseRequest>;
export type AnswerRequest = z.infer<typeof answerRequest>;
export type Data = z.infer<typeof variables>;
