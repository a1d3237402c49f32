import type { Calendar } from './clock/calendar.ts';
import type { Ladder } from './clock/ladder.ts';
import type { Opinion } from './program.ts';
import type { Instant, Value, Variables } from './value.ts';

/** Who acts. Ids only: a name is looked up where it is shown. */
export interface Actor {
  readonly user: string;
  readonly role: string;
  readonly department?: string;
}

interface EventBase {
  readonly now: Instant;
  readonly actor: Actor;
  /** Our own id of the command that brought the event; makes it happen once. */
  readonly commandId?: string;
  /** SHA-256 of the command's canonical payload: the same id with another payload is refused. */
  readonly digest?: string;
}

/** Everything from outside that moves a case. The list is closed: what is not here can't influence a case. */
export type Event = EventBase &
  (
    | StartEvent
    | { readonly type: 'claim'; readonly instance: number }
    | { readonly type: 'release'; readonly instance: number }
    | CompleteEvent
    | JobEvent
    | MessageEvent
    | { readonly type: 'signal'; readonly name: string; readonly variables?: Variables }
    | { readonly type: 'variables'; readonly variables: Variables }
    | { readonly type: 'tick' }
    | { readonly type: 'calendar'; readonly calendar: Calendar }
    | IncidentEvent
    | MultiInstanceEvent
    | ActivateEvent
    | MoveEvent
    | ProcedureEvent
    | { readonly type: 'answerCard'; readonly card: number; readonly answer: string }
    | { readonly type: 'cancel'; readonly reason: string }
  );

export interface StartEvent {
  readonly type: 'start';
  readonly caseNumber: string;
  readonly variables: Variables;
  readonly calendar: Calendar;
  readonly ladders: Readonly<Record<string, Ladder>>;
  /**
   * Where to begin: a start event, a receive task that starts the process, or an event behind an event-based gateway that
   * does (BPMN 2.0, 13.2.1); what it waits for has happened. Without it the process's none start event.
   */
  readonly node?: string;
  /** Which trigger of a parallel multiple start event has happened; the case waits for the others. */
  readonly by?: { readonly kind: 'message' | 'signal' | 'timer' | 'conditional'; readonly name?: string };
  readonly process?: string;
}

/** A person finishes a user task. */
export interface CompleteEvent {
  readonly type: 'complete';
  readonly instance: number;
  readonly opinion?: Opinion;
  readonly comment?: string;
  readonly variables?: Variables;
  /** When it happened, where that is earlier than `now` (an entry made afterwards, 补录). */
  readonly occurredAt?: Instant;
}

/** An activity's answer to a job. */
export interface JobEvent {
  readonly type: 'job';
  readonly instance: number;
  readonly attempt: number;
  readonly outcome: JobOutcome;
}

/** The three times of a department's record: when it happened, was reported, was received (domain: 补录 is marked). */
export interface RecordTimes {
  readonly occurredAt: Instant;
  readonly reportedAt: Instant;
  readonly receivedAt: Instant;
}

export type JobOutcome =
  /** The department has done it. */
  | { readonly kind: 'done'; readonly variables?: Variables; readonly times?: RecordTimes }
  /** The department took it and will call back with `reference`. */
  | { readonly kind: 'accepted'; readonly reference?: string }
  /** A business refusal with a declared code: a BPMN error. */
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly variables?: Variables; readonly times?: RecordTimes }
  /** The call failed. Retryable failures are tried again at a due time of the case; others become an incident. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly retryable: boolean; readonly waitedMs?: number };

export interface MessageEvent {
  readonly type: 'message';
  readonly name: string;
  /** Compared with the subscription's correlation key where it has one. */
  readonly key?: Value;
  readonly variables?: Variables;
  readonly all?: boolean;
  /** The message's own id, given by its sender: the same message that comes again, by whatever way, happens once. */
  readonly id?: string;
  /**
   * How long it is kept for a subscription that opens later, when nobody waits for it yet: an ISO 8601 duration, at most
   * `LONGEST_KEPT`. Without it an early message is logged as late and lost.
   */
  readonly keepFor?: string;
}

/** An operator settles an incident. */
export interface IncidentEvent {
  readonly type: 'incident';
  readonly incident: number;
  readonly action: 'retry' | 'skip' | 'move';
  /** Of a move: the element where the token goes on, in the scope of the one that failed or in one that opens inside it. */
  readonly to?: string;
  /** Corrected values, written before the retry. */
  readonly variables?: Variables;
  readonly reason: string;
}

/** An administrator moves a case on or back: tokens are withdrawn, and one starts at the element named. */
export interface MoveEvent {
  readonly type: 'move';
  /** The instance that is withdrawn; where `to` lies inside it, its content is. Without it all that the case's own process does. */
  readonly from?: number;
  readonly to: string;
  readonly reason: string;
}

/** A procedure the law gives every case (补正, 特别程序 ...): see engine/procedures. */
export interface ProcedureEvent {
  readonly type: 'procedure';
  readonly procedure: 'requestCorrection' | 'supplyCorrection' | 'startSpecialProcedure' | 'finishSpecialProcedure';
  /** The step concerned; without it the whole case. */
  readonly instance?: number;
  readonly reason?: string;
  readonly basis?: string;
  readonly items?: readonly string[];
  readonly variables?: Variables;
}

/** An instance joins a multi-instance activity while it runs, or is taken out of it (加签, 减签). */
export interface MultiInstanceEvent {
  readonly type: 'multiInstance';
  readonly action: 'add' | 'remove';
  /** `add`: the activity as a whole, or one of its running instances; `remove`: the running instance. */
  readonly instance: number;
  /** `add` to an activity over a list: the entry of the new instance. */
  readonly item?: Value;
  readonly reason: string;
}

/** A person begins an activity of an ad-hoc sub-process that leaves it to people. */
export interface ActivateEvent {
  readonly type: 'activate';
  /** The open ad-hoc sub-process. */
  readonly scope: number;
  /** The activity's id. */
  readonly node: string;
}
