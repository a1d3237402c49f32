import type { Instant } from '../../engine/value.ts';

/** A department system as operators see it. */
export interface DepartmentHealth {
  readonly id: string;
  readonly address: string | null;
  readonly protocol: string | null;
  readonly state: 'up' | 'slow' | 'down' | 'unknown';
  readonly lastAnswerAt: Instant | null;
  readonly lastFailureAt: Instant | null;
  readonly done: number;
  readonly failed: number;
  readonly waiting: number;
  readonly incidents: number;
  readonly jobs: readonly WaitingJob[];
}

/** A call without its final answer. */
export interface WaitingJob {
  readonly caseNumber: string;
  readonly element: string;
  readonly step: string;
  readonly department: string;
  readonly operation: string | null;
  readonly state: string;
  readonly attempt: number;
  readonly key: string | null;
  readonly askedAt: Instant;
  readonly due: Instant | null;
}

/** A stand-in department of the demonstration city and what it was told to do. */
export interface StandIn {
  readonly department: string;
  readonly mode: StandInMode;
  readonly held: number;
}

export const STAND_IN_MODES = ['ok', 'slow', 'silent', 'wrong', 'duplicate', 'down', 'late'] as const;
export type StandInMode = (typeof STAND_IN_MODES)[number];
