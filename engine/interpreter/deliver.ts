import type { Instance, Wait } from '../state.ts';
import { hears } from '../subscriptions.ts';
import type { Value, Variables } from '../value.ts';
import type { Machine } from './machine.ts';
import { occur } from './occur.ts';

/** A message as it is told from others: by name, and by key where both sides have one. */
export interface Letter {
  readonly name: string;
  readonly key?: Value;
  readonly variables: Variables;
}

/** Delivers a message to the oldest subscription that it is for, or to `all` of them. @returns how many have it now */
export function deliverMessage(m: Machine, { name, key, variables }: Letter, all = false): number {
  const matching = subscriptions(m, ({ on }) => on.kind === 'message' && hears(on, 'message', name, key));
  const chosen = all ? matching : matching.slice(0, 1);
  for (const [owner, wait] of chosen) occur(m, owner, wait, { kind: 'message', variables });
  return chosen.length;
}

/** A signal reaches everyone in the case who waits for its name. */
export function deliverSignal(m: Machine, name: string, variables: Variables): void {
  for (const [owner, wait] of subscriptions(m, ({ on }) => on.kind === 'signal' && on.name === name)) {
    occur(m, owner, wait, { kind: 'signal', variables });
  }
}

/** Waits of a kind with their owners, oldest first. */
export function subscriptions(m: Machine, matches: (wait: Wait) => boolean): [Instance, Wait][] {
  return Object.values(m.state.instances)
    .flatMap((owner) => (owner.waits ?? []).filter(matches).map((wait): [Instance, Wait] => [owner, wait]))
    .sort(([, a], [, b]) => a.id - b.id);
}
