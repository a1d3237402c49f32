import type { Event } from '../../event.ts';
import type { Variables } from '../../value.ts';
import { deliverMessage, deliverSignal } from '../deliver.ts';
import { cameBefore, keep } from '../earlyMessages.ts';
import type { Machine } from '../machine.ts';

/** Delivers a message to the oldest subscription of its name whose key is equal (or to all of them); an early one is kept if its sender wants that. */
export function correlate(m: Machine, event: Extract<Event, { type: 'message' }>): void {
  if (cameBefore(m, event.id)) return void m.log.push({ type: 'message', action: 'repeated', name: event.name });
  const letter = { name: event.name, ...(event.key === undefined ? {} : { key: event.key }), variables: event.variables ?? {} };
  if (deliverMessage(m, letter, event.all) > 0) return;
  if (event.keepFor === undefined) m.log.push({ type: 'late', what: `message:${event.name}` });
  else keep(m, letter, event.keepFor);
}

/** A signal from outside reaches everyone who waits for its name. */
export function broadcast(m: Machine, name: string, variables: Variables): void {
  deliverSignal(m, name, variables);
}
