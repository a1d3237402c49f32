import { type ActivityNode, elements, isActivity, type Node } from '../elements/index.ts';
import type { Behaviour } from '../elements/element.ts';
import type { Flow } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { evaluate, holds } from '../expressions/feel.ts';
import { expectRoom } from './caps.ts';
import { startStepClock, stopStepClock } from './clocks.ts';
import { DomainError } from '../errors.ts';
import { IncidentRaised } from './incident.ts';
import { keepCompletion } from './compensation.ts';
import { bring, dataIn, dataOut, openData, withoutOutputs } from './dataFlow.ts';
import { create, raiseIncident, remove, settleIncident } from './instances.ts';
import { index, isLive, isLoopChild, type Machine, nodeById, nodeOf, parentOf, VISIT_LIMIT, visibleVariables } from './machine.ts';
import { childDone, enterLoop, isLooping } from './loop.ts';
import { arrive, arriveAgain, countsArrivals } from './arrivals.ts';
import { portOf } from './port.ts';
import { armTrigger } from './triggers.ts';
import { mapped, setLocal, setVariables } from './variables.ts';

/** The behaviour of a node, typed for any node: the registry guarantees that kind and behaviour belong together. */
export const behaviourOf = (node: Node): Behaviour<Node> => elements[node.kind].behaviour as unknown as Behaviour<Node>;

/** Runs one piece of work for a token; what goes wrong with the flow stops the token as an incident, never the case. */
export function guarded(m: Machine, token: Instance, phase: 'enter' | 'leave' | 'job', work: () => void): void {
  try {
    work();
  } catch (error) {
    // A date or a limit that can't be counted (DomainError of the clocks) is the flow's fault too.
    if (!(error instanceof IncidentRaised || error instanceof DomainError)) throw error;
    if (isLive(m, token)) raiseIncident(m, token, error.code, error.message, phase);
  }
}

/** Puts a token on its way to a node of a scope; `came` with the event that happened there. */
export function start(m: Machine, nodeId: string, scope: Instance, flow?: string, came: Variables = {}): void {
  const node = nodeById(m, scope, nodeId);
  // A join counts arrivals by flow; a token of its own appears only when it fires.
  if (flow !== undefined && countsArrivals(node)) return arrive(m, scope, node, flow);
  const token = create(m, scope.process, nodeId, scope);
  bring(token, node, came);
  m.queue.push({ token, run: () => (spins(m, scope, nodeId) ? raiseIncident(m, token, 'STEP_BUDGET', STANDS, 'enter') : enter(m, token)) });
}

/** What a loop without a wait is told. */
export const STANDS = 'Expected the flow to wait at some point, but it went on and on';

/** Whether this event has brought tokens to the node so often that they go round and round. */
function spins(m: Machine, scope: Instance, nodeId: string): boolean {
  const key = `${scope.id}:${nodeId}`;
  const visits = (m.visits.get(key) ?? 0) + 1;
  m.visits.set(key, visits);
  return visits > VISIT_LIMIT;
}

/** Lets a token enter its node: boundary events are armed, then the loop or the element itself begins. */
export function enter(m: Machine, token: Instance): void {
  if (!isLive(m, token)) return;
  const node = nodeOf(m, token);
  if (token.uncounted !== undefined) return arriveAgain(m, token);
  guarded(m, token, 'enter', () => {
    if (!isActivity(node)) {
      dataIn(m, token, node);
      return behaviourOf(node).enter(node, token, portOf(m));
    }
    armBoundaries(m, token);
    // The list that is gone through may be an input itself.
    if (node.multiInstance) dataIn(m, token, node);
    if (isLooping(node)) enterLoop(m, token, node);
    else enterActivity(m, token);
  });
}

/** An activity proper: inputs, clock, behaviour. The runs of a loop come here one by one. */
export function enterActivity(m: Machine, token: Instance): void {
  const node = nodeOf(m, token) as ActivityNode;
  if (!index(m, token).contents.has(node.id)) openData(m, token);
  if (!node.multiInstance) dataIn(m, token, node);
  if (node.inputs) setLocal(token, mapped(m, token, node.inputs));
  startStepClock(m, token, node);
  behaviourOf(node).enter(node, token, portOf(m));
}

/** The events at the edge of an activity are waited for while it is open. */
export function armBoundaries(m: Machine, host: Instance): void {
  for (const event of index(m, host).attached.get(host.node!) ?? []) {
    if (event.kind === 'boundaryEvent') armTrigger(m, host, event.id, event.trigger);
  }
}

