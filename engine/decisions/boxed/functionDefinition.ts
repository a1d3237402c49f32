import { FeelFunction } from 'feelin';
import { attribute, child, children } from '../../drawn.ts';
import type { BoxedBase, BoxedKind, Evaluator, Scope } from './boxed.ts';
import type { Boxed } from './index.ts';
import type { Variable } from '../model.ts';

/** A function written as a box: its parameters and its body (DMN 1.5, 10.2.1.7). Foreign code is carried by name and never run. */
export interface FunctionLogic extends BoxedBase {
  readonly kind: 'function';
  readonly parameters: readonly Variable[];
  readonly body?: Boxed;
  readonly language?: 'Java' | 'PMML';
}

export const functionDefinition: BoxedKind<FunctionLogic> = {
  kind: 'function',
  dmnTypes: ['dmn:FunctionDefinition'],
  read(drawn, readBoxed) {
    const language = attribute(drawn, 'kind');
    const body = readBoxed(child(drawn, 'body'));
    return {
      kind: 'function',
      parameters: children(drawn, 'formalParameter').map((parameter) => {
        const type = attribute(parameter, 'typeRef');
        return { name: parameter.name ?? '', ...(type ? { type } : {}) };
      }),
      ...(body ? { body } : {}),
      ...(language === 'Java' || language === 'PMML' ? { language } : {}),
    };
  },
  evaluate: (boxed, scope, evaluator) => functionOf(boxed, () => scope, evaluator),
};

/** The FEEL function of a definition; what it sees beside its parameters is asked when it is called. */
export function functionOf({ parameters, body, language, type }: FunctionLogic, scope: () => Scope, evaluator: Evaluator): unknown {
  if (language) {
    evaluator.warn(`Expected a function in FEEL, but it is in ${language}`);
    return null;
  }
  return new FeelFunction((...given: unknown[]) => {
    if (given.length < parameters.length) {
      evaluator.warn(`Expected ${parameters.length} arguments, but got ${given.length}`);
      return null;
    }
    const values: Record<string, unknown> = {};
    for (const [i, { name, type: wanted }] of parameters.entries()) {
      const value = given[i] ?? null;
      values[name] = evaluator.conform(value, wanted);
      // A parameter that does not fit makes the whole call null (DMN 1.5, 10.3.2.13.1).
      if (value !== null && values[name] === null) return null;
    }
    return body ? evaluator.conform(evaluator.evaluate(body, { ...scope(), ...values }), type) : null;
  }, parameters.map(({ name }) => name));
}
