import type { Instance, Wait } from '../state.ts';
import { hears } from '../subscriptions.ts';
import type { Value, Variables } from '../value.ts';
import { find, type Machine } from './machine.ts';
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

/** Waits for messages, signals or conditions with their owners, oldest first. */
export function subscriptions(m: Machine, matches: (wait: Wait) => boolean): [Instance, Wait][] {
  const heard: [Instance, Wait][] = [];
  const hearers = new Set<number>();
  const asked = m.hearers ? [...m.hearers, ...m.newHearers] : m.instances.values().map((instance) => instance.id);
  m.newHearers.length = 0;
  for (const id of asked) {
    const waits = hearers.has(id) ? [] : (m.instances.get(id)?.waits ?? []).filter(({ on }) => HEARD.has(on.kind));
    if (waits.length > 0) hearers.add(id);
    for (const wait of waits) if (matches(wait)) heard.push([find(m, id)!, wait]);
  }
  // Those that don't wait any more are not asked again.
  m.hearers = [...hearers];
  return heard.sort(([, a], [, b]) => a.id - b.id);
}

/** What others than people, departments and the clock bring about. */
export const HEARD: ReadonlySet<Wait['on']['kind']> = new Set(['message', 'signal', 'conditional'] as const);