/** The element is done: outputs are mapped, the flows to take are chosen, the token leaves. */
export function complete(m: Machine, token: Instance, results: Variables = {}): void {
  if (!isLive(m, token)) return;
  guarded(m, token, 'leave', () => {
    const node = nodeOf(m, token);
    const parent = parentOf(m, token);
    const activity = isActivity(node) ? node : null;
    // Kept on the token first, so that a retry after a failed mapping finds them again.
    setLocal(token, results);
    if (activity?.outputs) setVariables(m, parent, mapped(m, token, activity.outputs));
    else giveOut(m, token, results);
    dataOut(m, token, node);
    if (isLoopChild(m, token)) return childDone(m, parent, token, activity!);
    const flows = chooseFlows(m, token, node);
    if (activity) keepCompletion(m, token, activity);
    take(m, token, flows);
  });
}

/** What comes out of a token's element goes to the scope around it; what an instance brings stays its own where a collection takes it over. */
export function giveOut(m: Machine, token: Instance, results: Variables): void {
  const node = nodeOf(m, token);
  const { outputElement, outputName } = (isActivity(node) && isLoopChild(m, token) && node.multiInstance) || {};
  if ((outputElement ?? outputName) === undefined) setVariables(m, parentOf(m, token), withoutOutputs(node, results));
}

/**
 * Flows of a node that leaves normally, once for each token they get: unconditional ones, and conditional ones that hold;
 * else the default.
 */
export function chooseFlows(m: Machine, token: Instance, node: Node): readonly Flow[] {
  const flows = waysOn(m, token, node);
  const quantity = isActivity(node) ? (node.completionQuantity ?? 1) : 1;
  return quantity === 1 ? flows : flows.flatMap((flow) => Array.from({ length: quantity }, () => flow));
}

function waysOn(m: Machine, token: Instance, node: Node): readonly Flow[] {
  const outgoing = flowsOf(m, token, node.outgoing);
  if (!outgoing.some((flow) => flow.condition !== undefined)) return outgoing;
  const fallback = 'default' in node ? node.default : undefined;
  const chosen = outgoing.filter((flow) => flow.id !== fallback && (flow.condition === undefined || test(m, token, flow.condition)));
  if (chosen.length > 0) return chosen;
  const other = outgoing.find((flow) => flow.id === fallback);
  if (!other) throw new IncidentRaised('NO_BRANCH', `Expected a condition to hold or a default flow at "${node.id}", but there is neither`);
  return [other];
}

/** Removes the token and sends one along each flow; without flows the path ends here. */
export function take(m: Machine, token: Instance, flows: readonly Flow[]): void {
  const scope = parentOf(m, token);
  // Asked before it is gone: where there is no room for all, the token stands as an incident and none is lost.
  if (flows.length > 1) expectRoom(m, flows.length - 1);
  leave(m, token);
  if (endsScope(m, token, scope)) return;
  for (const flow of flows) {
    m.log.push({ type: 'flow', process: token.process, flow: flow.id, instance: token.id });
    start(m, flow.target, scope, flow.id);
  }
}

/** Whether a scope that watches what is done inside is done with this activity. */
function endsScope(m: Machine, token: Instance, scope: Instance): boolean {
  if (scope.adHoc === undefined || !isActivity(nodeOf(m, token))) return false;
  return innerDone(m, scope);
}

/** Asks a scope again whether it is done; a condition that can't be decided is an incident of the scope. */
export function innerDone(m: Machine, scope: Instance): boolean {
  const node = nodeOf(m, scope);
  let ends = false;
  guarded(m, scope, 'leave', () => {
    ends = behaviourOf(node).innerDone!(node, scope, portOf(m));
  });
  return ends;
}

/** The token is gone, its element completed. */
export function leave(m: Machine, token: Instance): void {
  stopStepClock(m, token);
  settleIncident(m, token, 'cancelled');
  m.log.push({ type: 'left', process: token.process, element: token.node!, instance: token.id, how: 'completed' });
  remove(m, token);
}

/** Flows in document order, by their ids. */
export const flowsOf = (m: Machine, at: Instance, ids: readonly string[]): readonly Flow[] => ids.map((id) => index(m, at).flows.get(id)!);

/** Reading FEEL takes as long as several steps: a loop over conditions ends before it is felt by other cases. */
export const CONDITION_COST = 4;

/** Whether a condition holds where a token stands; `more` are names that hold for this question alone. */
export function test(m: Machine, at: Instance, condition: string, more: Variables = {}): boolean {
  m.budget -= CONDITION_COST;
  if (m.choices) return m.choices(condition, more);
  return holds(condition, { ...visibleVariables(m, at), ...more }, m.now, index(m, at).money);
}

/** What a FEEL text gives where a token stands; nothing in a search, which looks at no values. */
export function valueOf(m: Machine, at: Instance, text: string): Value {
  m.budget -= CONDITION_COST;
  return m.choices ? null : evaluate(text, visibleVariables(m, at), m.now, index(m, at).money);
}
