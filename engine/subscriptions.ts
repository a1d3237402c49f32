import { canonical } from './canonical.ts';
import { evaluate } from './expressions/feel.ts';
import { IncidentRaised } from './interpreter/incident.ts';
import { instanceIn, instancesIn } from './interpreter/live.ts';
import type { Instance, State, WaitFor } from './state.ts';
import type { Instant, Value, Variables } from './value.ts';

/** A message or a signal that somebody inside a case waits for: what others need to know to reach it. */
export interface Subscription {
  readonly element: string;
  readonly instance: number;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Correlation key of a message, where the drawing has one and it is known by now. */
  readonly key?: Value;
  /** FEEL that gives the key of a message that comes without one, over what it contains. */
  readonly content?: string;
}

/** What comes, and when: a message or a signal by name, with its sender's key where it has one. */
export interface Heard {
  readonly kind: Subscription['kind'];
  readonly name: string;
  readonly key?: Value | undefined;
  readonly variables: Variables;
  readonly now: Instant;
}

/** What a running case waits for from others, oldest wait first. */
export const subscriptionsOf = (state: State): Subscription[] =>
  (state.status === 'running' ? instancesIn(state) : [])
    .flatMap(({ id, waits = [] }) => waits.map((wait) => ({ instance: id, wait })))
    .sort((a, b) => a.wait.id - b.wait.id)
    .flatMap(({ instance, wait: { node, on } }): Subscription[] => {
      if (on.kind === 'signal') return [{ element: node, instance, kind: on.kind, name: on.name }];
      if (on.kind !== 'message') return [];
      const key = keyOf(on, instanceIn(state, instance), (id) => instanceIn(state, id));
      return [{ element: node, instance, kind: on.kind, name: on.name, ...(key === undefined ? {} : { key }), ...(on.content === undefined ? {} : { content: on.content }) }];
    });

/** The key a message must have: read when the wait began, or given by the conversation's first message; undefined while any will do. */
export function keyOf({ key, conversation }: Extract<WaitFor, { kind: 'message' }>, owner: Instance | undefined, instance: (id: number) => Instance | undefined): Value | undefined {
  if (conversation === undefined) return key;
  let root = owner;
  while (root && root.node !== null) root = instance(root.parent!);
  return root?.conversations?.[conversation];
}

/** Without a key on either side the name alone decides; where the drawing says what a message contains, one that does not contain it is for somebody else. */
export function hears(subscription: Pick<Subscription, 'kind' | 'name' | 'key' | 'content'>, { kind, name, key, variables, now }: Heard): boolean {
  if (subscription.kind !== kind || subscription.name !== name) return false;
  if (subscription.key === undefined || (key === undefined && subscription.content === undefined)) return true;
  const told = key ?? contentOf(subscription.content!, variables, now);
  return told !== undefined && canonical(subscription.key) === canonical(told);
}

/** The key that a message contains; undefined where it lacks what is asked for. */
export function contentOf(content: string, variables: Variables, now: Instant): Value | undefined {
  try {
    return evaluate(content, variables, now);
  } catch (error) {
    if (error instanceof IncidentRaised) return undefined;
    throw error;
  }
}
