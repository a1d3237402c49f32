import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * A rehearsed case, step by step, with everything that must be seen on the way. Dates in it are worked out by hand from
 * the law and the calendar: a scenario checks the platform, it is never recorded from it.
 */
const expectation = z
  .object({
    caseDue: z.object({ on: z.string(), provisional: z.boolean() }),
    casePaused: z.literal(true),
    /** Due date of the running clock of an element; null: it has none now. */
    due: z.record(z.string(), z.string().nullable()),
    /** Who has open work items of an element, by user. */
    open: z.record(z.string(), z.array(z.string())),
    /** Elements that were never opened. */
    notOpened: z.array(z.string()),
    /** Departments whose answer a service step still waits for. */
    waiting: z.record(z.string(), z.array(z.string())),
    incidents: z.array(z.string()),
    /** The applicant's stage now, by its Chinese name, as their own page shows it. */
    stage: z.string(),
    status: z.string(),
  })
  .partial()
  .strict();

const step = z
  .object({
    note: z.string(),
    complete: z.string(),
    by: z.union([z.string(), z.array(z.string())]),
    opinion: z.string(),
    comment: z.string(),
    variables: z.record(z.string(), z.unknown()),
    advance: z.string(),
    standin: z.object({ department: z.string(), operation: z.string(), mode: z.string(), answer: z.number().optional() }),
    answerCard: z.string(),
    answer: z.string(),
    expect: expectation,
  })
  .partial()
  .strict();

const scenario = z.object({
  title: z.object({ zh: z.string(), en: z.string() }),
  basis: z.object({ zh: z.string(), en: z.string() }),
  start: z.object({ now: z.string(), situations: z.record(z.string(), z.unknown()), form: z.record(z.string(), z.unknown()) }),
  steps: z.array(step),
  /** What the whole case must have come to; a case left under way has none. */
  expect: z.object({
    cards: z.array(z.object({ element: z.string(), level: z.string(), on: z.string() })),
    documents: z.array(z.string()),
    ledger: z.array(z.object({ department: z.string(), kind: z.string(), effects: z.number() })),
    concludedOn: z.string(),
  }).optional(),
});

export type Scenario = z.infer<typeof scenario>;
export type ScenarioStep = Scenario['steps'][number];
export type Expectation = z.infer<typeof expectation>;

/** @throws an error naming the first member that is wrong. */
export const readScenario = (path: string): Scenario => scenario.parse(JSON.parse(readFileSync(path, 'utf8')));
