import { child } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, nothing } from './boxed.ts';
import type { Boxed } from './index.ts';

/** If, then, else (DMN 1.5, 10.2.1.8): a condition that is not true takes the else. */
export interface Conditional extends BoxedBase {
  readonly kind: 'conditional';
  readonly condition: Boxed;
  readonly met: Boxed;
  readonly otherwise: Boxed;
}

export const conditional: BoxedKind<Conditional> = {
  kind: 'conditional',
  dmnTypes: ['dmn:Conditional'],
  read: (drawn, readBoxed) => ({
    kind: 'conditional',
    condition: readBoxed(child(drawn, 'if')) ?? nothing,
    met: readBoxed(child(drawn, 'then')) ?? nothing,
    otherwise: readBoxed(child(drawn, 'else')) ?? nothing,
  }),
  evaluate(boxed, scope, evaluator) {
    const condition = evaluator.evaluate(boxed.condition, scope);
    if (typeof condition !== 'boolean' && condition !== null) {
      evaluator.warn('Expected a condition to be true or false');
      return null;
    }
    return evaluator.evaluate(condition === true ? boxed.met : boxed.otherwise, scope);
  },
};
