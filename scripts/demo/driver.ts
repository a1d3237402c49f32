import type { Scenario } from './scenario.ts';

/** What can be done to a rehearsed case, and what can be seen of it: by HTTP on a platform, or on the bare core in a test. */
export interface Driver {
  start(start: Scenario['start']): Promise<void>;
  complete(element: string, user: string, answer: { opinion?: string; comment?: string; variables: Record<string, unknown> }): Promise<void>;
  /** Moves the virtual clock, firing everything due on the way. */
  advance(to: string): Promise<void>;
  /** Tells one operation of a stand-in department how to behave, and to answer what it holds that many times. */
  standin(told: { department: string; operation: string; mode: string; answer?: number | undefined }): Promise<void>;
  answerCard(level: string, user: string, answer: string): Promise<void>;
  see(): Promise<CaseView>;
  /** Accepted effects in the departments' own ledgers for this case. */
  ledger(): Promise<{ department: string; kind: string; key: string }[]>;
}

/** A case as the scenario looks at it. */
export interface CaseView {
  readonly status: string;
  /** What the applicant's page shows as the stage now. */
  readonly stages: readonly string[];
  readonly now: string;
  /** null while the case's clock stands. */
  readonly caseDue: { readonly on: string; readonly provisional: boolean } | null;
  readonly items: readonly { readonly element: string; readonly department: string | null; readonly open: boolean }[];
  /** Running clocks of steps; `on` is null while one stands. */
  readonly clocks: readonly { readonly element: string; readonly on: string | null }[];
  readonly cards: readonly { readonly element: string | null; readonly level: string; readonly on: string }[];
  readonly documents: readonly string[];
  readonly incidents: readonly string[];
  readonly waiting: readonly { readonly element: string; readonly department: string }[];
}
