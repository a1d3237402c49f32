import type { CallActivityNode } from '../elements/callActivity.ts';
import type { StartEventNode } from '../elements/startEvent.ts';
import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { canonical } from '../canonical.ts';
import { weigh } from './caps.ts';
import { stopAllClocks } from './clocks.ts';
import { closeRestored, keepCalled, outward } from './compensation.ts';
import { openData, withoutOutputs } from './dataFlow.ts';
import { clear, create, remove, settleIncident } from './instances.ts';
import { IncidentRaised } from './incident.ts';
import { type By, beginAt } from './beginAt.ts';
import { childrenOf, find, index, type Machine, nodeById, nodeOf, parentOf, sharesVariables, visibleVariables } from './machine.ts';
import { beginnings } from './programIndex.ts';
import { portOf } from './port.ts';
import { behaviourOf, giveOut, guarded, leave, start } from './tokens.ts';
import { armTrigger } from './triggers.ts';
import { setVariables } from './variables.ts';

/** Called processes inside called processes, at most: a recursion without an end is stopped here. */
export const CALL_DEPTH_LIMIT = 8;

/** Opens the contents of a scope: event sub-processes listen, none start events (or nodes without a way in, or those given) begin. */
export function openScope(m: Machine, scope: Instance, begin: readonly string[] = beginningsOf(m, scope)): void {
  prepare(m, scope);
  for (const node of begin) start(m, node, scope);
}

/** Where the contents of a scope begin. */
export const beginningsOf = (m: Machine, scope: Instance): readonly string[] => beginnings(index(m, scope).contents.get(scope.node ?? scope.process) ?? []);

/** Opens a process as the case's root. `startNode` is where something happened that starts it, `by` what that was. */
export function openRoot(m: Machine, process: string, variables: Record<string, Value>, startNode?: string, by?: By): void {
  const root = create(m, process, null, null);
  weigh(m, variables);
  root.variables = variables;
  root.live = 0;
  openContents(m, root, startNode, variables, by);
}

/** Opens a called process inside the caller: mapped inputs become its variables, without a mapping everything visible. */
export function openProcess(m: Machine, caller: Instance, process: string): void {
  if (callDepth(m, caller) >= CALL_DEPTH_LIMIT) {
    throw new IncidentRaised('CALL_TOO_DEEP', `Expected at most ${CALL_DEPTH_LIMIT} calls inside each other, but "${process}" would be one more`);
  }
  // Before anything is opened: what stands half open could not be entered again.
  const given = givenVariables(m, caller);
  weigh(m, given, {});
  const root = create(m, process, null, caller);
  root.variables = given;
  root.live = 0;
  openContents(m, root);
}

/** What a called process begins with: the mapped inputs, or everything visible; nothing of its own where it shares. */
function givenVariables(m: Machine, caller: Instance): Record<string, Value> {
  const call = nodeOf(m, caller) as CallActivityNode;
  if (sharesVariables(call)) return {};
  return call.inputs || call.closedIn ? { ...caller.variables } : visibleVariables(m, caller);
}

/** Opens a scope at one node where something has happened, else at its beginnings. */
function openContents(m: Machine, scope: Instance, startNode?: string, came: Variables = {}, by?: By): void {
  if (startNode === undefined) return openScope(m, scope);
  prepare(m, scope);
  beginAt(m, startNode, scope, came, by);
}

function prepare(m: Machine, scope: Instance): void {
  scope.live ??= 0;
  openData(m, scope);
  // A trigger that can't be read stops nothing but the end of the scope, until an operator has settled it.
  guarded(m, scope, 'enter', () => listen(m, scope));
  m.touched.add(scope.id);
}

/** Lets every event sub-process of the scope wait for its trigger. One that can't be read keeps no other from being heard. */
export function listen(m: Machine, scope: Instance): void {
  const { contents } = index(m, scope);
  const handlers = (contents.get(scope.node ?? scope.process) ?? []).filter(({ kind }) => kind === 'eventSubProcess');
  arm(m, scope, handlers.flatMap(({ id }) => contents.get(id) ?? []).filter(({ kind }) => kind === 'startEvent').map(({ id }) => id));
}

/** Listens for those that could not be read before, and for them alone: what has happened once is not waited for again. */
export function listenAgain(m: Machine, scope: Instance): void {
  arm(m, scope, scope.unheard ?? []);
}

function arm(m: Machine, scope: Instance, starts: readonly string[]): void {
  const unheard: string[] = [];
  let first: unknown;
  for (const id of starts) {
    const event = nodeById(m, scope, id) as StartEventNode;
    try {
      armTrigger(m, scope, id, event.trigger);
    } catch (error) {
      first ??= error;
      unheard.push(id);
    }
  }
  delete scope.unheard;
  if (unheard.length === 0) return;
  scope.unheard = unheard;
  throw first;
}

