import type { Instant } from '../../engine/value.ts';

/** A department and how the calls to its system go. */
export interface Department {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly sample: boolean;
  readonly system: { readonly protocol: string; readonly baseUrl: string; readonly enabled: boolean; readonly registeredAt: Instant } | null;
  readonly calls: { readonly open: number; readonly silent: number; readonly down: number; readonly openIncidents: number; readonly connectorWaitMs: number };
}

/** How a department's system stands towards one step of a case. */
export interface Standing {
  readonly caseNumber: string;
  readonly instance: number;
  readonly element: string;
  readonly department: string | null;
  readonly operation: string | null;
  readonly state: 'asked' | 'silent' | 'accepted' | 'down' | 'rejected' | 'done' | 'refused' | 'cancelled';
  readonly attempt: number;
  readonly code: string | null;
  readonly since: Instant;
  readonly nextTryAt: Instant | null;
  readonly connectorWaitMs: number;
}

/** Something that stands still, with what was tried and what to do. */
export interface IncidentView {
  readonly id: string;
  readonly caseNumber: string;
  readonly matterName: string | null;
  readonly element: string;
  readonly department: string | null;
  readonly code: string;
  readonly message: string;
  readonly title: string;
  readonly advice: string;
  readonly state: 'open' | 'settled';
  readonly raisedAt: Instant;
  readonly attempts: number;
  readonly keys: readonly string[];
  readonly connectorWaitMs: number;
  readonly settled: { readonly at: Instant; readonly by: string | null; readonly how: string | null; readonly reason: string | null } | null;
}

/** An element to which an incident may be moved. */
export interface MoveTarget {
  readonly element: string;
  readonly name: string;
  readonly kind: string;
  /** The sub-process it lies in; null at the top of the process. */
  readonly within: string | null;
}

/** One of the ten records exchanged with a department, with its three times. */
export interface RecordView {
  readonly id: string;
  readonly department: string | null;
  readonly direction: 'sent' | 'received' | 'entered';
  readonly kind: string;
  readonly operation: string | null;
  readonly state: string;
  readonly code: string | null;
  readonly attempts: number;
  readonly key: string | null;
  readonly occurredAt: Instant | null;
  readonly reportedAt: Instant | null;
  readonly receivedAt: Instant | null;
  /** Entered afterwards (补录), by the rule named. */
  readonly late: boolean;
  readonly lateRule: string | null;
}

/** A stand-in department of the demonstration city, what it was told to do, and the calls it holds unanswered. */
export interface StandIn {
  readonly department: string;
  readonly mode: StandInMode;
  readonly held: number;
}

export const STAND_IN_MODES = ['ok', 'slow', 'silent', 'wrong', 'duplicate', 'down', 'late'] as const;
export type StandInMode = (typeof STAND_IN_MODES)[number];

/** The department's health as one word. */
export function healthOf({ system, calls }: Pick<Department, 'system' | 'calls'>): 'up' | 'slow' | 'down' | 'none' {
  if (system === null || !system.enabled) return 'none';
  if (calls.down > 0 || calls.openIncidents > 0) return 'down';
  return calls.silent > 0 ? 'slow' : 'up';
}
