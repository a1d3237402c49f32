import type { Command } from '../command.ts';
import { isActivity, type Node } from '../elements/index.ts';
import type { Actor } from '../event.ts';
import type { LogEntry } from '../log.ts';
import type { LegalClock } from '../clock/legalClock.ts';
import type { Port } from '../elements/element.ts';
import type { Program } from '../program.ts';
import type { Instance, State } from '../state.ts';
import type { Instant, Value, Variables } from '../value.ts';
import type { Live, Working } from './live.ts';
import { indexOf, type ProcessIndex } from './programIndex.ts';
import { Draft } from './table.ts';
import type { Tally } from './tally.ts';
import type { Appointment, Timetable } from './timetable.ts';

/** One step at work: the state being changed, what is still to run, and what comes out. Lives for one event. */
export interface Machine {
  readonly program: Program;
  readonly state: Working;
  /** Read them by `find`, which gives this step a copy of its own of whatever it may write to. */
  readonly instances: Draft<Instance>;
  readonly clocks: Draft<LegalClock>;
  joins: Readonly<Record<string, Tally>>;
  /** Clocks that have ended and are not forgotten yet. */
  ended: readonly number[];
  /** Instances that this step has a copy of its own of; null where nothing is written. */
  readonly own: Set<number> | null;
  /** Records of the state that this step has a copy of its own of. */
  readonly copied: Set<RecordName>;
  timetable: Timetable | null;
  /** Appointments made since the timetable was last looked at. */
  readonly appointed: Appointment[];
  hearers: readonly number[] | null;
  /** Who waits for something to be heard since this step began. */
  readonly newHearers: number[];
  /** What elements work through; made when it is first needed. */
  port?: Port;
  readonly now: Instant;
  readonly actor: Actor;
  readonly log: LogEntry[];
  readonly commands: Command[];
  /** Work to run before the step is quiescent, first in first out. */
  readonly queue: { readonly token: Instance; readonly run: () => void }[];
  /** Work that waits until nothing else moves: throwing messages and signals. */
  readonly later: { readonly token: Instance; readonly run: () => void }[];
  /** Scopes that lost a token and may be complete. */
  readonly touched: Set<number>;
  /** Steps left before a flow that never waits is stopped. */
  budget: number;
  /** How the case's root ends when its last token is gone. */
  ending: 'completed' | 'terminated' | 'cancelled';
  /** How often each node of a scope was entered: a loop without a wait shows by it. */
  readonly visits: Map<string, number>;
  /** Why it was called off. */
  endingReason?: string;
  /** Answers conditions in place of their values: the search for unsound flows plays every answer. Never set in a case. */
  readonly choices?: Choices;
}

/** Says of a condition's text whether it shall hold; `more` are names that mean something for this question alone. */
export type Choices = (condition: string, more: Variables) => boolean;

/** Behaviour runs one event may take before it becomes the incident `STEP_BUDGET` (a loop without a wait). */
export const STEP_BUDGET = 10_000;

/** Times that one event may bring a token to the same node of the same scope: more is a loop without a wait (`STEP_BUDGET`, W-01). */
export const VISIT_LIMIT = 1_000;

/** Records of the state that are copied when a step first writes to them. */
export type RecordName = 'incidents' | 'cards' | 'holds' | 'corrections' | 'completions';

/** A machine over a state that stays as it is: what the step writes to is copied when it is first touched. */
export const newMachine = (program: Program, live: Live, now: Instant, actor: Actor, choices?: Choices): Machine => machineOver(program, draftOf(live.rest), live, now, actor, new Set(), choices);

/** A machine that only answers questions about a state. */
export const readerOf = (program: Program, live: Live): Machine => machineOver(program, live.rest, live, live.rest.now, { user: '', role: '' }, null);

const machineOver = (program: Program, state: Working, live: Live, now: Instant, actor: Actor, own: Set<number> | null, choices?: Choices): Machine => ({
  program,
  state,
  instances: new Draft(live.instances),
  clocks: new Draft(live.clocks),
  joins: live.joins,
  ended: live.ended,
  own,
  copied: new Set(),
  timetable: live.timetable,
  appointed: [],
  hearers: live.hearers,
  newHearers: [],
  now,
  actor,
  log: [],
  commands: [],
  queue: [],
  later: [],
  touched: new Set(),
  budget: STEP_BUDGET,
  visits: new Map(),
  ending: 'completed',
  ...(choices ? { choices } : {}),
});

