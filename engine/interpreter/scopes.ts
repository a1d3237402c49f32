import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { stopAllClocks } from './clocks.ts';
import { clear, create, remove } from './instances.ts';
import { IncidentRaised } from './incident.ts';
import { index, type Machine, nodeById, nodeOf, parentOf, visibleVariables } from './machine.ts';
import { indexOf } from './programIndex.ts';
import { portOf } from './port.ts';
import { behaviourOf, guarded, leave, start } from './tokens.ts';
import { armTrigger } from './triggers.ts';
import { setVariables } from './variables.ts';
import { isActivity } from '../elements/index.ts';

/** Called processes inside called processes, at most: a recursion without an end is stopped here. */
export const CALL_DEPTH_LIMIT = 20;

/** Opens the contents of a scope: event sub-processes listen, none start events (or nodes without a way in) begin. */
export function openScope(m: Machine, scope: Instance): void {
  openContents(m, scope, scope.node ?? scope.process);
}

/** Opens a process as the case's root. `startNode` picks a start event that a message or timer triggered. */
export function openRoot(m: Machine, process: string, variables: Record<string, Value>, startNode?: string): void {
  const root = create(m, process, null, null);
  root.variables = variables;
  root.live = 0;
  openContents(m, root, process, startNode);
}

/** Opens a called process inside the caller: mapped inputs become its variables, without a mapping everything visible. */
export function openProcess(m: Machine, caller: Instance, process: string): void {
  if (callDepth(m, caller) >= CALL_DEPTH_LIMIT) {
    throw new IncidentRaised('CALL_TOO_DEEP', `Expected at most ${CALL_DEPTH_LIMIT} calls inside each other, but "${process}" would be one more`);
  }
  const node = nodeOf(m, caller);
  const variables = isActivity(node) && node.inputs ? { ...caller.variables } : visibleVariables(m, caller);
  const root = create(m, process, null, caller);
  root.variables = { ...variables };
  root.live = 0;
  openContents(m, root, process);
}

function openContents(m: Machine, scope: Instance, scopeId: string, startNode?: string): void {
  scope.live ??= 0;
  const contents = indexOf(m.program, scope.process).contents.get(scopeId) ?? [];
  for (const node of contents) {
    if (node.kind !== 'eventSubProcess') continue;
    for (const event of index(m, scope).contents.get(node.id) ?? []) {
      if (event.kind === 'startEvent') armTrigger(m, scope, event.id, event.trigger);
    }
  }
  if (startNode !== undefined) return start(m, startNode, scope);
  const starts = contents.filter((node) => node.kind === 'startEvent' && node.trigger.kind === 'none');
  const begin = starts.length > 0 ? starts : contents.filter((node) => startsByItself(node));
  for (const node of begin) start(m, node.id, scope);
  m.touched.add(scope.id);
}

/** Without a start event, whatever has no incoming flow begins (BPMN 2.0, 10.2). */
const startsByItself = (node: ReturnType<typeof nodeOf>): boolean =>
  node.incoming.length === 0 && node.kind !== 'boundaryEvent' && node.kind !== 'eventSubProcess' && node.kind !== 'startEvent';

/** The token ends, and its scope at once with it; the case's root ends as `terminated` (BPMN 2.0, 10.5.3). */
export function terminate(m: Machine, token: Instance): void {
  const scope = parentOf(m, token);
  leave(m, token);
  if (scope.parent === null) m.ending = 'terminated';
  stopListening(m, scope);
  clear(m, scope);
}

/** An interrupting event sub-process takes the place of all that runs in its scope, and no sibling is heard any more. */
export function interrupt(m: Machine, scope: Instance): void {
  clear(m, scope);
  stopListening(m, scope);
}

function stopListening(m: Machine, scope: Instance): void {
  scope.waits = scope.waits?.filter((wait) => nodeById(m, scope, wait.node).kind !== 'startEvent');
  if (scope.waits?.length === 0) delete scope.waits;
}

/** Opens an event sub-process at the start event that was triggered; what came with the event becomes its variables. */
export function openEventSubProcess(m: Machine, begin: { readonly id: string; readonly scope: string }, scope: Instance, variables: Variables): void {
  const inside = create(m, scope.process, begin.scope, scope);
  setVariables(m, scope, variables);
  openContents(m, inside, begin.scope, begin.id);
}

/** A scope that holds no token any more is done: the case ends, the caller goes on, or the element decides. */
export function finishIfEmpty(m: Machine, scopeId: number): void {
  const scope = m.state.instances[scopeId];
  if (m.state.status !== 'running' || !scope || scope.live !== 0 || scope.multi || scope.incident !== undefined) return;
  if (scope.node === null) return finishProcess(m, scope);
  const node = nodeOf(m, scope);
  guarded(m, scope, 'leave', () => behaviourOf(node).contentDone?.(node, scope, portOf(m)));
}

function finishProcess(m: Machine, root: Instance): void {
  if (root.parent === null) return endCase(m, root);
  const caller = parentOf(m, root);
  const node = nodeOf(m, caller);
  remove(m, root);
  guarded(m, caller, 'leave', () => behaviourOf(node).returned?.(node, caller, root.variables ?? {}, portOf(m)));
}

function endCase(m: Machine, root: Instance): void {
  stopAllClocks(m);
  m.state.status = m.ending;
  // The root stays: its variables are the case's result.
  delete root.waits;
  m.log.push({ type: 'status', status: m.ending });
}

function callDepth(m: Machine, at: Instance): number {
  let depth = 0;
  for (let scope: Instance | undefined = at; scope; scope = scope.parent === null ? undefined : m.state.instances[scope.parent]) {
    if (scope.node === null) depth += 1;
  }
  return depth;
}
