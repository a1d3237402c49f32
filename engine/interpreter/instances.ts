import type { Instance, Wait, WaitFor } from '../state.ts';
import { countToken } from './caps.ts';
import { stopStepClock } from './clocks.ts';
import { pauseStepClock, resumeStepClock } from './holds.ts';
import { HEARD } from './deliver.ts';
import { childrenOf, find, isLive, type Machine, nextId, setTally, writable } from './machine.ts';

/** Why a step's clock stands while an operator has to settle what went wrong with it. */
export const INCIDENT_WAIT = 'incident';

/** Creates a live instance of a node (or, with `node` null, of a process) inside a scope. */
export function create(m: Machine, process: string, node: string | null, parent: Instance | null): Instance {
  countToken(m);
  const instance: Instance = { id: nextId(m), process, node, parent: parent?.id ?? null };
  m.own?.add(instance.id);
  m.instances.set(instance.id, instance);
  if (parent) parent.live = (parent.live ?? 0) + 1;
  if (node !== null) m.log.push({ type: 'entered', process, element: node, instance: instance.id, parent: instance.parent });
  return instance;
}

/** Takes the instance out of the case; its scope may be complete now. */
export function remove(m: Machine, instance: Instance): void {
  m.instances.delete(instance.id);
  if (m.state.corrections[instance.id]) delete writable(m, 'corrections')[instance.id];
  forgetPhases(m, instance);
  if (instance.parent === null) return;
  const parent = find(m, instance.parent);
  if (!parent) return;
  parent.live! -= 1;
  m.touched.add(parent.id);
}

/** Cancels an instance with everything inside it: work items close, jobs are called off, clocks stop, incidents settle. */
export function cancel(m: Machine, instance: Instance): void {
  if (!isLive(m, instance)) return;
  clear(m, instance);
  withdrawTask(m, instance);
  settleIncident(m, instance, 'cancelled');
  stopStepClock(m, instance);
  remove(m, instance);
  if (instance.node !== null) {
    m.log.push({ type: 'left', process: instance.process, element: instance.node, instance: instance.id, how: 'cancelled' });
  }
}

/** Cancels everything inside a scope, arrivals at joins included, but not the scope, nor what is to be spared. */
export function clear(m: Machine, scope: Instance, spared?: ReadonlySet<number>): void {
  for (const inside of childrenOf(m, scope)) if (!spared?.has(inside.id)) cancel(m, inside);
  for (const [key, { tokens }] of scope.live ? Object.entries(m.joins) : []) {
    if (!key.startsWith(`${scope.id}:`)) continue;
    scope.live! -= tokens;
    setTally(m, key, null);
  }
  forgetPhases(m, scope);
  m.touched.add(scope.id);
}

export function wait(m: Machine, owner: Instance, node: string, on: WaitFor, part?: number): Wait {
  const added = { id: nextId(m), node, ...(part === undefined ? {} : { part }), on };
  owner.waits = owner.waits ? [...owner.waits, added] : [added];
  appoint(m, owner, added);
  return added;
}

/** Forgets the waits of one node at this instance, or all of them. */
export function stopWaiting(owner: Instance, node?: string): void {
  if (!owner.waits) return;
  const left = node === undefined ? [] : owner.waits.filter((entry) => entry.node !== node);
  if (left.length > 0) owner.waits = left;
  else delete owner.waits;
}

/** Whoever looks for what is due, or for who hears something, finds a new wait without looking at all the others. */
export function appoint(m: Machine, owner: Instance, { id, on }: Wait): void {
  if (m.timetable && 'due' in on && on.due !== null) m.appointed.push({ at: on.due, id, owner: owner.id });
  if (HEARD.has(on.kind)) m.newHearers.push(owner.id);
}

/** Closes the open work item or calls off the job of an instance that is going away. */
function withdrawTask(m: Machine, instance: Instance): void {
  if (!instance.task || instance.node === null) return;
  const waits = instance.waits ?? [];
  if (waits.some((entry) => entry.on.kind === 'work')) {
    m.log.push({ type: 'closed', element: instance.node, instance: instance.id, how: 'cancelled' });
  }
  if (waits.some((entry) => entry.on.kind === 'job' || entry.on.kind === 'callback')) {
    m.commands.push({ type: 'cancelJob', instance: instance.id });
  }
}

export function settleIncident(m: Machine, instance: Instance, how: 'retry' | 'skip' | 'move' | 'cancelled', reason?: string): void {
  if (instance.incident === undefined) return;
  const incident = m.state.incidents[instance.incident]!;
  delete writable(m, 'incidents')[incident.id];
  delete instance.incident;
  resumeStepClock(m, instance, INCIDENT_WAIT);
  m.log.push({ type: 'incident', action: 'settled', element: instance.node ?? instance.process, incident, how, ...(reason ? { reason } : {}) });
}

/** Stops a token at its element until an operator settles it. */
export function raiseIncident(m: Machine, instance: Instance, code: string, message: string, phase: 'enter' | 'leave' | 'job'): void {
  if (instance.incident !== undefined) return;
  const incident = { id: nextId(m), instance: instance.id, code, message, raisedAt: m.now, phase };
  writable(m, 'incidents')[incident.id] = incident;
  instance.incident = incident.id;
  // What the platform can't do is no officer's delay; a department's silence, or its refusal, is its own.
  if (code !== 'DEPARTMENT_SILENT' && code !== 'ERROR_UNCAUGHT') pauseStepClock(m, instance, INCIDENT_WAIT);
  m.log.push({ type: 'incident', action: 'raised', element: instance.node ?? instance.process, incident });
}

/** A scope that is gone, or cleared, has no complex gateway in the middle of its work. */
function forgetPhases(m: Machine, scope: Instance): void {
  const phases = m.state.firstPhases;
  if (!phases) return;
  const left = Object.entries(phases).filter(([key]) => !key.startsWith(`${scope.id}:`));
  if (left.length > 0) m.state.firstPhases = Object.fromEntries(left);
  else delete m.state.firstPhases;
}
