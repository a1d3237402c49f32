import { attribute, child, children } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, nothing } from './boxed.ts';
import type { Boxed } from './index.ts';

/** Named entries, each seeing those before it; an entry without a name is the result (DMN 1.5, 10.2.1.4). */
export interface Context extends BoxedBase {
  readonly kind: 'context';
  readonly entries: readonly { readonly name?: string; readonly type?: string; readonly value: Boxed }[];
}

export const context: BoxedKind<Context> = {
  kind: 'context',
  dmnTypes: ['dmn:Context'],
  read: (drawn, readBoxed) => ({
    kind: 'context',
    entries: children(drawn, 'contextEntry').map((entry) => {
      const variable = child(entry, 'variable');
      const type = variable && attribute(variable, 'typeRef');
      return { ...(variable?.name ? { name: variable.name } : {}), ...(type ? { type } : {}), value: readBoxed(child(entry, 'value')) ?? nothing };
    }),
  }),
  evaluate({ entries }, scope, evaluator) {
    const own: Record<string, unknown> = {};
    for (const { name, type, value } of entries) {
      const result = evaluator.conform(evaluator.evaluate(value, { ...scope, ...own }), type);
      if (name === undefined) return result;
      own[name] = result;
    }
    return own;
  },
};
