import type { Instance, Wait } from '../state.ts';
import { contentOf, hears, keyOf } from '../subscriptions.ts';
import type { Value, Variables } from '../value.ts';
import { find, type Machine, processRoot } from './machine.ts';
import { occur } from './occur.ts';

/** A message as it is told from others: by name, and by key where both sides have one. */
export interface Letter {
  readonly name: string;
  readonly key?: Value;
  readonly variables: Variables;
}

/** Delivers a message to the oldest subscription that it is for, or to `all` of them. @returns how many have it now */
export function deliverMessage(m: Machine, letter: Letter, all = false): number {
  const matching = subscriptions(m, (wait, owner) => isFor(m, letter, wait, owner));
  const chosen = all ? matching : matching.slice(0, 1);
  for (const [owner, wait] of chosen) hand(m, owner, wait, letter);
  return chosen.length;
}

/** Whether a wait is for a message. */
export function isFor(m: Machine, letter: Letter, { on }: Wait, owner: Instance): boolean {
  if (on.kind !== 'message') return false;
  const key = keyOf(on, owner, (id) => m.instances.get(id));
  return hears({ ...on, ...(key === undefined ? {} : { key }) }, { kind: 'message', ...letter, now: m.now });
}

/** Gives a message to who waits for it. */
export function hand(m: Machine, owner: Instance, wait: Wait, letter: Letter): void {
  if (wait.on.kind === 'message') converse(m, owner, wait.on, letter);
  occur(m, owner, wait, { kind: 'message', variables: letter.variables });
}

/** The first message of a conversation, sent or received, says what the later ones are told by. */
export function converse(m: Machine, at: Instance, { content, conversation }: { readonly content?: string; readonly conversation?: string }, { key, variables }: Letter): void {
  if (conversation === undefined) return;
  const root = processRoot(m, at);
  const said = root.conversations?.[conversation] === undefined ? (key ?? contentOf(content!, variables, m.now)) : undefined;
  if (said !== undefined) root.conversations = { ...root.conversations, [conversation]: said };
}

/** A signal reaches everyone in the case who waits for its name. */
export function deliverSignal(m: Machine, name: string, variables: Variables): void {
  for (const [owner, wait] of subscriptions(m, ({ on }) => on.kind === 'signal' && on.name === name)) {
    occur(m, owner, wait, { kind: 'signal', variables });
  }
}

/** Waits for messages, signals or conditions with their owners, oldest first. */
export function subscriptions(m: Machine, matches: (wait: Wait, owner: Instance) => boolean): [Instance, Wait][] {
  const heard: [Instance, Wait][] = [];
  const hearers = new Set<number>();
  const asked = m.hearers ? [...m.hearers, ...m.newHearers] : m.instances.values().map((instance) => instance.id);
  m.newHearers.length = 0;
  for (const id of asked) {
    const owner = hearers.has(id) ? undefined : m.instances.get(id);
    const waits = (owner?.waits ?? []).filter(({ on }) => HEARD.has(on.kind));
    if (waits.length > 0) hearers.add(id);
    for (const wait of waits) if (matches(wait, owner!)) heard.push([find(m, id)!, wait]);
  }
  // Those that don't wait any more are not asked again.
  m.hearers = [...hearers];
  return heard.sort(([, a], [, b]) => a.id - b.id);
}

/** What others than people, departments and the clock bring about. */
export const HEARD: ReadonlySet<Wait['on']['kind']> = new Set(['message', 'signal', 'conditional'] as const);
