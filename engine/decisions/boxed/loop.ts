import { attribute, child } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, type Evaluator, nothing, type Scope } from './boxed.ts';
import type { Boxed } from './index.ts';

/** for, every and some as boxes (DMN 1.5, 10.2.1.10 and 10.2.1.11). */
export interface Loop extends BoxedBase {
  readonly kind: 'loop';
  readonly how: 'for' | 'every' | 'some';
  readonly variable: string;
  readonly in: Boxed;
  readonly do: Boxed;
}

const HOW: Readonly<Record<string, Loop['how']>> = { 'dmn:For': 'for', 'dmn:Every': 'every', 'dmn:Some': 'some' };

export const loop: BoxedKind<Loop> = {
  kind: 'loop',
  dmnTypes: Object.keys(HOW),
  read: (drawn, readBoxed) => ({
    kind: 'loop',
    how: HOW[drawn.$type]!,
    variable: attribute(drawn, 'iteratorVariable') ?? '',
    in: readBoxed(child(drawn, 'in')) ?? nothing,
    do: readBoxed(child(drawn, drawn.$type === 'dmn:For' ? 'return' : 'satisfies')) ?? nothing,
  }),
  evaluate(boxed, scope, evaluator) {
    const items = itemsOf(boxed, scope, evaluator);
    if (!items) return null;
    const results: unknown[] = [];
    for (const item of items) results.push(evaluator.evaluate(boxed.do, { ...scope, [boxed.variable]: item, partial: [...results] }));
    return boxed.how === 'for' ? results : judge(boxed.how, results, evaluator);
  },
};

/** Entries to go through; a single value counts as a list of one, a range as its whole numbers. */
function itemsOf({ in: source }: Loop, scope: Scope, evaluator: Evaluator): readonly unknown[] | null {
  const given = evaluator.evaluate(source, scope);
  if (Array.isArray(given)) return given;
  if (given === null) {
    evaluator.warn('Expected a list to go through, but it is null');
    return null;
  }
  const counted = evaluator.feel('for each in source return each', { source: given });
  return Array.isArray(counted) ? counted : [given];
}

/** Three-valued: a result that is neither true nor false leaves the whole unknown, unless another one decides it. */
function judge(how: 'every' | 'some', results: readonly unknown[], evaluator: Evaluator): boolean | null {
  const deciding = how === 'some';
  if (results.includes(deciding)) return deciding;
  if (results.every((result) => typeof result === 'boolean')) return !deciding;
  evaluator.warn('Expected each test to be true or false');
  return null;
}
