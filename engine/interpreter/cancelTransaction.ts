import type { Instance } from '../state.ts';
import { begin, doneIn, recallLost } from './compensation.ts';
import { IncidentRaised } from './incident.ts';
import { cancel, clear, settleIncident } from './instances.ts';
import { index, isLive, isLoopChild, type Machine, nodeOf, parentOf } from './machine.ts';
import { stopListening } from './scopes.ts';
import { leave, start } from './tokens.ts';

/**
 * A cancel end event calls its transaction off (BPMN 2.0, 10.3.5 and 13.5.6): what still runs inside is withdrawn, what is
 * done inside is compensated, the last first, and when that is over the transaction is left by its cancel boundary event.
 * Of a multi-instance transaction the instances that are done are compensated too; those still running are withdrawn.
 */
export function cancelTransaction(m: Machine, token: Instance): void {
  const scopes = scopesUpTo(m, token);
  const transaction = scopes.at(-1)!;
  const spared = new Set([token.id, ...scopes.map(({ id }) => id)]);
  for (const scope of scopes) {
    clear(m, scope, spared);
    settleIncident(m, scope, 'cancelled');
    stopListening(m, scope);
  }
  recallLost(m);
  const body = isLoopChild(m, transaction) ? [parentOf(m, transaction)] : [];
  for (const loop of body) clear(m, loop, spared);
  if (!begin(m, [...scopes, ...body].flatMap(({ id }) => doneIn(m, id)), token.id, true)) leaveCancelled(m, token);
}

/** All is compensated: the whole activity is called off, and the path at its edge begins. Without one the path ends here. */
export function leaveCancelled(m: Machine, token: Instance): void {
  if (!isLive(m, token)) return;
  const transaction = scopesUpTo(m, token).at(-1)!;
  const host = isLoopChild(m, transaction) ? parentOf(m, transaction) : transaction;
  const scope = parentOf(m, host);
  const edge = index(m, host).attached.get(host.node!)?.find((event) => event.kind === 'boundaryEvent' && event.trigger.kind === 'cancel');
  leave(m, token);
  cancel(m, host);
  if (edge) start(m, edge.id, scope);
}

/** The scopes around a token, from the nearest to its transaction. */
function scopesUpTo(m: Machine, token: Instance): readonly Instance[] {
  const scopes: Instance[] = [];
  for (let at = parentOf(m, token); at.node !== null; at = parentOf(m, at)) {
    scopes.push(at);
    if (nodeOf(m, at).kind === 'transaction') return scopes;
  }
  throw new IncidentRaised('ELEMENT_UNSUPPORTED', `Expected "${token.node}" inside a transaction, but it is in none`);
}
