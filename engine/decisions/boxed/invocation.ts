import { FeelFunction, isFunction } from 'feelin';
import { child, children } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, nothing } from './boxed.ts';
import type { Boxed } from './index.ts';

/** A call with named arguments (DMN 1.5, 10.2.1.3). */
export interface Invocation extends BoxedBase {
  readonly kind: 'invocation';
  readonly called: Boxed;
  readonly bindings: readonly { readonly name: string; readonly value: Boxed }[];
}

export const invocation: BoxedKind<Invocation> = {
  kind: 'invocation',
  dmnTypes: ['dmn:Invocation'],
  read: (drawn, readBoxed) => ({
    kind: 'invocation',
    called: readBoxed(child(drawn, 'calledFunction')) ?? nothing,
    bindings: children(drawn, 'binding').map((binding) => ({ name: child(binding, 'parameter')?.name ?? '', value: readBoxed(child(binding, 'bindingFormula')) ?? nothing })),
  }),
  evaluate({ called, bindings }, scope, evaluator) {
    const callee = asFunction(evaluator.evaluate(called, scope));
    if (!callee) {
      evaluator.warn('Expected a function to call, but there is none');
      return null;
    }
    const given = Object.fromEntries(bindings.map(({ name, value }) => [name, evaluator.evaluate(value, scope)]));
    const unknown = Object.keys(given).find((name) => !callee.parameterNames.includes(name) && !callee.parameterNames.includes(`...${name}`));
    if (unknown !== undefined) {
      evaluator.warn(`Expected parameters ${callee.parameterNames.join(', ')}, but got "${unknown}"`);
      return null;
    }
    return callee.invoke(given) ?? null;
  },
};

/** FEEL's own functions come as plain ones that carry their parameters' names. */
function asFunction(value: unknown): FeelFunction | null {
  if (isFunction(value)) return value;
  if (typeof value !== 'function') return null;
  const names = (value as { $args?: string[] }).$args ?? [];
  return new FeelFunction(value as (...given: unknown[]) => unknown, names);
}
