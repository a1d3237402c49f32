import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { ProjectedStep } from '../activities/ports.ts';
import type { Command } from '../engine/command.ts';
import type { Actor, Event, StartEvent } from '../engine/event.ts';
import type { LogEntry } from '../engine/log.ts';
import type { Program } from '../engine/program.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { State } from '../engine/state.ts';
import type { Instant } from '../engine/value.ts';

/** Name of the Temporal task queue that cases run on. */
export const taskQueue = 'cases';

/** Name of the worker deployment; its versions are named by the hash of the workflow bundle. */
export const deploymentName = 'yijianshi';

/** What names an event's origin; the driver adds it to a body. */
type Origin = 'now' | 'actor' | 'commandId' | 'digest';
type Body<E> = E extends unknown ? Omit<E, Origin> : never;

/** An event as somebody asks for it: the case itself adds when and keeps by whom. */
export type EventBody = Body<Event>;

/** A command of a person, or of a machine through the inbox table. */
export interface CaseCommand {
  /** Chosen by the sender; the same id happens once, across every run of the case. */
  readonly commandId: string;
  /** SHA-256 of the canonical payload: the same id with another payload is refused (IDEMPOTENCY_KEY_REUSED). */
  readonly digest: string;
  readonly actor: Actor;
  /** When the sender sent it, for the audit of waiting times; a case's own `now` never comes from outside. */
  readonly at: Instant;
  readonly event: EventBody;
  /**
   * The sender writes what the reply tells into the read model before it counts the command as done, and sends it again
   * otherwise. The case then sends nobody for this step; it still tells it with whatever goes out next.
   */
  readonly tells?: true;
}

/** The answer to a command, enough to show its effect before the read model has it. */
export interface CommandReply {
  readonly seq: number;
  readonly chain: string;
  /** What the command did; empty when it is a repetition. */
  readonly log: readonly LogEntry[];
  /** The case's own time by then. */
  readonly now: Instant;
  /**
   * Where the case stands. Left out where it has very many tokens and this command is no repetition: the case itself tells the
   * read model then, together with what else has happened by that time.
   */
  readonly snapshot?: Snapshot;
  /** True when this command id had been applied before: `snapshot` is where the case stands now. */
  readonly repeated: boolean;
  /** With a repetition: steps that the case has not handed to the read model yet. Whoever sent first may have died before. */
  readonly untold?: readonly ProjectedStep[];
}

/** Moves the virtual clock of a rehearsal to `to`, through everything that falls due on the way. */
export interface AdvanceCommand {
  readonly commandId: string;
  readonly actor: Actor;
  readonly to: Instant;
}

/** The clock has been asked to move; it has arrived when a snapshot's `now` is `to`. */
export interface AdvanceReply {
  readonly seq: number;
  readonly from: Instant;
  readonly to: Instant;
}

/** Everything a case needs from outside, once. */
export interface CaseInput {
  readonly caseNumber: string;
  readonly program: Program;
  readonly programHash: string;
  readonly clockMode: 'wall' | 'rehearsal';
  readonly start: StartEvent & { readonly now: Instant; readonly actor: Actor; readonly commandId: string; readonly digest: string };
  /** Events of one run's history after which the case continues as a new run; 3,000 when absent. */
  readonly runLimit?: number;
  /** What the run before this one hands over. */
  readonly carried?: Carried;
}

/** The whole of a case between two runs. */
export interface Carried {
  readonly state: State;
  /** The virtual clock of a rehearsal; in wall mode the instant of the last event. */
  readonly clock: Instant;
  /** Jobs asked for while the run was closing. */
  readonly held: readonly HeldJob[];
  readonly advances: readonly AdvanceCommand[];
  /** Messages and signals for others that were not handed over yet. */
  readonly letters?: readonly HeldLetter[];
  /** Steps the read model has not confirmed. */
  readonly unwritten: readonly ProjectedStep[];
}

export type JobCommand = Extract<Command, { type: 'job' }>;

/** What a case throws for others. */
export type LetterCommand = Extract<Command, { type: 'throwMessage' | 'throwSignal' }>;

/** A message or signal not yet handed over, with the case's time when it was thrown. */
export interface HeldLetter {
  readonly command: LetterCommand;
  readonly at: Instant;
}

/** A job not yet started, with the case's time when it was asked for. */
export interface HeldJob {
  readonly command: JobCommand;
  readonly at: Instant;
  /** A local activity had no answer: what is left is the ordinary call. */
  readonly tried?: true;
}

/** What a closed case answers to whoever awaits it. */
export interface CaseResult {
  readonly status: State['status'];
  readonly seq: number;
  readonly chain: string;
}

/** For operators and tests: one case in full. Lists never use it. */
export interface Inspection {
  readonly state: State;
  readonly virtualNow: Instant;
  readonly jobsInFlight: number;
  readonly jobsWaiting: number;
  /** Messages and signals for others that are not handed over yet. */
  readonly lettersWaiting: number;
  readonly stepsUnprojected: number;
}

export const commandUpdate = defineUpdate<CommandReply, [CaseCommand]>('command');
export const advanceUpdate = defineUpdate<AdvanceReply, [AdvanceCommand]>('advance');
export const inspectQuery = defineQuery<Inspection>('inspect');
