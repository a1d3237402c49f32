import type { Readings } from '../words/values.ts';
import type { IncidentView } from './departments.ts';
import type { CivilDate, Instant, Value } from '../../engine/value.ts';

/** A clock as every list shows it: what is left, in words the server computed on the case's own calendar. */
export interface ClockView {
  readonly dueOn: CivilDate | null;
  readonly dueAt?: Instant | null;
  /** Working days left (negative: late); null while the clock stands still or its calendar is missing. */
  readonly remaining: number | null;
  readonly light: Light;
  /** The due date lies past the last published calendar year. */
  readonly provisional?: boolean;
  readonly paused?: boolean;
}

/** 绿 / 黄 / 红 / 暂停 / 无时限. */
export type Light = 'green' | 'yellow' | 'red' | 'paused' | 'none';

/** One line of the case list. */
export interface CaseLine {
  readonly caseNumber: string;
  readonly matter: string;
  readonly matterName: string;
  readonly name: string;
  readonly projectCode: string | null;
  readonly status: string;
  readonly acceptedAt: Instant;
  readonly dueOn: CivilDate | null;
  readonly rehearsal: boolean;
  readonly light: Light;
}

/** A step of a case, live or past. */
export interface StepView {
  readonly instance: number;
  readonly element: string;
  readonly name: string;
  readonly department: string | null;
  readonly state: 'open' | 'claimed' | 'completed' | 'cancelled' | 'waiting' | 'incident' | 'suspended';
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly by: string | null;
  readonly opinion: string | null;
  readonly comment: string | null;
  /** Entered afterwards (补录); it happened at `occurredAt`. */
  readonly late: boolean;
  readonly occurredAt: Instant | null;
  /** What a correction asks for, while it lasts. */
  readonly correction: { readonly items: readonly string[]; readonly reason: string | null } | null;
  readonly clock: ClockView | null;
}

/** A document of the case, as listed. */
export interface DocumentView {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly at: Instant;
}

/** Live diagram of a case: one drawing per process, where the tokens stand, which flows were taken. */
export interface DiagramAnswer {
  readonly processes: readonly { readonly key: string; readonly name: string; readonly xml: string }[];
  readonly tokens: readonly TokenView[];
  /** Ids of elements and flows passed, by process. */
  readonly path: readonly { readonly process: string; readonly elements: readonly string[]; readonly flows: readonly string[] }[];
}

export interface TokenView {
  readonly process: string;
  readonly element: string;
  readonly instance: number;
  readonly incident: number | null;
}

/** Free values shown as they came. */
export type Values = { readonly [name: string]: Value };

/** A legal clock with everything that happened to it. */
export interface ClockDetail extends ClockView {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly limit: { readonly amount: number; readonly unit: string; readonly kind: string; readonly basis?: string } | null;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly calendarVersion: string;
  readonly ledger: readonly { readonly action: string; readonly at: Instant; readonly dueOn: CivilDate | null; readonly before?: CivilDate | null; readonly reason?: string | null; readonly basis?: string | null }[];
}

/** A step that begins when a person chooses it. */
export interface Activation {
  /** Instance of the open ad-hoc sub-process. */
  readonly scope: number;
  readonly within: string;
  readonly node: string;
  readonly name: string;
  readonly kind: string;
  readonly department: string | null;
  /** Whether the person who asked may begin it. */
  readonly allowed: boolean;
}

/** A step that several have at once, or one after another. */
export interface MultiInstance {
  readonly instance: number;
  readonly element: string;
  readonly name: string;
  readonly sequential: boolean;
  /** One that is added needs its entry of the list. */
  readonly overList: boolean;
  /** Those that run; `position` counts from 1. */
  readonly running: readonly { readonly instance: number; readonly position: number; readonly item?: Value }[];
}

/** Everything the case page shows. */
export interface CaseDetail extends CaseLine {
  readonly acceptedBy: string;
  readonly leadDepartment: string | null;
  readonly definitionVersion: number | null;
  readonly programHash: string | null;
  /** It plays a scenario: nobody applied for it. */
  readonly replay: boolean;
  readonly virtualNow: Instant | null;
  readonly closedAt: Instant | null;
  /** The engine and the read model disagree about the past. */
  readonly diverged: boolean;
  /** A special procedure over the whole case lasts. */
  readonly specialProcedure: boolean;
  readonly clocks: readonly ClockDetail[];
  readonly steps: readonly StepView[];
  readonly incidents: readonly IncidentView[];
  readonly form: Values;
  readonly situations: Values;
  readonly labels: Readonly<Record<string, string>>;
  readonly readings: Readings;
  readonly materials: readonly { readonly id: string; readonly kind: string; readonly name: string; readonly filename: string; readonly url: string | null; readonly trust: string | null }[];
}
