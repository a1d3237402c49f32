import type { Command } from '../command.ts';
import { isActivity, type Node } from '../elements/index.ts';
import type { Actor } from '../event.ts';
import type { LogEntry } from '../log.ts';
import type { Program } from '../program.ts';
import type { Instance, State } from '../state.ts';
import type { Instant, Value, Variables } from '../value.ts';
import { indexOf, type ProcessIndex } from './programIndex.ts';

/** One step at work: the state being changed, what is still to run, and what comes out. Lives for one event. */
export interface Machine {
  readonly program: Program;
  readonly state: State;
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
  /** Executions that may still be created before they are counted again. */
  room?: number;
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

export const newMachine = (program: Program, state: State, now: Instant, actor: Actor, choices?: Choices): Machine => ({
  program,
  state,
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

export const index = (m: Machine, at: Instance): ProcessIndex => indexOf(m.program, at.process);

export const nodeOf = (m: Machine, at: Instance): Node => nodeById(m, at, at.node!);

export function nodeById(m: Machine, at: Instance, id: string): Node {
  const node = index(m, at).nodes.get(id);
  if (!node) throw new Error(`Expected a node "${id}" in process "${at.process}", but there is none`);
  return node;
}

export const instanceOf = (m: Machine, id: number): Instance => {
  const found = m.state.instances[id];
  if (!found) throw new Error(`Expected instance ${id} to be live, but it is gone`);
  return found;
};

export const parentOf = (m: Machine, at: Instance): Instance => instanceOf(m, at.parent!);

export const nextId = (m: Machine): number => m.state.next++;

/** One of the instances of a multi-instance activity, not its body. */
export function isLoopChild(m: Machine, token: Instance): boolean {
  const parent = token.parent === null ? undefined : m.state.instances[token.parent];
  return parent?.multi !== undefined && parent.node === token.node;
}

/** Live instances directly inside a scope, oldest first. */
export const childrenOf = (m: Machine, scope: Instance): Instance[] =>
  Object.values(m.state.instances).filter((instance) => instance.parent === scope.id);

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
