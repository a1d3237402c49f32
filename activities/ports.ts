import type { Event, JobOutcome } from '../engine/event.ts';
import type { LogEntry } from '../engine/log.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { Instant, Value } from '../engine/value.ts';
import type { JobCommand, LetterCommand } from '../workflows/messages.ts';
import type { Connector, DepartmentSystem } from './connectors/connector.ts';

/** What the activities need from the platform around them. The worker entry hands in the real ones. */
export interface ActivityPorts {
  readonly departments: DepartmentPort;
  readonly readModel: ReadModelPort;
  readonly personal: PersonalPort;
  readonly post: PostPort;
  readonly log: ActivityLog;
  /** By protocol. */
  readonly connectors: Readonly<Record<string, Connector>>;
  /** Jobs that are no department calls, by task definition type. */
  readonly workers?: Readonly<Record<string, (request: JobRequest) => Promise<JobOutcome>>>;
}

export interface DepartmentPort {
  /** The system a department registered, or null. */
  system(department: string): Promise<DepartmentSystem | null>;
  /** Where that department's later answers go: an absolute address of this platform. */
  callbackUrl(department: string): string;
}

export interface ReadModelPort {
  /**
   * Writes the steps in order and the snapshot, in one transaction. Idempotent for each (case number, seq): a batch
   * that comes again, or after a newer one, changes nothing.
   */
  apply(batch: ProjectionBatch): Promise<void>;
}

export interface PersonalPort {
  /**
   * Values behind commitments, by commitment, as far as the department is entitled to them by the matter's form. One
   * that is missing (not entitled, or the person erased) is left out.
   */
  reveal(caseNumber: string, department: string, commitments: readonly string[]): Promise<Readonly<Record<string, Value>>>;
}

/** Who carries what a case throws to others. */
export interface PostPort {
  /** Delivers exactly once for each (case number, command id), however often it is asked. */
  deliver(letter: Letter): Promise<void>;
}

/** A message or a signal that a case threw for others. */
export interface Letter {
  readonly caseNumber: string;
  readonly command: LetterCommand;
  /** The case's time when it was thrown. */
  readonly at: Instant;
}

/** The part of a pino logger that activities use. Fields never carry personal data. */
export interface ActivityLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** One applied event, as the read model stores it. */
export interface ProjectedStep {
  readonly seq: number;
  readonly event: Event;
  readonly chain: string;
  readonly log: readonly LogEntry[];
}

/** What a case tells the read model: consecutive steps, oldest first, and where it stands after the last one. */
export interface ProjectionBatch {
  readonly caseNumber: string;
  readonly runId: string;
  readonly steps: readonly ProjectedStep[];
  readonly snapshot: Snapshot;
}

/** What the workflow asks `callDepartment` for. */
export interface JobRequest {
  readonly caseNumber: string;
  readonly command: JobCommand;
  /** The case's time when the step asked. */
  readonly at: Instant;
  /** On a virtual clock: answers are received at `at`, whatever the wall clock says. */
  readonly rehearsal: boolean;
  /** What the case has to tell the read model by now rides along: it is written while the department is asked. */
  readonly told?: ProjectionBatch;
}

/** A call's answer, whether what rode along could not be written, and, on the wall clock, when it came by the worker's. */
export type CallAnswer = JobOutcome & { readonly untold?: true; readonly answeredAt?: Instant };

/** The answer of a call that only reads, asked for in a local activity. */
export interface SafeAnswer {
  /** Id of the command that asked; a local activity has no name of its own in the history. */
  readonly call: string;
  readonly outcome: Extract<JobOutcome, { kind: 'done' | 'error' }>;
  /** How long the department took, milliseconds, rounded up. */
  readonly tookMs: number;
}

/** The activities as the workflow sees them. */
export interface CaseActivities {
  callDepartment(request: JobRequest): Promise<CallAnswer>;
  /** For local activities alone. */
  readDepartment(request: JobRequest): Promise<SafeAnswer>;
  project(batch: ProjectionBatch): Promise<void>;
  post(letter: Letter): Promise<void>;
}
