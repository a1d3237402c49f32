import { z } from 'zod';
import { departmentModes, type Scenario } from '../../engine/scenario/scenario.ts';

/**
 * The file of a scenario (`cases/*.json` of a matter, `parts.scenarios` of a definition). Dates in the shipped ones are
 * worked out by hand from the law and the calendar: they check the platform and are never recorded from it.
 */
const text = z.string().max(2000);
const id = z.string().min(1).max(200);
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const values = z.record(z.string().max(100), z.unknown());
const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().max(200).optional() });

const expectation = z
  .strictObject({
    caseDue: z.strictObject({ on: date, provisional: z.boolean() }),
    casePaused: z.literal(true),
    due: z.record(id, date.nullable()),
    open: z.record(id, z.array(id)),
    notOpened: z.array(id),
    waiting: z.record(id, z.array(id)),
    incidents: z.array(id),
    stage: text,
    status: id,
  })
  .partial();

const told = z.strictObject({ department: id, operation: id, mode: z.enum(departmentModes), code: id.optional(), data: values.optional(), answer: z.int().min(1).max(10).optional() });

/** What a step does: at most one of these. */
const acts = ['complete', 'advance', 'standin', 'answerCard', 'message', 'signal', 'settle', 'correct', 'supply', 'special', 'activate', 'withdraw'] as const;

const step = z
  .strictObject({
    note: text,
    complete: id,
    by: z.union([id, z.array(id).min(1)]),
    opinion: z.enum(['agree', 'agreeWithConditions', 'disagree', 'notApplicable', 'rectify']),
    comment: text,
    variables: values,
    advance: instant,
    standin: told,
    answerCard: id,
    answer: text,
    message: z.strictObject({ name: id, key: z.json().optional() }),
    signal: id,
    settle: z.strictObject({ element: id, how: z.enum(['retry', 'skip']) }),
    correct: z.strictObject({ element: id, items: z.array(text).min(1), reason: text.min(1) }),
    supply: id,
    special: z.strictObject({ action: z.enum(['start', 'finish']), reason: text, basis: text.optional() }),
    activate: id,
    withdraw: text.min(1),
    expect: expectation,
  })
  .partial()
  .refine((one) => acts.filter((act) => one[act] !== undefined).length <= 1, { message: 'Expected one act a step' });

export const scenarioSchema = z.strictObject({
  title: words,
  basis: z.strictObject({ zh: text, en: text.optional() }).optional(),
  start: z.strictObject({ now: instant, situations: values, form: values, departments: z.array(told).max(100).optional() }),
  steps: z.array(step).max(1000),
  expect: z
    .strictObject({
      status: id,
      cards: z.array(z.strictObject({ element: id.nullable(), level: id, on: date })),
      documents: z.array(id),
      ledger: z.array(z.strictObject({ department: id, kind: id, effects: z.int().min(0) })),
      concludedOn: date,
      path: z.array(id),
    })
    .partial()
    .optional(),
}) satisfies z.ZodType<Scenario>;

/** @throws an error naming the first member that is wrong */
export function readScenario(value: unknown): Scenario {
  const read = scenarioSchema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a scenario'}`);
}
