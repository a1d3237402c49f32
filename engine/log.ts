import type { DecisionRecord } from './decisions/evaluate.ts';
import type { Signal } from './clock/ladder.ts';
import type { LegalClock } from './clock/legalClock.ts';
import type { Incident } from './state.ts';
import type { Limit, Opinion, StepRole } from './program.ts';
import type { CivilDate, Instant, Value } from './value.ts';
import type { RecordTimes } from './event.ts';

/**
 * What a step did, for people and for the read model: derived from program, state and event, never an input.
 * `instance` tells executions of one element apart.
 */
export type LogEntry =
  | { readonly type: 'entered'; readonly process: string; readonly element: string; readonly instance: number; readonly parent: number | null }
  | { readonly type: 'left'; readonly process: string; readonly element: string; readonly instance: number; readonly how: 'completed' | 'cancelled' | 'compensated' }
  /** Tokens were withdrawn, and one starts at `to`. `element`: whose token it was; null when it was everything of the process. */
  | { readonly type: 'moved'; readonly process: string; readonly element: string | null; readonly instance: number; readonly to: string; readonly reason: string }
  | { readonly type: 'flow'; readonly process: string; readonly flow: string; readonly instance: number }
  | OpenedEntry
  | { readonly type: 'claimed'; readonly instance: number; readonly user: string | null }
  | ClosedEntry
  | { readonly type: 'job'; readonly instance: number; readonly element: string; readonly attempt: number; readonly department?: string; readonly operation?: string; readonly state: 'asked' | 'accepted' | 'done' | 'error' | 'failed' | 'waiting'; readonly code?: string; readonly due?: Instant; readonly times?: RecordTimes; readonly waitedMs?: number }
  | { readonly type: 'incident'; readonly action: 'raised'; readonly element: string; readonly incident: Incident }
  | { readonly type: 'incident'; readonly action: 'settled'; readonly element: string; readonly incident: Incident; readonly how: 'retry' | 'skip' | 'move' | 'cancelled'; readonly reason?: string }
  | ClockEntry
  | CardEntry
  | { readonly type: 'cardAnswered'; readonly card: number; readonly answer: string }
  | { readonly type: 'document'; readonly code: string; readonly instance: number | null; readonly data: { readonly [name: string]: Value } }
  | { readonly type: 'variables'; readonly scope: number; readonly names: readonly string[] }
  | { readonly type: 'procedure'; readonly procedure: string; readonly instance: number | null; readonly reason?: string; readonly basis?: string; readonly items?: readonly string[] }
  | { readonly type: 'multiInstance'; readonly action: 'added' | 'removed'; readonly element: string; readonly instance: number; readonly position: number; readonly reason: string }
  | DecisionEntry
  | { readonly type: 'status'; readonly status: string; readonly reason?: string }
  /** What became of a message that nobody waited for at once, or that came again. */
  | { readonly type: 'message'; readonly action: 'kept' | 'taken' | 'expired' | 'dropped' | 'repeated'; readonly name: string }
  | { readonly type: 'late'; readonly what: string; readonly instance?: number };

/** A decision was asked: itself last, after those it rests on, each with the rules that fired. */
export interface DecisionEntry {
  readonly type: 'decision';
  readonly process: string;
  readonly element: string;
  readonly instance: number;
  readonly decision: string;
  readonly evaluations: readonly DecisionRecord[];
}

/** A work item opens in an inbox. */
export interface OpenedEntry {
  readonly type: 'opened';
  readonly process: string;
  readonly element: string;
  readonly instance: number;
  readonly name: string;
  readonly department: string | null;
  readonly role: StepRole;
  readonly form: string | null;
  readonly item: string | null;
  readonly opinions: readonly Opinion[];
  readonly stage: string | null;
  /** Loop item and input variables that the screen shows. */
  readonly variables: { readonly [name: string]: Value };
}

export interface ClosedEntry {
  readonly type: 'closed';
  readonly element: string;
  readonly instance: number;
  readonly how: 'completed' | 'cancelled';
  readonly opinion?: Opinion;
  readonly comment?: string;
  readonly occurredAt?: Instant;
}

export interface ClockEntry {
  readonly type: 'clock';
  readonly action: 'started' | 'paused' | 'resumed' | 'stopped' | 'recalculated';
  readonly clock: number;
  /** null: the case's own clock. */
  readonly instance: number | null;
  readonly element: string | null;
  readonly limit: Limit;
  readonly dueOn: CivilDate | null;
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  readonly reason?: string;
  readonly basis?: string;
  readonly before?: CivilDate;
  readonly calendarVersion: string;
  /** The whole ledger, when the clock has ended: the case forgets it then. */
  readonly ledger?: LegalClock;
}

export interface CardEntry {
  readonly type: 'card';
  readonly card: number;
  readonly level: string;
  readonly signal: Signal;
  readonly clock: number;
  readonly instance: number | null;
  readonly element: string | null;
  readonly department: string | null;
  readonly to: readonly string[];
  readonly on: CivilDate;
  readonly answerBy: CivilDate | null;
  /** How the date was reached, in terms a civil servant can check: limit, start, pauses, calendar version, rule. */
  readonly computation: { readonly [name: string]: Value };
}
