import type { Calendar } from './clock/calendar.ts';
import type { Ladder } from './clock/ladder.ts';
import type { LegalClock } from './clock/legalClock.ts';
import type { Instant, Value } from './value.ts';

/**
 * Everything a case knows, as plain JSON. Ids are integers given in ascending order by `next`, never reused, so that
 * walking a record in key order is walking it in order of birth, in every JavaScript engine.
 */
export interface State {
  v: 1;
  sem: number;
  caseNumber: string;
  /** When the case began: the instant of acceptance. */
  startedAt: Instant;
  /** Number of events applied. */
  seq: number;
  next: number;
  status: CaseStatus;
  /** The instant of the last event. */
  now: Instant;
  instances: Record<number, Instance>;
  incidents: Record<number, Incident>;
  cards: Record<number, Card>;
  clocks: Record<number, LegalClock>;
  /** Why a clock stands, by clock: it goes on when the last reason is gone. */
  holds: Record<number, string[]>;
  /** Id of the case's own clock in `clocks`. */
  caseClock?: number;
  /** Tokens waiting at a join: `scope instance:node` -> flow -> count. */
  arrivals: Record<string, Record<string, number>>;
  /** Complex gateways that have fired and are not reset yet: `scope instance:node` -> flows whose tokens started them. */
  firstPhases?: Record<string, readonly string[]>;
  /** What is done and may still be compensated, by the order of completion; gone with the scope it lies in. */
  completions?: Record<number, Completion>;
  /** Compensations under way. */
  compensations?: Record<number, Compensation>;
  calendar: Calendar;
  ladders: Record<string, Ladder>;
  /** Command ids already applied with their digests, oldest first, bounded. */
  commands: { id: string; digest: string }[];
  /** Messages that came before somebody waited for them, oldest first, bounded: each is for the first subscription that opens. */
  early?: EarlyMessage[];
  /** Ids of messages that have come, oldest first, bounded: each happens once. */
  heard?: string[];
  /** A special procedure over the whole case, while it lasts: every clock stands. */
  specialProcedure?: { reason: string; basis: string };
  /** Correction rounds used per live instance (one-time rule, 行政许可法 32). */
  corrections: Record<number, number>;
  /** Bytes of values written since they were last added up: while this is below the cap, so are the variables together. */
  volume?: number;
  /** Hash over all events and commands so far, hex. */
  chain: string;
}

export type CaseStatus = 'running' | 'completed' | 'terminated' | 'cancelled';

/** A live execution of a node, or of a whole process (`node` null). A token is an instance. */
export interface Instance {
  id: number;
  /** Key of the process the node belongs to. */
  process: string;
  node: string | null;
  /** The scope instance that contains it; null for the case's own root. */
  parent: number | null;
  /** Tokens inside: child instances and arrivals at joins. Present on scopes only. */
  live?: number;
  /** Variables of this scope. The root holds the case's. */
  variables?: Record<string, Value>;
  waits?: Wait[];
  /** Start events of event sub-processes whose trigger could not be read yet; an operator's retry listens for them. */
  unheard?: string[];
  /** What has come so far of parallel multiple events, by node, then by the number of the trigger: the variables that came. */
  met?: Record<string, Record<number, Record<string, Value>>>;
  /** Body of an activity that loops. */
  multi?: MultiState;
  /** One run of an activity that loops: its place among them, from 0. */
  position?: number;
  /** An open ad-hoc sub-process: what has still to begin (or was never chosen by a person), and whether it only waits for its end. */
  adHoc?: { todo: readonly string[]; closing?: true };
  /** The open work item, job or department call. */
  task?: TaskState;
  /** Of a multiple event that is being thrown: which trigger, from 0, is thrown or waits for its end. */
  thrown?: number;
  /** A sub-process that a move opens at an element inside: the way there, until it is open. */
  way?: readonly string[];
  /** The flow by which it came to a join that could not count it; an operator's retry lets it arrive again. */
  uncounted?: string;
  /** Of a process: what the first message of each conversation said, by correlation key (BPMN 2.0, 8.4.2). */
  conversations?: Record<string, Value>;
  /** Set while an incident holds it. */
  incident?: number;
  /** Clock of the step. */
  clock?: number;
  /** Set while a correction or special procedure suspends the step. */
  suspended?: 'correction' | 'specialProcedure';
  /** The compensation it is part of: a handler, or a completed scope that is open again so that its content is compensated. */
  undoing?: number;
  /** A completed scope, open again with the variables it had when it was done. */
  restored?: true;
}

