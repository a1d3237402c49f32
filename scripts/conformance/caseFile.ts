import { z } from 'zod';
import type { Inventory } from '../interchange/inventory.ts';

/** One case of the engine-neutral format: what is deployed, what is done to it, and what must be true afterwards. */
const variables = z.record(z.string(), z.json());
const counts = z.record(z.string(), z.number().int().min(0));
const states = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const step = z
  .object({
    /** Without a process the case's own is meant. */
    start: z.object({ process: z.string().optional(), variables: variables.default({}), main: z.boolean().default(false) }),
    message: z.object({ name: z.string(), key: z.json().optional(), variables: variables.default({}), all: z.boolean().default(false) }),
    signal: z.object({ name: z.string(), variables: variables.default({}) }),
    complete: z.object({ element: z.string(), variables: variables.default({}), times: z.number().int().min(1).default(1), all: z.boolean().default(false) }),
    setVariables: variables,
    wait: z.string(),
    expectWaiting: counts,
    expectState: states,
    /** The step itself may be refused. */
    expectFail: z.boolean(),
    note: z.string(),
  })
  .partial()
  .strict();

const worker = z
  .object({
    /** Values, or FEEL over the case's variables after `=`. */
    set: variables,
    throwError: z.string(),
    /** Never answers. */
    hold: z.boolean(),
  })
  .partial()
  .strict();

const caseFile = z.object({
  /** Without one it is known by its file's name. */
  id: z.string().optional(),
  title: z.string().default(''),
  bpmn: z.array(z.string()).min(1),
  /** Constructs in the case's drawings and how often: what a report counts by. */
  features: z.record(z.string(), z.number()).default({}),
  process: z.string().nullish(),
  workers: z.record(z.string(), worker).default({}),
  steps: z.array(step).default([]),
  expect: z
    .object({
      deploy: z.literal('rejected'),
      state: states,
      completed: counts,
      completedTotals: z.array(z.object({ elements: z.array(z.string()), total: z.number().int().min(0) })),
      cancelled: counts,
      waiting: counts,
      variables,
      notCompleted: z.array(z.string()),
      order: z.array(z.tuple([z.string(), z.string()])),
    })
    .partial()
    .strict()
    .default({}),
});

/** A case of import and export: what must be found again in its drawings. */
const exchangeFile = z.object({ id: z.string().optional(), bpmn: z.array(z.string()).min(1), expect: z.looseObject({ elements: z.array(z.record(z.string(), z.unknown())) }) });

export type CaseFile = z.infer<typeof caseFile>;
export type CaseStep = CaseFile['steps'][number];
export type Expected = CaseFile['expect'];
export type Worker = z.infer<typeof worker>;

/** The case where nothing is executed, only imported and exported; else null. */
export function parseExchange(text: string): { readonly id?: string | undefined; readonly bpmn: readonly string[]; readonly expect: Inventory } | null {
  return exchangeFile.safeParse(JSON.parse(text)).data ?? null;
}

/** @throws an error naming the first member that is wrong or unknown. */
export function parseCase(text: string): CaseFile {
  const read = caseFile.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  throw new Error(read.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'case'}: ${message}`).join('; '));
}
