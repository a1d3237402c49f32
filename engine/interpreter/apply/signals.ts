import type { Event } from '../../event.ts';
import type { Variables } from '../../value.ts';
import { deliverMessage, deliverSignal } from '../deliver.ts';
import type { Machine } from '../machine.ts';

/** Delivers a message to the oldest subscription of its name whose key is equal (or to all of them). */
export function correlate(m: Machine, event: Extract<Event, { type: 'message' }>): void {
  const letter = { name: event.name, ...(event.key === undefined ? {} : { key: event.key }), variables: event.variables ?? {} };
  if (deliverMessage(m, letter, event.all) === 0) m.log.push({ type: 'late', what: `message:${event.name}` });
}

/** A signal from outside reaches everyone who waits for its name. */
export function broadcast(m: Machine, name: string, variables: Variables): void {
  deliverSignal(m, name, variables);
}
