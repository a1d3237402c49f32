import type { Instance, Wait } from '../state.ts';
import type { Variables } from '../value.ts';
import { raiseIncident } from './instances.ts';
import { type Machine, nodeById, nodeOf } from './machine.ts';
import { occur } from './occur.ts';
import { leave } from './tokens.ts';

/**
 * Throws a BPMN error from an instance: the innermost catcher wins (BPMN 2.0, 10.5.6), event sub-processes of a scope
 * before boundary events at its edge, a named code before a catch-all. Without a catcher the thrower becomes an incident.
 */
export function raiseError(m: Machine, from: Instance, code: string, message?: string, variables: Variables = {}): void {
  for (let at: Instance | undefined = from; at; at = at.parent === null ? undefined : m.state.instances[at.parent]) {
    const caught = catcher(m, at, code, at === from);
    if (!caught) continue;
    if (nodeOf(m, from).kind === 'endEvent') leave(m, from);
    return occur(m, at, caught, { kind: 'error', code, variables, ...(message ? { message } : {}) });
  }
  raiseIncident(m, from, 'ERROR_UNCAUGHT', `Expected a catcher for error "${code}"${message ? ` (${message})` : ''}, but there is none`, 'job');
}

function catcher(m: Machine, at: Instance, code: string, isThrower: boolean): Wait | undefined {
  const waits = (at.waits ?? []).filter(({ on }) => on.kind === 'error' && (on.code === undefined || on.code === code));
  const inside = (entry: Wait): boolean => nodeById(m, at, entry.node).kind === 'startEvent';
  const order = (entry: Wait): number => (inside(entry) ? 0 : 2) + (entry.on.kind === 'error' && entry.on.code !== undefined ? 0 : 1);
  // A scope that throws at its own edge is not caught by its own inside.
  return waits.filter((entry) => !(isThrower && inside(entry))).sort((a, b) => order(a) - order(b) || a.id - b.id)[0];
}
