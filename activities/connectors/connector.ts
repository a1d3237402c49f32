import type { JobOutcome } from '../../engine/event.ts';
import type { Instant, Value } from '../../engine/value.ts';

/** The ten record kinds of the provincial exchange between 政务服务 systems, in the order a case produces them. */
export const recordKinds = [
  'application',
  'preAcceptance',
  'acceptance',
  'processing',
  'correctionNotice',
  'correctionReceipt',
  'specialProcedureRequest',
  'specialProcedureResult',
  'conclusion',
  'collection',
] as const;

export type RecordKind = (typeof recordKinds)[number];

/** A department system as an administrator registered it. Secrets live only here and never reach a log or a history. */
export interface DepartmentSystem {
  /** Organisation id, for example `waterAffairs`. */
  readonly department: string;
  /** Key of the connector in `connectors`. */
  readonly protocol: string;
  /** Absolute http(s) address without a trailing slash. */
  readonly baseUrl: string;
  /** Where calls may go, `name`, `name:port` or a network in CIDR form (see address.ts); elsewhere not a byte is sent. */
  readonly allowedHosts: readonly string[];
  /** Standard Webhooks secret (`whsec_...`) that signs what we send. */
  readonly signingSecret: string;
  /** Calls in flight that the department can bear; absent: the worker's own limit. */
  readonly maximumInFlight?: number;
}

/** What a department receives, whatever the protocol. */
export interface DepartmentRecord {
  readonly caseNumber: string;
  /** Ascending within the case; the same again when the same call is repeated. */
  readonly sequence: number;
  /** One of `recordKinds`; anything else is refused before sending. */
  readonly kind: string;
  readonly department: string;
  readonly operation: string;
  readonly item: string | null;
  readonly occurredAt: Instant;
  readonly reportedAt: Instant;
  readonly data: { readonly [name: string]: Value };
  /** Where the department answers later; null when the answer is expected at once. */
  readonly callback: { readonly url: string; readonly reference: string } | null;
}

/** One call to one department system. */
export interface ConnectorRequest {
  readonly system: DepartmentSystem;
  /** The same for every repetition of the same call. */
  readonly idempotencyKey: string;
  readonly record: DepartmentRecord;
  /** The case has not written down yet that it asks: should the worker die, `record.sequence` may come to mean another step. */
  readonly early?: true;
  /** The instant an answer is received: the wall clock, or the case's own clock in a rehearsal. */
  readonly now: () => Instant;
}

/**
 * Speaks one protocol. It resolves with what the department said: done, accepted, a declared refusal (`error`), or a
 * final failure (`failed` with `retryable: false`, which becomes an incident). It throws a `ConnectorFailure` when a
 * repetition may help: no connection, time-out, 429, 5xx. It gives up when `signal` is aborted.
 */
export interface Connector {
  readonly protocol: string;
  call(request: ConnectorRequest, signal: AbortSignal): Promise<JobOutcome>;
}

/** A call that may succeed when it is repeated with the same key. `code` is stable; the message carries no case data. */
export class ConnectorFailure extends Error {
  readonly code: string;
  /** What the department asked for (`Retry-After`), milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, retryAfterMs?: number) {
    super(message);
    this.name = 'ConnectorFailure';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
