import type { Instance, Wait } from '../state.ts';
import type { Variables } from '../value.ts';
import { abandon, outward } from './compensation.ts';
import { cancel, raiseIncident } from './instances.ts';
import { type Machine, nodeById, nodeOf } from './machine.ts';
import { occur } from './occur.ts';
import { giveBack } from './scopes.ts';
import { leave } from './tokens.ts';

/**
 * Throws a BPMN error from an instance: the innermost catcher wins (BPMN 2.0, 10.5.6), event sub-processes of a scope
 * before boundary events at its edge, a named code before a catch-all; nothing else moves before it is caught. Without a
 * catcher the thrower becomes an incident.
 */
export function raiseError(m: Machine, from: Instance, code: string, message?: string, variables: Variables = {}): void {
  const caught = catcherAround(m, from, 'error', code);
  if (!caught) return raiseIncident(m, from, 'ERROR_UNCAUGHT', `Expected a catcher for error "${code}"${message ? ` (${message})` : ''}, but there is none`, 'job');
  giveBack(m, from, caught.at);
  if (isThrowing(m, from)) leave(m, from);
  for (const id of caught.outOf) for (const handler of abandon(m, id)) cancel(m, handler);
  occur(m, caught.at, caught.wait, { kind: 'error', code, variables, ...(message ? { message } : {}) }, 'first');
}

/**
 * Throws an escalation: the innermost catcher hears it, by the same order as an error's. Nobody has to: then it is lost.
 * @returns whether the thrower goes on; where the catcher interrupts, it has ended with what it stood in
 */
export function escalate(m: Machine, from: Instance, code?: string): boolean {
  const caught = catcherAround(m, from, 'escalation', code);
  if (!caught) return true;
  const { at, wait } = caught;
  const node = nodeById(m, at, wait.node);
  const interrupts = 'interrupting' in node && node.interrupting;
  if (interrupts) {
    giveBack(m, from, at);
    leave(m, from);
  }
  occur(m, at, wait, { kind: 'escalation', ...(code === undefined ? {} : { code }) }, interrupts ? 'first' : 'last');
  return !interrupts;
}

function catcherAround(m: Machine, from: Instance, kind: 'error' | 'escalation', code: string | undefined): Caught | undefined {
  let inside: Instance = from;
  const outOf: number[] = [];
  for (let at: Instance | undefined = from; at; at = outward(m, at)) {
    const wait = catcher(m, at, kind, code, at === from ? undefined : inside);
    if (wait) return { at, wait, outOf };
    if (at.undoing !== undefined) outOf.push(at.undoing);
    inside = at;
  }
  return undefined;
}

/** Who catches, and the compensations that end with it because it happened in a handler of theirs. */
interface Caught {
  readonly at: Instance;
  readonly wait: Wait;
  readonly outOf: readonly number[];
}

/** `inside`: what it was thrown from, directly inside this scope; undefined where the scope throws itself, at its own edge. */
function catcher(m: Machine, at: Instance, kind: 'error' | 'escalation', code: string | undefined, inside: Instance | undefined): Wait | undefined {
  const waits = (at.waits ?? []).filter(({ on }) => on.kind === kind && (on.code === undefined || on.code === code));
  const isStart = (entry: Wait): boolean => nodeById(m, at, entry.node).kind === 'startEvent';
  // A scope that throws at its own edge is not caught by its own inside, nor an event sub-process by itself.
  const hears = (entry: Wait): boolean => !isStart(entry) || (inside !== undefined && nodeById(m, at, entry.node).scope !== inside.node);
  const order = (entry: Wait): number => (isStart(entry) ? 0 : 2) + ('code' in entry.on && entry.on.code !== undefined ? 0 : 1);
  return waits.filter(hears).sort((a, b) => order(a) - order(b) || a.id - b.id)[0];
}

const isThrowing = (m: Machine, from: Instance): boolean => nodeOf(m, from).kind === 'endEvent';
