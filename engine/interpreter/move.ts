import { DomainError } from '../errors.ts';
import type { MoveEvent } from '../event.ts';
import type { Node } from '../elements/index.ts';
import type { Program } from '../program.ts';
import { judgeFrom, type Marking } from '../soundness/index.ts';
import type { Instance, State } from '../state.ts';
import { countsArrivals } from './arrivals.ts';
import { cancel } from './instances.ts';
import { isLooping } from './loop.ts';
import { instanceIn, instancesIn, liveOf } from './live.ts';
import { instanceOf, type Machine } from './machine.ts';
import { indexOf } from './programIndex.ts';
import type { Readable } from './table.ts';
import { startAt, withdraw } from './withdraw.ts';

/** What a move does: in which scope, which token is withdrawn (all of the scope without one), and the way to the element. */
interface Move {
  readonly scope: number;
  readonly token?: number;
  /** The sub-processes that are opened on the way, outermost first, then the element. */
  readonly way: readonly string[];
}

/** Steps of the search that a move may cost: it holds the case up. */
const LIMITS = { markings: 2_000, steps: 2_000 } as const;

/**
 * Refuses a move that cannot be made, or after which some join could never be satisfied, a step would be done twice, or
 * the flow could not come to an end, where that was possible before.
 * @throws DomainError MOVE_FROM_GONE, MOVE_TARGET_UNKNOWN, MOVE_TARGET_UNFIT, MOVE_UNSOUND, REASON_REQUIRED
 */
export function checkMove(program: Program, state: State, { from, to, reason }: Pick<MoveEvent, 'from' | 'to' | 'reason'>): void {
  if (!reason.trim()) throw new DomainError('REASON_REQUIRED', {}, 'Expected a reason for a move');
  const move = moveFor(program, liveOf(state).instances, from, to);
  const { process } = instanceIn(state, move.scope)!;
  move.way.forEach((id, i) => checkFit(indexOf(program, process).nodes.get(id)!, i === move.way.length - 1));
  checkSound(program, state, move);
}

/** Makes a move that was checked. */
export function move(m: Machine, { from, to, reason }: Pick<MoveEvent, 'from' | 'to' | 'reason'>): void {
  const { scope: id, token, way } = moveFor(m.program, m.instances, from, to);
  const scope = instanceOf(m, id);
  const left = token === undefined ? scope : instanceOf(m, token);
  m.log.push({ type: 'moved', process: scope.process, instance: left.id, element: left.node, to, reason });
  if (token === undefined) withdraw(m, scope);
  startAt(m, scope, way);
  // The new token is there before the old one goes: the scope never looks empty.
  if (token !== undefined) cancel(m, left);
  m.touched.add(scope.id);
}

/** An element inside the instance means the instance's content; one beside it means the instance itself. */
function moveFor(program: Program, instances: Readable<Instance>, from: number | undefined, to: string): Move {
  const at = from === undefined ? rootOf(instances) : instances.get(from);
  if (!at) throw new DomainError('MOVE_FROM_GONE', {}, `Expected instance ${from} to be live, but it is gone`);
  const around = scopesAround(program, at.process, to);
  if (!around) throw unknown(to);
  if (isUndoing(instances, at)) throw unfit(to, 'handler');
  const inside = at.multi === undefined && (at.node === null || around.includes(at.node));
  if (inside) return { scope: at.id, way: wayFrom(around, at, to) };
  const scope = instances.get(at.parent ?? 0);
  if (scope?.multi) throw unfit(to, 'loop');
  if (!scope || (scope.node !== null && !around.includes(scope.node))) throw unknown(to);
  return { scope: scope.id, token: at.id, way: wayFrom(around, scope, to) };
}

/**
 * Elements that a move of a token may name by what they are, in drawing order: beside it in its scope, or inside a
 * sub-process that can be opened there. Whether the flow can still come to an end is judged when the move is made.
 * @param at the element of the token; null means everything of the process.
 */
export function moveTargets(program: Program, process: string, at: string | null): readonly Node[] {
  const { nodes, process: drawn } = indexOf(program, process);
  const scope = at === null ? null : (nodes.get(at)?.scope ?? null);
  return drawn.nodes.filter((node) => {
    const around = scopesAround(program, process, node.id)!;
    if (scope !== null && scope !== process && !around.includes(scope)) return false;
    const opened = scope === null || scope === process ? around : around.slice(around.indexOf(scope) + 1);
    return opened.every((id) => !whyUnfit(nodes.get(id)!, false)) && !whyUnfit(node, true);
  });
}

const rootOf = (instances: Readable<Instance>): Instance => instances.values().find(({ parent }) => parent === null)!;

/** Scopes around an element of a process, outermost first; undefined when the process has no such element. */
function scopesAround(program: Program, process: string, id: string): readonly string[] | undefined {
  const { nodes } = indexOf(program, process);
  const scopes: string[] = [];
  const node = nodes.get(id);
  for (let scope = node && nodes.get(node.scope); scope; scope = nodes.get(scope.scope)) scopes.unshift(scope.id);
  return node && scopes;
}

