import { canonical } from '../../canonical.ts';
import type { Event } from '../../event.ts';
import type { Instance, Wait } from '../../state.ts';
import type { Variables } from '../../value.ts';
import type { Machine } from '../machine.ts';
import { occur } from '../occur.ts';

/** Delivers a message to the oldest subscription of its name whose key is equal (or to all of them). */
export function correlate(m: Machine, event: Extract<Event, { type: 'message' }>): void {
  const matching = subscriptions(m, ({ on }) => on.kind === 'message' && on.name === event.name && sameKey(on.key, event.key));
  if (matching.length === 0) m.log.push({ type: 'late', what: `message:${event.name}` });
  for (const [owner, wait] of event.all ? matching : matching.slice(0, 1)) {
    occur(m, owner, wait, { kind: 'message', variables: event.variables ?? {} });
  }
}

/** A signal reaches everyone who waits for its name. */
export function broadcast(m: Machine, name: string, variables: Variables): void {
  for (const [owner, wait] of subscriptions(m, ({ on }) => on.kind === 'signal' && on.name === name)) {
    occur(m, owner, wait, { kind: 'signal', variables });
  }
}

function subscriptions(m: Machine, matches: (wait: Wait) => boolean): [Instance, Wait][] {
  return Object.values(m.state.instances)
    .flatMap((owner) => (owner.waits ?? []).filter(matches).map((wait): [Instance, Wait] => [owner, wait]))
    .sort(([, a], [, b]) => a.id - b.id);
}

/** Without a key on either side the name alone decides. */
const sameKey = (subscribed: unknown, sent: unknown): boolean =>
  subscribed === undefined || sent === undefined || canonical(subscribed) === canonical(sent);
