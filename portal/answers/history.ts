import type { Event } from '../../engine/event.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Instant } from '../../engine/value.ts';

/** One step of a case: what came in, what it did, the chain after it. Personal values are masked. */
export interface HistoryStep {
  readonly seq: number;
  readonly at: Instant;
  readonly event: Event | null;
  readonly log: readonly LogEntry[];
  readonly chain: string;
}

export interface History {
  readonly caseNumber: string;
  readonly matter: string;
  readonly matterName: string;
  readonly definitionVersion: number | null;
  readonly programHash: string | null;
  readonly steps: readonly HistoryStep[];
}

/** What the verification found: chains equal, or the first step that differs. */
export interface Verification {
  readonly equal: boolean;
  readonly steps: number;
  readonly chain: string | null;
  readonly firstDifference: {
    readonly seq: number | null;
    readonly type: string | null;
    readonly element: string | null;
    readonly what: string;
    /** history, readModel or storedProgram. */
    readonly where: string;
    readonly expected: unknown;
    readonly found: unknown;
  } | null;
}