/** The token ends, and its scope at once with it; the case's root ends as `terminated` (BPMN 2.0, 10.5.3). */
export function terminate(m: Machine, token: Instance): void {
  const scope = parentOf(m, token);
  leave(m, token);
  if (scope.parent === null) m.ending = 'terminated';
  stopListening(m, scope);
  clear(m, scope);
  settleIncident(m, scope, 'cancelled');
}

/** An interrupting event sub-process takes the place of all that runs in its scope, and no sibling is heard any more. */
export function interrupt(m: Machine, scope: Instance): void {
  clear(m, scope);
  settleIncident(m, scope, 'cancelled');
  stopListening(m, scope);
}

export function stopListening(m: Machine, scope: Instance): void {
  delete scope.unheard;
  if (!scope.waits) return;
  const left = scope.waits.filter((wait) => nodeById(m, scope, wait.node).kind !== 'startEvent');
  if (left.length > 0) scope.waits = left;
  else delete scope.waits;
}

/** Opens an event sub-process at the start event that was triggered; what came with the event becomes its variables. */
export function openEventSubProcess(m: Machine, begin: { readonly id: string; readonly scope: string }, scope: Instance, variables: Variables): void {
  const inside = create(m, scope.process, begin.scope, scope);
  setVariables(m, scope, withoutOutputs(nodeById(m, scope, begin.id), variables));
  openContents(m, inside, begin.id, variables);
}

/** Nothing runs in the scope. An ad-hoc sub-process may begin its next activity while tokens wait at joins for it. */
const isIdle = (m: Machine, scope: Instance): boolean => scope.live === 0 || (scope.adHoc !== undefined && childrenOf(m, scope).length === 0);

/** A scope that holds no token any more is done: the case ends, the caller goes on, or the element decides. */
export function finishIfEmpty(m: Machine, scopeId: number): void {
  const scope = find(m, scopeId);
  if (m.state.status !== 'running' || !scope || !isIdle(m, scope) || scope.multi || scope.incident !== undefined) return;
  if (scope.restored) return closeRestored(m, scope);
  if (scope.node === null) return finishProcess(m, scope);
  const node = nodeOf(m, scope);
  guarded(m, scope, 'leave', () => behaviourOf(node).contentDone?.(node, scope, portOf(m)));
}

function finishProcess(m: Machine, root: Instance): void {
  if (root.parent === null) return endCase(m, root);
  const caller = parentOf(m, root);
  const node = nodeOf(m, caller);
  keepCalled(m, root);
  remove(m, root);
  guarded(m, caller, 'leave', () => behaviourOf(node).returned?.(node, caller, resultsOf(m, caller, root), portOf(m)));
}

/** What a called process gives back: what it wrote, never a copy of what it was given (a sibling may have written since). */
function resultsOf(m: Machine, caller: Instance, root: Instance): Variables {
  const call = nodeOf(m, caller) as CallActivityNode;
  const results = root.variables ?? {};
  if (call.outputs || sharesVariables(call)) return results;
  if (call.closedOut) return {};
  const given = givenVariables(m, caller);
  return Object.fromEntries(Object.entries(results).filter(([name, value]) => !Object.hasOwn(given, name) || canonical(given[name]) !== canonical(value)));
}

/**
 * What the called processes between a throw and its catcher wrote goes to their callers as at their end: who catches sees
 * what was known when it was thrown. A call that maps its outputs gives none, as it has not ended.
 */
export function giveBack(m: Machine, from: Instance, catcher: Instance): void {
  for (let at: Instance | undefined = from; at && at.id !== catcher.id; at = outward(m, at)) {
    if (at.node !== null || at.parent === null) continue;
    const caller = parentOf(m, at);
    if (!(nodeOf(m, caller) as CallActivityNode).outputs) giveOut(m, caller, resultsOf(m, caller, at));
  }
}

function endCase(m: Machine, root: Instance): void {
  stopAllClocks(m);
  m.state.status = m.ending;
  delete m.state.compensations;
  // The root stays: its variables are the case's result.
  delete root.waits;
  m.log.push({ type: 'status', status: m.ending, ...(m.endingReason === undefined ? {} : { reason: m.endingReason }) });
}

function callDepth(m: Machine, at: Instance): number {
  let depth = 0;
  for (let scope: Instance | undefined = at; scope; scope = find(m, scope.parent)) {
    if (scope.node === null) depth += 1;
  }
  return depth;
}
