import { children } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, nothing } from './boxed.ts';
import type { Boxed } from './index.ts';

/** A list of expressions (DMN 1.5, 10.2.1.5). */
export interface List extends BoxedBase {
  readonly kind: 'list';
  readonly items: readonly Boxed[];
}

export const list: BoxedKind<List> = {
  kind: 'list',
  dmnTypes: ['dmn:List'],
  read: (drawn, readBoxed) => ({ kind: 'list', items: children(drawn, 'elements').map((item) => readBoxed(item) ?? nothing) }),
  evaluate: ({ items }, scope, evaluator) => items.map((item) => evaluator.evaluate(item, scope)),
};