/** A completed activity that may be compensated, once (BPMN 2.0, 13.5.5). */
export interface Completion {
  id: number;
  /** The instance that is done: what was done inside it names it as its scope. */
  instance: number;
  /** The instance it was done in. */
  scope: number;
  process: string;
  /** null: a called process as a whole. */
  node: string | null;
  /** The snapshot: variables of a scope when it was done; of a loop's round what told it from the others. */
  variables?: Record<string, Value>;
  /** The body of a loop or multi-instance activity: what is compensated are its rounds. */
  body?: true;
}

export interface Compensation {
  id: number;
  /** The event that waits for the end of it; null when nobody does. */
  thrower: number | null;
  /** What is still to be compensated, next first. */
  todo: Completion[];
  /** The thrower cancels its transaction when all is compensated. */
  cancels?: true;
}

export interface TaskState {
  openedAt: Instant;
  department: string | null;
  claimedBy?: string;
  /** Attempts of the job so far, over all rounds, from 1. */
  attempt?: number;
  /** The present round's first attempt: an answer to an earlier one belongs to another body. */
  roundFrom?: number;
  /** Failed attempts since the department was last heard. */
  failures?: number;
  /** Grows when an operator retries with corrected values: another body needs another idempotency key. */
  round?: number;
  firstFailedAt?: Instant;
  /** What came with a refusal that nobody caught, until an operator has settled it. */
  answer?: Record<string, Value>;
}

/** Where an activity that loops stands. */
export interface MultiState {
  /** Instances there will be, those taken out left out; of a standard loop 0. */
  total: number;
  started: number;
  completed: number;
  /** Instances taken out while they ran. */
  terminated?: number;
  items?: Value[];
  results: Value[];
  /** Places of instances taken out: they have no entry among the results. */
  removed?: number[];
}

/** Something an instance waits for. `node` says whose trigger it is: the instance's own node, a boundary event ... */
export interface Wait {
  id: number;
  node: string;
  /** Which trigger of a multiple event, from 0. */
  part?: number;
  on: WaitFor;
}

export type WaitFor =
  | { kind: 'work' }
  | { kind: 'job' }
  /** The department took the job; `due` is when its silence becomes an incident. */
  | { kind: 'callback'; due: Instant | null }
  | { kind: 'retry'; due: Instant }
  /** `key`, `content`, `conversation`: what a message of that name is told by (`elements/correlation.ts`). */
  | { kind: 'message'; name: string; key?: Value; content?: string; conversation?: string }
  | { kind: 'signal'; name: string }
  /**
   * `left`: firings still to come of a cycle; absent on a single shot, null on an endless cycle. `every`: the time between
   * two, with the instant of the last behind a slash where they are counted back from it (`P1D/2026-09-18T01:00:00.000Z`),
   * or with that of the beginning before it where they are counted from there, as months and years are (`2026-01-31T01:00:00.000Z/P1M`).
   */
  | { kind: 'timer'; due: Instant; every?: string; left?: number | null }
  | { kind: 'error'; code?: string }
  | { kind: 'escalation'; code?: string }
  /** `held`: what the condition gave when it was last looked at; the event happens when it turns from false to true. */
  | { kind: 'conditional'; condition: string; held: boolean };

/** A message that waits for its subscription. */
export interface EarlyMessage {
  name: string;
  key?: Value;
  variables: Record<string, Value>;
  /** Nobody gets it from this instant on. */
  until: Instant;
}

export interface Incident {
  id: number;
  instance: number;
  code: string;
  message: string;
  raisedAt: Instant;
  /** What a retry does again. */
  phase: 'enter' | 'leave' | 'job';
}

export interface Card {
  id: number;
  clock: number;
  instance: number | null;
  level: string;
  at: Instant;
  answer?: string;
}
