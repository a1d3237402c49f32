import type { ActivityNode } from '../elements/index.ts';
import type { Compensation, Completion, Instance, Wait } from '../state.ts';
import { countToken } from './caps.ts';
import { create, remove } from './instances.ts';
import { find, findAll, index, isLive, isLoopChild, type Machine, nextId, nodeOf, parentOf, writable } from './machine.ts';
import { indexOf } from './programIndex.ts';
import { leaveCancelled } from './cancelTransaction.ts';
import { openEventSubProcess } from './scopes.ts';
import { portOf } from './port.ts';
import { behaviourOf, complete, enter, guarded } from './tokens.ts';

/**
 * Keeps a completed activity that can be compensated: one with a handler, or a scope with something compensable inside
 * (BPMN 2.0, 13.5.5). Called while the instance is still there. Costs nothing in flows without compensation.
 * @throws IncidentRaised TOKEN_LIMIT where the case can't hold one more
 */
export function keepCompletion(m: Machine, token: Instance, node: ActivityNode, body = false): void {
  if (node.forCompensation) return;
  const { handlers, undoers } = index(m, token);
  const handled = handlers.has(node.id);
  const inside = doneIn(m, token.id).length > 0;
  if (body ? !inside : !handled && !undoers.has(node.id) && !inside) return;
  countToken(m);
  const variables = body ? undefined : handled ? roundOf(m, token, node) : token.variables;
  keep(m, token, node.id, { ...(variables ? { variables: { ...variables } } : {}), ...(body ? { body: true as const } : {}) });
}

/** Keeps a called process that has ended with something compensable inside; it takes the place of the process. */
export function keepCalled(m: Machine, root: Instance): void {
  if (doneIn(m, root.id).length > 0) keep(m, root, null, { variables: { ...root.variables } });
}

function keep(m: Machine, { id: instance, parent, process }: Instance, node: string | null, more: Partial<Completion>): void {
  const completion = { id: nextId(m), instance, scope: parent!, process, node, ...more };
  writable(m, 'completions')[completion.id] = completion;
}

/** What tells one round of a loop from the others; a handler sees it beside the variables around it. */
function roundOf(m: Machine, token: Instance, node: ActivityNode): Instance['variables'] {
  if (!isLoopChild(m, token)) return undefined;
  const names = ['loopCounter', node.multiInstance?.element];
  return Object.fromEntries(Object.entries(token.variables ?? {}).filter(([name]) => names.includes(name)));
}

/** What is done in a scope and can be compensated, oldest first. */
export const doneIn = (m: Machine, scope: number): Completion[] => Object.values(m.state.completions ?? {}).filter((each) => each.scope === scope);

/**
 * Compensates what a thrown compensation event means (BPMN 2.0, 10.7.2): in its scope, and from an event sub-process also in
 * the scope that one belongs to, the named activity or everything done, the last first.
 * @returns whether the thrower goes on at once.
 */
export function throwCompensation(m: Machine, token: Instance, activity: string | undefined, wait: boolean): boolean {
  recallLost(m);
  const scopes = scopesMeant(m, token);
  const whole = activity === undefined || scopes.some(({ node }) => node === activity);
  const done = scopes.flatMap(({ id }) => doneIn(m, id)).filter(({ node }) => whole || node === activity);
  return !begin(m, done, wait ? token.id : null) || !wait;
}

function scopesMeant(m: Machine, token: Instance): readonly Instance[] {
  const scopes = [parentOf(m, token)];
  for (let at = scopes[0]!; at.node !== null && nodeOf(m, at).kind === 'eventSubProcess'; at = scopes.at(-1)!) scopes.push(parentOf(m, at));
  return scopes;
}

/** Begins to compensate, last done first. @returns false when there is nothing to compensate. */
export function begin(m: Machine, done: readonly Completion[], thrower: number | null, cancels = false): boolean {
  if (done.length === 0) return false;
  const todo = [...done].sort((a, b) => b.id - a.id);
  // Taken out now: nothing is compensated twice, whoever else throws.
  for (const { id } of todo) delete writable(m, 'completions')[id];
  const compensation = { id: nextId(m), thrower, todo, ...(cancels ? { cancels: true as const } : {}) };
  (m.state.compensations ??= {})[compensation.id] = compensation;
  return true;
}

/**
 * Lets a compensation go on: the next handler begins when the one before is done, and who waits for the last goes on.
 * Profile `matter` keeps the order of the standard strictly, one after the other. Profile `bpmn` lets people and events
 * begin all at once, the last done first, as engines in use do; a system that is asked has done it, or failed for good, before the next begins. What
 * was done inside a scope that opens again comes before what was done earlier than the scope. @returns whether anything moved.
 */
export function continueCompensations(m: Machine): boolean {
  recallLost(m);
  for (const compensation of Object.values(m.state.compensations ?? {}).reverse()) {
    const waits = m.program.profile === 'bpmn' ? isAsking(m, compensation) : isOpen(m, compensation);
    if (compensation.todo.length > 0 ? waits : isOpen(m, compensation)) continue;
    if (compensation.todo.length > 0) undo(m, compensation, compensation.todo.shift()!);
    else end(m, compensation);
    return true;
  }
  return false;
}

/** Whether a system was asked to undo something, here or in a scope that is open again for it, and has neither done it nor failed for good. */
const isAsking = (m: Machine, compensation: Compensation): boolean =>
  m.instances.values().some((token) => token.waits?.some(({ on }) => ASKED.has(on.kind)) === true && isPartOf(m, token, compensation));

