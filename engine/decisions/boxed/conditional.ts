import { child } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, nothing } from './boxed.ts';
import type { Boxed } from './index.ts';

/** If, then, else (DMN 1.5, 10.2.1.8): a condition that is not true takes the else. */
export interface Conditional extends BoxedBase {
  readonly kind: 'conditional';
  readonly if: Boxed;
  readonly then: Boxed;
  readonly else: Boxed;
}

export const conditional: BoxedKind<Conditional> = {
  kind: 'conditional',
  dmnTypes: ['dmn:Conditional'],
  read: (drawn, readBoxed) => ({
    kind: 'conditional',
    if: readBoxed(child(drawn, 'if')) ?? nothing,
    then: readBoxed(child(drawn, 'then')) ?? nothing,
    else: readBoxed(child(drawn, 'else')) ?? nothing,
  }),
  evaluate(boxed, scope, evaluator) {
    const condition = evaluator.evaluate(boxed.if, scope);
    if (typeof condition !== 'boolean' && condition !== null) {
      evaluator.warn('Expected a condition to be true or false');
      return null;
    }
    return evaluator.evaluate(condition === true ? boxed.then : boxed.else, scope);
  },
};