const wayFrom = (around: readonly string[], { node }: Instance, to: string): readonly string[] => [...(node === null ? around : around.slice(around.indexOf(node) + 1)), to];

function isUndoing(instances: Readable<Instance>, instance: Instance): boolean {
  for (let at: Instance | undefined = instance; at; at = instances.get(at.parent ?? 0)) if (at.undoing !== undefined) return true;
  return false;
}

function checkFit(node: Node, last: boolean): void {
  const why = whyUnfit(node, last);
  if (why) throw unfit(node.id, why);
}

type Unfit = 'event' | 'join' | 'loop' | 'handler';

/** Why a node can't be started from outside: only an event, a loop, a compensation or the other branches may begin it. */
function whyUnfit(node: Node, last: boolean): Unfit | undefined {
  if ('forCompensation' in node) return 'handler';
  if (!last) return node.kind !== 'subProcess' && node.kind !== 'transaction' ? 'event' : isLooping(node) ? 'loop' : undefined;
  if (node.kind === 'boundaryEvent' || node.kind === 'eventSubProcess' || ('trigger' in node && node.trigger.kind === 'link')) return 'event';
  return node.kind.endsWith('Gateway') && countsArrivals(node) ? 'join' : undefined;
}

/** No flaw may come in that the scope did not have, neither here nor in the scopes that are opened on the way. */
function checkSound(program: Program, state: State, { scope, token, way }: Move): void {
  const at = instanceIn(state, scope)!;
  const own = at.node ?? at.process;
  const now = markingOf(program, state, at);
  const left = token === undefined ? { nodes: [], flows: [] } : { nodes: without(now.nodes, instanceIn(state, token)!.node!), flows: now.flows };
  const before = judgeFrom(program, at.process, own, now, LIMITS);
  const judge = (marking: Marking): void => refuseFlaws(judgeFrom(program, at.process, own, { nodes: [...left.nodes, ...marking.nodes], flows: [...left.flows, ...marking.flows] }, LIMITS), before.flaws);
  judge({ nodes: [way[0]!], flows: [] });
  // What is opened may be left in the same step, before any join of the scope is asked.
  if (way.length > 1) waysOut(program, at.process, way[0]!).forEach(judge);
  way.slice(1).forEach((id, i) => refuseFlaws(judgeFrom(program, at.process, way[i]!, { nodes: [id], flows: [] }, LIMITS), []));
}

/** Where a token of a sub-process may be next: past it, or on the way of an event at its edge, which may leave it standing. */
function waysOut(program: Program, process: string, id: string): readonly Marking[] {
  const { nodes, attached } = indexOf(program, process);
  const edges = (attached.get(id) ?? []).map((event) => ({ nodes: event.kind === 'boundaryEvent' && !event.interrupting ? [id] : [], flows: event.outgoing }));
  return [{ nodes: [], flows: nodes.get(id)!.outgoing }, ...edges].filter(({ flows }) => flows.length > 0);
}

function refuseFlaws({ flaws, decided }: ReturnType<typeof judgeFrom>, known: ReturnType<typeof judgeFrom>['flaws']): void {
  const fresh = flaws.find(({ kind, at }) => !known.some((other) => other.kind === kind && other.at === at));
  if (fresh) throw new DomainError('MOVE_UNSOUND', { flaw: fresh.kind, element: fresh.at }, `Expected a move after which the flow can end, but there would be a ${fresh.kind} at "${fresh.at}"`);
  if (!decided) throw new DomainError('MOVE_UNSOUND', { flaw: 'undecided', element: null }, 'Expected a move that can be shown to be sound, but it is not decided');
}

/** Where the tokens of a scope stand. What event sub-processes do, and what undoes, runs beside the flow. */
function markingOf(program: Program, state: State, scope: Instance): Marking {
  const { nodes } = indexOf(program, scope.process);
  const inside = instancesIn(state).filter((each) => each.parent === scope.id && each.undoing === undefined);
  const arrivals = Object.entries(state.arrivals).filter(([key]) => key.startsWith(`${scope.id}:`)).flatMap(([, flows]) => Object.entries(flows));
  return {
    nodes: inside.flatMap(({ node }) => (nodes.get(node!)!.kind === 'eventSubProcess' ? [] : [node!])),
    flows: arrivals.flatMap(([flow, count]) => Array.from({ length: count }, () => flow)),
  };
}

function without(all: readonly string[], one: string): readonly string[] {
  const at = all.indexOf(one);
  return at < 0 ? all : [...all.slice(0, at), ...all.slice(at + 1)];
}

const unknown = (to: string): DomainError => new DomainError('MOVE_TARGET_UNKNOWN', { element: to }, `Expected an element of the scope to move to, but "${to}" is none`);
const unfit = (to: string, why: Unfit): DomainError => new DomainError('MOVE_TARGET_UNFIT', { element: to, why }, `Expected an element that can be started, but "${to}" is none (${why})`);
