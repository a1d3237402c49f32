import { child } from '../../drawn.ts';
import type { BoxedBase, BoxedKind } from './boxed.ts';

/** A FEEL text (DMN 1.5, 10.2.1). */
export interface Literal extends BoxedBase {
  readonly kind: 'literal';
  readonly text: string;
}

export const literal: BoxedKind<Literal> = {
  kind: 'literal',
  dmnTypes: ['dmn:LiteralExpression'],
  read: (drawn) => ({ kind: 'literal', text: String(child(drawn, 'text') ?? '').trim() }),
  evaluate: ({ text }, scope, evaluator) => (text === '' ? null : evaluator.feel(text, scope)),
};
