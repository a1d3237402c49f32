import { child, children, type Drawn, expressionText } from '../drawn.ts';
import type { Described } from './change.ts';
import { describeModel, type ModelTerms } from './describeModel.ts';

const terms: ModelTerms = {
  holders: new Set(['drgElement', 'itemDefinition', 'decisionLogic', 'rule', 'input', 'output']),
  leftOut: new Set(['dmnDI', 'exporter', 'exporterVersion']),
  ordered: new Set(['rule', 'input', 'output']),
};

/**
 * Every decision, column and rule of a decision model with everything it says: a table is compared rule by rule. A rule
 * is called by what it says, its cells by their columns.
 */
export function describeDecisions(definitions: Drawn): Map<string, Described> {
  const found = describeModel(definitions, terms);
  for (const table of tablesIn(definitions)) {
    const columns = { in: labels(children(table, 'input')), out: labels(children(table, 'output')) };
    for (const rule of children(table, 'rule')) {
      const described = rule.id === undefined ? undefined : found.get(rule.id);
      if (described === undefined) continue;
      const values = Object.fromEntries(Object.entries(described.values).map(([path, value]) => [named(path, columns), value]));
      found.set(rule.id, { ...described, name: sentence(rule), values, orders: {} });
    }
  }
  return found;
}

const tablesIn = (definitions: Drawn): Drawn[] =>
  children(definitions, 'drgElement').flatMap((each) => (each.$type === 'dmn:Decision' ? [child(each, 'decisionLogic')] : [])).filter((logic) => logic?.$type === 'dmn:DecisionTable') as Drawn[];

/** What a column is called: its label, else what it asks, else its name. */
const labels = (columns: readonly Drawn[]): string[] =>
  columns.map((column) => String((column.$type === 'dmn:InputClause' ? (column.get('label') ?? textOf(child(column, 'inputExpression'))) : (column.get('label') ?? column.get('name'))) ?? ''));

/** `inputEntry/dmn:UnaryTests[2]/text` as `when[Floor area]`. */
function named(path: string, { in: inputs, out: outputs }: { in: readonly string[]; out: readonly string[] }): string {
  return path.replace(/^(input|output)Entry\/dmn:\w+(?:\[(\d+)\])?/, (_, side: string, turn: string | undefined) => {
    const label = (side === 'input' ? inputs : outputs)[Number(turn ?? 1) - 1] ?? turn ?? '1';
    return `${side === 'input' ? 'when' : 'then'}[${label}]`;
  }).replace(/^((?:when|then)\[.*\])\/text$/, '$1');
}

/** A rule in one line: its conditions and its results. */
function sentence(rule: Drawn): string {
  const texts = (name: string): string => children(rule, name).map((entry) => textOf(entry) ?? '-').join(', ');
  return `${texts('inputEntry')} → ${texts('outputEntry')}`;
}

const textOf = (expression: Drawn | undefined): string | undefined => expressionText(expression?.get('text'));
