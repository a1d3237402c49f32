import { isActivity, type Node } from '../elements/index.ts';
import type { Instance } from '../state.ts';
import type { Variables } from '../value.ts';
import { create, remove } from './instances.ts';
import { type Machine, nodeById, nodeOf, parentOf, setTally } from './machine.ts';
import { portOf } from './port.ts';
import { countsOf, NO_TALLY, withOne, without } from './tally.ts';
import { behaviourOf, enter, guarded } from './tokens.ts';
import { setLocal } from './variables.ts';

/** Where the arrivals at a node of a scope are kept. */
export const joinKey = (scope: Instance, nodeId: string): string => `${scope.id}:${nodeId}`;

/** Tokens that one start of an activity takes (BPMN 2.0, 10.3: startQuantity). */
const quantityOf = (node: Node): number => (isActivity(node) ? (node.startQuantity ?? 1) : 1);

/** Whether tokens wait at this node until enough have come. */
export function countsArrivals(node: Node): boolean {
  const { joins, settle } = behaviourOf(node);
  return joins ? joins(node) : (settle !== undefined && node.incoming.length > 1) || quantityOf(node) > 1;
}

/** A token has come by a flow: it is counted, and the node may begin by it. */
export function arrive(m: Machine, scope: Instance, node: Node, flow: string): void {
  const key = joinKey(scope, node.id);
  setTally(m, key, withOne(m.joins[key] ?? NO_TALLY, flow));
  scope.live = (scope.live ?? 0) + 1;
  if (behaviourOf(node).arrived) judge(m, scope, node, flow);
  else startByQuantity(m, scope, node);
}

/** What has come is looked at by the node itself. */
function judge(m: Machine, scope: Instance, node: Node, flow: string): void {
  try {
    behaviourOf(node).arrived!(node, scope, portOf(m));
  } catch (error) {
    stopUncounted(m, scope, node, flow, error);
  }
}

/** A join that begins anew looks at what waits there already. */
export function recount(m: Machine, nodeId: string, scope: Instance): void {
  const flow = Object.keys(arrivalsAt(m, scope, nodeId)).at(-1);
  if (flow !== undefined) judge(m, scope, nodeById(m, scope, nodeId), flow);
}

/** What has come can't be judged: the last token stands at the join as an incident, the others go on waiting. */
function stopUncounted(m: Machine, scope: Instance, node: Node, flow: string, error: unknown): void {
  consume(m, node.id, scope, [flow]);
  const token = create(m, scope.process, node.id, scope);
  token.uncounted = flow;
  guarded(m, token, 'enter', () => {
    throw error;
  });
}

/** After a correction the token arrives as if for the first time. */
export function arriveAgain(m: Machine, token: Instance): void {
  const scope = parentOf(m, token);
  const node = nodeOf(m, token);
  m.log.push({ type: 'left', process: token.process, element: node.id, instance: token.id, how: 'cancelled' });
  remove(m, token);
  arrive(m, scope, node, token.uncounted!);
}

/** An activity with a start quantity begins each time as many tokens wait, whichever way they came. */
function startByQuantity(m: Machine, scope: Instance, node: Node): void {
  const quantity = quantityOf(node);
  if (quantity === 1 || (m.joins[joinKey(scope, node.id)]?.tokens ?? 0) < quantity) return;
  const waiting = Object.entries(arrivalsAt(m, scope, node.id)).flatMap(([flow, tokens]) => Array.from({ length: tokens }, () => flow));
  fire(m, node.id, scope, waiting.slice(0, quantity));
}

/** Tokens that wait at a node, by incoming flow, in the order they came. */
export const arrivalsAt = (m: Machine, scope: Instance, nodeId: string): Readonly<Record<string, number>> => countsOf(m.joins[joinKey(scope, nodeId)] ?? NO_TALLY);

/** Takes one arrival from each named flow. */
export function consume(m: Machine, nodeId: string, scope: Instance, from: readonly string[]): void {
  const key = joinKey(scope, nodeId);
  if (from.length === 0) return;
  scope.live! -= from.length;
  setTally(m, key, without(m.joins[key]!, from));
}

/** A join fires: one arrival of each named flow becomes one token in the join's node. */
export function fire(m: Machine, nodeId: string, scope: Instance, from: readonly string[], variables: Variables = {}): void {
  // Made first: where there is no room for it, nothing is taken.
  const token = create(m, scope.process, nodeById(m, scope, nodeId).id, scope);
  consume(m, nodeId, scope, from);
  setLocal(token, variables);
  m.queue.push({ token, run: () => enter(m, token) });
}

/** Remembers which ways have started a complex gateway, or (null) that it waits for its start again. */
export function setFirstPhase(m: Machine, scope: Instance, nodeId: string, flows: readonly string[] | null): void {
  const { [joinKey(scope, nodeId)]: _before, ...others } = m.state.firstPhases ?? {};
  const phases = flows === null ? others : { ...others, [joinKey(scope, nodeId)]: flows };
  if (Object.keys(phases).length === 0) delete m.state.firstPhases;
  else m.state.firstPhases = phases;
}
