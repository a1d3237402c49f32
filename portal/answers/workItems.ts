import type { Readings } from '../words/values.ts';
import type { Instant } from '../../engine/value.ts';
import type { Opinion } from '../../engine/program.ts';
import type { ClockView, DiagramAnswer, StepView, Values } from './cases.ts';
import type { FormSchema } from '../../ui/form/types.ts';

/** One line of the inbox. */
export interface WorkItemLine {
  readonly id: string;
  readonly caseNumber: string;
  readonly instance: number;
  readonly element: string;
  readonly name: string;
  readonly matterName: string;
  readonly applicant: string;
  readonly department: string | null;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly claimedBy: string | null;
  readonly opinion: Opinion | null;
  readonly clock: ClockView | null;
  readonly suspended: string | null;
}

/** Everything the screen of one work item shows. */
export interface WorkItem extends WorkItemLine {
  /** What the step may be answered with; empty: a plain completion. */
  readonly opinions: readonly Opinion[];
  readonly stepForm: FormSchema | null;
  /** Values the step shows: loop item, input mapping, answers of earlier steps. */
  readonly variables: Values;
  /** The one form as filled at the window, with the labels of its fields. */
  readonly form: Values;
  readonly situations: Values;
  readonly labels: Readonly<Record<string, string>>;
  readonly readings: Readings;
  readonly materials: readonly HandedIn[];
  /** The other steps of the case now open. */
  readonly others: readonly StepView[];
  readonly diagram: DiagramAnswer | null;
  readonly mayCorrect: boolean;
}

/** A material as handed in. */
export interface HandedIn {
  readonly id: string;
  readonly name: string;
  readonly filename: string;
  readonly url: string | null;
  readonly trust: string | null;
}

/** What finishes a step. */
export interface Completion {
  readonly opinion?: Opinion;
  readonly comment?: string;
  readonly variables?: Values;
  readonly occurredAt?: Instant;
}
