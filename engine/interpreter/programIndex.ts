import type { Node } from '../elements/index.ts';
import { triggersIn } from '../elements/trigger.ts';
import type { Flow, ProcessProgram, Program } from '../program.ts';

/** A process looked up by id, built once for each program and kept beside it. */
export interface ProcessIndex {
  readonly process: ProcessProgram;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** Boundary events by the activity they are attached to, in document order. */
  readonly attached: ReadonlyMap<string, readonly Node[]>;
  /** Nodes directly inside a scope (process key or sub-process id), in document order. */
  readonly contents: ReadonlyMap<string, readonly Node[]>;
  /** Compensation handlers by the activity they undo. */
  readonly handlers: ReadonlyMap<string, string>;
  /** Start events of compensation event sub-processes by the scope they undo. */
  readonly undoers: ReadonlyMap<string, Node>;
  /** Names that hold sums of money. */
  readonly money: ReadonlySet<string>;
  /** Nodes a token can come to, following flows, links, and the edges to boundary events and compensation handlers. */
  successors(nodeId: string): readonly string[];
}

const kept = new WeakMap<Program, Map<string, ProcessIndex>>();

/** @throws Error when the program has no such process: the publish gate makes that impossible. */
export function indexOf(program: Program, processKey: string): ProcessIndex {
  let indexes = kept.get(program);
  if (!indexes) kept.set(program, (indexes = new Map()));
  let index = indexes.get(processKey);
  if (!index) {
    const process = program.processes[processKey];
    if (!process) throw new Error(`Expected a process "${processKey}" in the program, but there is none`);
    indexes.set(processKey, (index = indexOfProcess(process)));
  }
  return index;
}

/** Whether a program has a node of some kind: all of them are looked at once for each program, not in each step of a case. */
export function someNode(asked: (node: Node) => boolean): (program: Program) => boolean {
  const answers = new WeakMap<Program, boolean>();
  return (program) => {
    let answer = answers.get(program);
    if (answer === undefined) answers.set(program, (answer = Object.values(program.processes).some(({ nodes }) => nodes.some(asked))));
    return answer;
  };
}

/** The same for a process that belongs to no program: it is kept nowhere. */
export function indexOfProcess(process: ProcessProgram): ProcessIndex {
  const nodes = new Map(process.nodes.map((node) => [node.id, node]));
  const flows = new Map(process.flows.map((flow) => [flow.id, flow]));
  const attached = new Map<string, Node[]>();
  const contents = new Map<string, Node[]>();
  const handlers = new Map<string, string>();
  const undoers = new Map<string, Node>();
  for (const node of process.nodes) {
    append(contents, node.scope, node);
    if (node.kind === 'boundaryEvent') append(attached, node.attachedTo, node);
    if (node.kind === 'boundaryEvent' && node.handler !== undefined) handlers.set(node.attachedTo, node.handler);
    if (node.kind === 'startEvent' && triggersIn(node.trigger).some(({ kind }) => kind === 'compensation')) undoers.set(nodes.get(node.scope)?.scope ?? '', node);
  }
  const successors = (nodeId: string): readonly string[] => [
    ...(nodes.get(nodeId)?.outgoing ?? []).map((flowId) => flows.get(flowId)!.target),
    ...(attached.get(nodeId) ?? []).map((event) => event.id),
    ...linkedFrom(nodes.get(nodeId), contents),
    ...handlerOf(nodes.get(nodeId)),
  ];
  return {
    money: new Set(process.money), process, nodes, flows, attached, contents, handlers, undoers, successors };
}

/** The catching link that a throwing link leads to: the same name, the same scope. */
function linkedFrom(node: Node | undefined, contents: ReadonlyMap<string, readonly Node[]>): readonly string[] {
  if (node?.kind !== 'intermediateThrowEvent') return [];
  const names = triggersIn(node.trigger).flatMap((each) => (each.kind === 'link' ? [each.name] : []));
  if (names.length === 0) return [];
  return (contents.get(node.scope) ?? []).filter((other) => other.kind === 'intermediateCatchEvent' && other.trigger.kind === 'link' && names.includes(other.trigger.name)).map(({ id }) => id);
}
const handlerOf = (node: Node | undefined): readonly string[] => (node?.kind === 'boundaryEvent' && node.handler !== undefined ? [node.handler] : []);

/**
 * Where the contents of a scope begin: its none start events; without any, whatever has no incoming flow (BPMN 2.0, 10.2);
 * else the one start event there is, whose trigger has happened by the very start.
 */
export function beginnings(contents: readonly Node[]): readonly string[] {
  const starts = contents.filter((node) => node.kind === 'startEvent');
  const none = starts.filter((node) => node.trigger.kind === 'none');
  if (none.length > 0) return none.map(({ id }) => id);
  if (starts.length === 1) return [starts[0]!.id];
  return contents.filter((node) => node.incoming.length === 0 && !NEVER_BEGIN.has(node.kind) && !isLinkTarget(node) && !('forCompensation' in node)).map(({ id }) => id);
}

/** Whether a node without a way in starts its process by what comes to it: a receive task, an event-based gateway (BPMN 2.0, 13.2.1). */
export const instantiates = (node: Node): boolean => (node.kind === 'receiveTask' || node.kind === 'eventBasedGateway') && node.instantiate === true;

/** Where a process can be started by something that happens: its start events, and what instantiates it, in document order. */
export function startPoints({ process, flows }: ProcessIndex): readonly string[] {
  return process.nodes.filter(({ scope }) => scope === process.key).flatMap((node) => {
    if (node.kind === 'startEvent') return [node.id];
    if (!instantiates(node)) return [];
    return node.kind === 'receiveTask' ? [node.id] : node.outgoing.map((id) => flows.get(id)!.target);
  });
}

const isLinkTarget = (node: Node): boolean => node.kind === 'intermediateCatchEvent' && node.trigger.kind === 'link';

const NEVER_BEGIN: ReadonlySet<Node['kind']> = new Set(['boundaryEvent', 'eventSubProcess', 'startEvent'] as const);

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
