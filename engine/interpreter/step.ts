import type { Command } from '../command.ts';
import { DomainError } from '../errors.ts';
import type { Event } from '../event.ts';
import type { LogEntry } from '../log.ts';
import type { Program } from '../program.ts';
import type { LegalClock } from '../clock/legalClock.ts';
import type { Instance, State } from '../state.ts';
import { apply } from './apply/index.ts';
import { initialChain, nextChain } from './chain.ts';
import { check, isRepeated } from './check.ts';
import { type Live, liveOf, type Working } from './live.ts';
import { type Choices, type Machine, newMachine } from './machine.ts';
import { runToQuiescence } from './run.ts';
import { stateAfter } from './stateAfter.ts';
import { Table } from './table.ts';

export interface Step {
  readonly state: State;
  readonly commands: readonly Command[];
  readonly log: readonly LogEntry[];
}

/** Semantic version of this interpreter: a behaviour that changes keeps its old branch for programs of an older `sem`. */
export const SEM = 1;

/** Command ids a case remembers, newest last: enough for every retry that a client or an outbox still makes. */
export const REMEMBERED_COMMANDS = 256;

/**
 * The one function that moves a case: pure, total for every event that `check` lets through, the same bits everywhere.
 * A repeated command id changes nothing and returns the state as it is.
 * @param state null for the start event only.
 * @param choices answers conditions in place of their values, for the soundness search alone; a case never gives it.
 * @throws DomainError when the event is refused; the case is as it was.
 */
export const step = (program: Program, state: State | null, event: Event, choices?: Choices): Step => moved(program, state, event, choices === undefined, choices);

/** The same without the hash chain, for what proves nothing to anybody: many past cases folded through another version. */
export const unchained = (program: Program, state: State | null, event: Event): Step => moved(program, state, event, false);

function moved(program: Program, state: State | null, event: Event, chained: boolean, choices?: Choices): Step {
  check(program, state, event);
  if (state && isRepeated(state, event)) return { state, commands: [], log: [] };
  const m = newMachine(program, state ? liveOf(state) : newCase(program, event, chained), event.now, event.actor, choices);
  forgetEnded(m);
  m.state.now = event.now;
  apply(m, event);
  runToQuiescence(m);
  m.state.seq += 1;
  remember(m.state, event);
  // A search plays thousands of steps and proves nothing to anybody.
  if (chained) m.state.chain = nextChain(m.state.chain, event, m.commands);
  return { state: stateAfter(m), commands: m.commands, log: m.log };
}

function newCase(program: Program, event: Event, chained: boolean): Live {
  if (event.type !== 'start') throw new DomainError('CASE_NOT_STARTED', {}, 'Expected a start event first');
  const rest: Working = {
    v: 1,
    sem: program.sem,
    caseNumber: event.caseNumber,
    startedAt: event.now,
    seq: 0,
    next: 1,
    status: 'running',
    now: event.now,
    incidents: {},
    cards: {},
    holds: {},
    calendar: event.calendar,
    ladders: { ...event.ladders },
    commands: [],
    corrections: {},
    chain: chained ? initialChain(program) : '',
  };
  return { rest, instances: Table.of<Instance>({}), clocks: Table.of<LegalClock>({}), joins: {}, ended: [], timetable: null, hearers: null };
}

/**
 * Clocks of steps that ended in an earlier event: the read model has their ledgers from the log, and a case of many hundred
 * steps would carry them for ever.
 */
function forgetEnded(m: Machine): void {
  const kept = m.ended.filter((id) => {
    const { instance } = m.clocks.get(id)!;
    return instance === null || m.instances.get(instance) !== undefined;
  });
  if (kept.length === m.ended.length) return;
  for (const id of m.ended) if (!kept.includes(id)) m.clocks.delete(id);
  m.ended = kept;
}

function remember(state: Working, event: Event): void {
  if (event.commandId === undefined) return;
  state.commands = [...state.commands.slice(1 - REMEMBERED_COMMANDS), { id: event.commandId, digest: event.digest ?? '' }];
}
