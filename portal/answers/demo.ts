import type { Instant } from '../../engine/value.ts';
import type { CaseDetail, DiagramAnswer } from './cases.ts';

/** The six cards of the first screen, in order. */
export const CARDS = ['draw', 'accept', 'decide', 'wait', 'urge', 'prove'] as const;
export type CardName = (typeof CARDS)[number];

/** State of the demonstration city: its cases under way, its virtual date, what the visitor has tried. */
export interface Demo {
  readonly virtualNow: Instant | null;
  /** The F1 case shown live. */
  readonly main: string | null;
  /** The case that waits for a silent department. */
  readonly silent: string | null;
  /** A finished case to replay. */
  readonly finished: string | null;
  /** Person who has an open item in the main case. */
  readonly approver: string | null;
  readonly ticked: readonly CardName[];
  /** Where the Temporal Web UI or the raw history of the main case shows. */
  readonly historyUrl: string | null;
}

/** A step of the set-up with its real duration so far. */
export interface SetupStep {
  /** In the language of the page. */
  readonly name: string;
  readonly state: 'done' | 'running' | 'failed';
  readonly seconds: number;
  readonly detail: string | null;
}

export interface Setup {
  readonly ready: boolean;
  readonly steps: readonly SetupStep[];
}

/** The case shown live, and the departments that another rehearsal waits for, by its own clock. */
export interface Live {
  readonly one: CaseDetail;
  readonly diagram: DiagramAnswer;
  readonly silent: readonly { readonly caseNumber: string; readonly department: string | null; readonly since: Instant; readonly now: Instant }[];
}
