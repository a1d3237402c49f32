import type { Opinion } from '../program.ts';
import type { CivilDate, Instant, Value, Variables } from '../value.ts';

/**
 * A named run of a definition, step by step, with what must be seen on the way. One format for the browser, the publish
 * gate, the tests and the replay on the real engine; stored with the definition.
 */
export interface Scenario {
  readonly title: { readonly zh: string; readonly en?: string | undefined };
  /** Where the dates come from, as text for people. */
  readonly basis?: { readonly zh: string; readonly en?: string | undefined } | undefined;
  readonly start: ScenarioStart;
  readonly steps: readonly ScenarioStep[];
  /** What the whole case must have come to; a case left under way has none. */
  readonly expect?: EndExpectation | undefined;
}

export interface ScenarioStart {
  /** The instant of acceptance. */
  readonly now: Instant;
  /** Answers to the situation questions and to the one form, as the window sends them; what was not asked is left out. */
  readonly situations: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>>;
  /** What departments were told before: the start itself may ask them. */
  readonly departments?: readonly DepartmentTold[] | undefined;
}

/** How a department system behaves when it is asked. `refuse` needs a code. */
export const departmentModes = ['ok', 'refuse', 'silent', 'down', 'late', 'slow', 'wrong', 'duplicate'] as const;
export type DepartmentMode = (typeof departmentModes)[number];

/** What a department is told: from now on, until it is told otherwise. */
export interface DepartmentTold {
  readonly department: string;
  readonly operation: string;
  readonly mode: DepartmentMode;
  /** The declared refusal code of mode `refuse`. */
  readonly code?: string | undefined;
  /** Values that its answer carries. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** How often it answers what it holds, now. */
  readonly answer?: number | undefined;
}

/** One thing that happens, and what must be seen after it. Exactly one act, or none where only something is looked at. */
export interface ScenarioStep {
  readonly note?: string | undefined;
  /** A person's step is done: the element, by whom (user ids, each their own item), with which opinion. */
  readonly complete?: string | undefined;
  readonly by?: string | readonly string[] | undefined;
  readonly opinion?: Opinion | undefined;
  readonly comment?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** The virtual clock moves on to this instant, through everything that falls due. */
  readonly advance?: Instant | undefined;
  readonly standin?: DepartmentTold | undefined;
  /** A card is answered: its level; `answer` is the text. */
  readonly answerCard?: string | undefined;
  readonly answer?: string | undefined;
  readonly message?: { readonly name: string; readonly key?: Value | undefined } | undefined;
  readonly signal?: string | undefined;
  /** An incident on the element is settled; `variables` go before a retry. */
  readonly settle?: { readonly element: string; readonly how: 'retry' | 'skip' } | undefined;
  /** 补正: everything missing is told once at a step, or has been handed in. */
  readonly correct?: { readonly element: string; readonly items: readonly string[]; readonly reason: string } | undefined;
  readonly supply?: string | undefined;
  /** 特别程序 over the whole case. */
  readonly special?: { readonly action: 'start' | 'finish'; readonly reason: string; readonly basis?: string | undefined } | undefined;
  /** A person begins an activity of an ad-hoc sub-process. */
  readonly activate?: string | undefined;
  /** 撤件, with its reason. */
  readonly withdraw?: string | undefined;
  readonly expect?: Expectation | undefined;
}

/** What must be seen at a point of the way; what is left out is not looked at. */
export interface Expectation {
  readonly caseDue?: { readonly on: CivilDate; readonly provisional: boolean } | undefined;
  readonly casePaused?: true | undefined;
  /** Due date of the running clock of an element; null: it has none now. */
  readonly due?: Readonly<Record<string, CivilDate | null>> | undefined;
  /** Who has open work items of an element, by user. */
  readonly open?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Elements that were never opened. */
  readonly notOpened?: readonly string[] | undefined;
  /** Departments whose answer a service step still waits for. */
  readonly waiting?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Codes of the open incidents. */
  readonly incidents?: readonly string[] | undefined;
  /** The applicant's stage now, by its Chinese name. */
  readonly stage?: string | undefined;
  readonly status?: string | undefined;
}

export interface EndExpectation {
  readonly status?: string | undefined;
  readonly cards?: readonly { readonly element: string | null; readonly level: string; readonly on: CivilDate }[] | undefined;
  readonly documents?: readonly string[] | undefined;
  /** Effects in the departments' own ledgers. */
  readonly ledger?: readonly { readonly department: string; readonly kind: string; readonly effects: number }[] | undefined;
  readonly concludedOn?: CivilDate | undefined;
  /** Elements that were reached, in any order: where another is reached or one is not, the run went another way. */
  readonly path?: readonly string[] | undefined;
}

/** Plain JSON values as an event carries them. */
export const asVariables = (values: Readonly<Record<string, unknown>> | undefined): Variables => (values ?? {}) as Variables;
