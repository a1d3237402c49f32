import { child } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, nothing } from './boxed.ts';
import type { Boxed } from './index.ts';

/** Entries of a list that meet a condition, or the one at a position (DMN 1.5, 10.2.1.9). */
export interface Filter extends BoxedBase {
  readonly kind: 'filter';
  readonly in: Boxed;
  readonly match: Boxed;
}

export const filter: BoxedKind<Filter> = {
  kind: 'filter',
  dmnTypes: ['dmn:Filter'],
  read: (drawn, readBoxed) => ({ kind: 'filter', in: readBoxed(child(drawn, 'in')) ?? nothing, match: readBoxed(child(drawn, 'match')) ?? nothing }),
  evaluate(boxed, scope, evaluator) {
    const given = evaluator.evaluate(boxed.in, scope);
    if (given === null) return null;
    const items: unknown[] = Array.isArray(given) ? given : [given];
    const found: unknown[] = [];
    for (const item of items) {
      const members = typeof item === 'object' && item !== null && Object.getPrototypeOf(item) === Object.prototype ? item : {};
      const result = evaluator.evaluate(boxed.match, { ...scope, ...members, item });
      if (typeof result === 'number') return items.at(result > 0 ? result - 1 : result) ?? null;
      if (typeof result !== 'boolean' && result !== null) {
        evaluator.warn('Expected a filter to be true or false, or a position');
        return null;
      }
      if (result === true) found.push(item);
    }
    return found;
  },
};