/** Compensations are written to in place while they run. */
function draftOf(rest: Working): Working {
  if (!rest.compensations) return { ...rest };
  return { ...rest, compensations: Object.fromEntries(Object.entries(rest.compensations).map(([id, each]) => [id, { ...each, todo: [...each.todo] }])) };
}

/** A live instance, which this step may write to; undefined when there is none of that number. */
export function find(m: Machine, id: number | null | undefined): Instance | undefined {
  if (id === null || id === undefined) return undefined;
  const found = m.instances.get(id);
  if (!found || !m.own || m.own.has(id)) return found;
  const copy = { ...found };
  if (copy.multi) copy.multi = { ...copy.multi, results: [...copy.multi.results] };
  if (copy.task) copy.task = { ...copy.task };
  m.own.add(id);
  m.instances.set(id, copy);
  return copy;
}

export const isLive = (m: Machine, { id }: { readonly id: number }): boolean => m.instances.get(id) !== undefined;

/** Live instances that a question is true of, oldest first. */
export function findAll(m: Machine, asked: (instance: Readonly<Instance>) => boolean): Instance[] {
  const found: Instance[] = [];
  for (const instance of m.instances.values()) if (asked(instance)) found.push(find(m, instance.id)!);
  return found;
}

/** A record of the state, which this step may write to. */
export function writable<K extends RecordName>(m: Machine, name: K): NonNullable<State[K]> {
  if (!m.copied.has(name) || !m.state[name]) {
    m.copied.add(name);
    m.state[name] = { ...m.state[name] } as Working[K];
  }
  return m.state[name]!;
}

export const index = (m: Machine, at: Instance): ProcessIndex => indexOf(m.program, at.process);

/** Sets what waits at a join; null forgets it. */
export function setTally(m: Machine, key: string, tally: Tally | null): void {
  const { [key]: _before, ...others } = tally === null ? m.joins : {};
  m.joins = tally === null ? others : { ...m.joins, [key]: tally };
}

export const nodeOf = (m: Machine, at: Instance): Node => nodeById(m, at, at.node!);

export function nodeById(m: Machine, at: Instance, id: string): Node {
  const node = index(m, at).nodes.get(id);
  if (!node) throw new Error(`Expected a node "${id}" in process "${at.process}", but there is none`);
  return node;
}

export const instanceOf = (m: Machine, id: number): Instance => {
  const found = find(m, id);
  if (!found) throw new Error(`Expected instance ${id} to be live, but it is gone`);
  return found;
};

export const parentOf = (m: Machine, at: Instance): Instance => instanceOf(m, at.parent!);

export const nextId = (m: Machine): number => m.state.next++;

/** One of the instances of a multi-instance activity, not its body. */
export function isLoopChild(m: Machine, token: Instance): boolean {
  const parent = token.parent === null ? undefined : m.instances.get(token.parent);
  return parent?.multi !== undefined && parent.node === token.node;
}

/** Live instances directly inside a scope, oldest first. */
export const childrenOf = (m: Machine, scope: Instance): Instance[] => (scope.live ? findAll(m, ({ parent }) => parent === scope.id) : []);

/** The instance of the case's own process. */
export const caseRoot = (m: Machine): Instance => find(m, m.instances.values().find(({ parent }) => parent === null)!.id)!;

/** The instance whose variables a name belongs to when nobody nearer has it: the process root. */
export function processRoot(m: Machine, at: Instance): Instance {
  let scope = at;
  while (scope.node !== null) scope = parentOf(m, scope);
  return scope;
}

/** What expressions see from here: every enclosing scope, nearer ones over farther ones. */
export function visibleVariables(m: Machine, at: Instance): Record<string, Value> {
  const layers: Record<string, Value>[] = [];
  for (let scope: Instance | null = at; scope; scope = outerScope(m, scope)) {
    if (scope.variables) layers.push(scope.variables);
  }
  return Object.assign({}, ...layers.reverse());
}

/** The scope around this one whose variables are its own too; null at the end: the case, or a call that maps. */
export function outerScope(m: Machine, at: Instance): Instance | null {
  if (at.node !== null) return parentOf(m, at);
  if (at.parent === null) return null;
  const caller = parentOf(m, at);
  return sharesVariables(nodeOf(m, caller)) ? caller : null;
}

/** A call that maps nothing works on its caller's variables; parallel calls then lose no value to each other's copies. */
export const sharesVariables = (node: Node): boolean =>
  node.kind === 'callActivity' && isActivity(node) && !node.inputs && !node.outputs && !node.closedIn && !node.closedOut;
