import { canonical } from './canonical.ts';
import { instancesIn } from './interpreter/live.ts';
import type { State } from './state.ts';
import type { Value } from './value.ts';

/** A message or a signal that somebody inside a case waits for: what others need to know to reach it. */
export interface Subscription {
  readonly element: string;
  readonly instance: number;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Correlation key of a message, where the drawing has one. */
  readonly key?: Value;
}

/** What a running case waits for from others, oldest wait first. */
export const subscriptionsOf = (state: State): Subscription[] =>
  (state.status === 'running' ? instancesIn(state) : [])
    .flatMap(({ id, waits = [] }) => waits.map((wait) => ({ instance: id, wait })))
    .sort((a, b) => a.wait.id - b.wait.id)
    .flatMap(({ instance, wait: { node, on } }): Subscription[] => {
      if (on.kind === 'signal') return [{ element: node, instance, kind: on.kind, name: on.name }];
      return on.kind === 'message' ? [{ element: node, instance, kind: on.kind, name: on.name, ...(on.key === undefined ? {} : { key: on.key }) }] : [];
    });

/** Without a key on either side the name alone decides. */
export const hears = (subscription: Pick<Subscription, 'kind' | 'name' | 'key'>, kind: Subscription['kind'], name: string, key?: Value): boolean =>
  subscription.kind === kind && subscription.name === name && (subscription.key === undefined || key === undefined || canonical(subscription.key) === canonical(key));