/** Waits for a system: it is asked, has taken the call, or is to be asked again. */
const ASKED: ReadonlySet<Wait['on']['kind']> = new Set(['job', 'callback', 'retry'] as const);

function isPartOf(m: Machine, token: Instance, { id }: Compensation): boolean {
  for (let at: Instance | undefined = token; at; at = find(m, at.parent)) if (at.undoing === id) return true;
  return false;
}

const isOpen = (m: Machine, { id }: Compensation): boolean => m.instances.values().some(({ undoing }) => undoing === id);

function end(m: Machine, { id, thrower, cancels }: Compensation): void {
  forget(m, id);
  const token = find(m, thrower);
  if (!token) return;
  m.queue.push({ token, run: () => (cancels ? leaveCancelled(m, token) : goOn(m, token)) });
}

/** All is undone: the thrower goes on, one that throws several things with the next of them. */
function goOn(m: Machine, token: Instance): void {
  if (token.thrown === undefined || !isLive(m, token)) return complete(m, token);
  token.thrown += 1;
  guarded(m, token, 'enter', () => behaviourOf(nodeOf(m, token)).enter(nodeOf(m, token), token, portOf(m)));
}

function forget(m: Machine, id: number): void {
  delete m.state.compensations![id];
  if (Object.keys(m.state.compensations!).length === 0) delete m.state.compensations;
}

/**
 * What has not begun to be undone is done as before, and can be compensated by another: its thrower is gone, or its scope
 * goes another way.
 */
export function recall(m: Machine, compensation: Compensation, which: (done: Completion) => boolean): void {
  for (const done of compensation.todo.filter(which)) writable(m, 'completions')[done.id] = done;
  compensation.todo = compensation.todo.filter((done) => !which(done));
}

/** What threw was called off, by an event for example, before all was undone. */
export function recallLost(m: Machine): void {
  for (const compensation of Object.values(m.state.compensations ?? {})) {
    if (compensation.thrower !== null && !m.instances.get(compensation.thrower)) recall(m, compensation, () => true);
  }
}

/** Compensates one completed activity: by its handler, each of its rounds, or everything done inside it. */
function undo(m: Machine, compensation: Compensation, done: Completion): void {
  const scope = find(m, done.scope);
  // The scope was called off meanwhile, and the handler with it.
  if (!scope) return;
  const inside = doneIn(m, done.instance);
  const handler = done.node === null ? undefined : indexOf(m.program, done.process).handlers.get(done.node);
  if (done.body) {
    for (const { id } of inside) delete writable(m, 'completions')[id];
    compensation.todo.unshift(...inside.map((round) => ({ ...round, scope: scope.id })).reverse());
  } else if (handler !== undefined) {
    const token = create(m, done.process, handler, scope);
    token.undoing = compensation.id;
    if (done.variables) token.variables = { ...done.variables };
    m.queue.push({ token, run: () => enter(m, token) });
  } else restore(m, compensation, done, scope, inside);
}

/** A completed scope opens again as it was: its own event sub-process compensates it, or all that was done inside is compensated. */
function restore(m: Machine, compensation: Compensation, done: Completion, scope: Instance, inside: readonly Completion[]): void {
  const opened = create(m, done.process, done.node, scope);
  Object.assign(opened, { undoing: compensation.id, restored: true, live: 0, variables: { ...done.variables } });
  for (const each of inside) writable(m, 'completions')[each.id] = { ...each, scope: opened.id };
  const undoer = done.node === null ? undefined : index(m, opened).undoers.get(done.node);
  if (undoer) openEventSubProcess(m, undoer, opened, {});
  else begin(m, doneIn(m, opened.id), null);
}

/** A scope that was open again is compensated. */
export function closeRestored(m: Machine, scope: Instance): void {
  remove(m, scope);
  if (scope.node !== null) m.log.push({ type: 'left', process: scope.process, element: scope.node, instance: scope.id, how: 'compensated' });
}

/** Where an error goes on from here: out of a handler to the event that threw the compensation, else to the scope around. */
export function outward(m: Machine, at: Instance): Instance | undefined {
  const compensation = at.undoing === undefined ? undefined : m.state.compensations?.[at.undoing];
  return find(m, compensation?.thrower) ?? find(m, at.parent);
}

/** A compensation that failed goes no further. @returns its instances, to be called off. */
export function abandon(m: Machine, id: number): Instance[] {
  const failed = m.state.compensations?.[id];
  if (failed) {
    recall(m, failed, () => true);
    forget(m, id);
  }
  return findAll(m, ({ undoing }) => undoing === id);
}

/** Drops what can't be compensated any more because the scope it lies in is gone for good. */
export function dropLost(m: Machine): void {
  if (!m.state.completions) return;
  const { completions, compensations } = m.state;
  const kept = new Set([...Object.values(completions), ...Object.values(compensations ?? {}).flatMap(({ todo }) => todo)].map(({ instance }) => instance));
  for (let lost = true; lost; ) {
    lost = false;
    for (const { id, scope, instance } of Object.values(m.state.completions)) {
      if (m.state.status === 'running' && (m.instances.get(scope) || kept.has(scope))) continue;
      delete writable(m, 'completions')[id];
      kept.delete(instance);
      lost = true;
    }
  }
  if (Object.keys(m.state.completions).length === 0) delete m.state.completions;
}

