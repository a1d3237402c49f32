import { attribute, children } from '../../drawn.ts';
import { type BoxedBase, type BoxedKind, nothing } from './boxed.ts';
import type { Boxed } from './index.ts';
import type { Variable } from '../model.ts';

/** Rows under named columns: a list of contexts (DMN 1.5, 10.2.1.6). */
export interface Relation extends BoxedBase {
  readonly kind: 'relation';
  readonly columns: readonly Variable[];
  readonly rows: readonly (readonly Boxed[])[];
}

export const relation: BoxedKind<Relation> = {
  kind: 'relation',
  dmnTypes: ['dmn:Relation'],
  read: (drawn, readBoxed) => ({
    kind: 'relation',
    columns: children(drawn, 'column').map((column) => {
      const type = attribute(column, 'typeRef');
      return { name: column.name ?? '', ...(type ? { type } : {}) };
    }),
    rows: children(drawn, 'row').map((row) => children(row, 'elements').map((cell) => readBoxed(cell) ?? nothing)),
  }),
  evaluate: ({ columns, rows }, scope, evaluator) =>
    rows.map((row) => Object.fromEntries(columns.map(({ name, type }, i) => [name, evaluator.conform(row[i] ? evaluator.evaluate(row[i], scope) : null, type)]))),
};
