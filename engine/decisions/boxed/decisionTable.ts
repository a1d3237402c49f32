import { attribute, child, children, type Drawn } from '../../drawn.ts';
import { aggregate, type Aggregator, choose, type HitPolicy, type Rated } from '../hitPolicies.ts';
import type { BoxedBase, BoxedKind, Evaluator, Scope } from './boxed.ts';

/** A decision table (DMN 1.5, chapter 8). */
export interface DecisionTable extends BoxedBase {
  readonly kind: 'table';
  readonly id: string;
  readonly hitPolicy: HitPolicy;
  readonly aggregator?: Aggregator;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

export interface TableInput {
  /** FEEL text. */
  readonly expression: string;
  readonly type?: string;
  /** Unary tests a value must meet to be judged at all. */
  readonly allowed?: string;
}

export interface TableOutput {
  /** Absent where the table has one output. */
  readonly name?: string;
  readonly type?: string;
  /** FEEL texts of the values in order of priority. */
  readonly allowed?: string;
  /** FEEL text for when no rule answers. */
  readonly fallback?: string;
}

export interface TableRule {
  readonly id: string;
  /** Unary tests, one an input; `-` is met by anything. */
  readonly tests: readonly string[];
  /** FEEL texts, one an output. */
  readonly outputs: readonly string[];
}

export const decisionTable: BoxedKind<DecisionTable> = {
  kind: 'table',
  dmnTypes: ['dmn:DecisionTable'],
  read: (drawn) => {
    const outputs = children(drawn, 'output');
    const aggregator = attribute(drawn, 'aggregation') as Aggregator | undefined;
    return {
      kind: 'table',
      id: drawn.id ?? '',
      hitPolicy: (attribute(drawn, 'hitPolicy') as HitPolicy | undefined) ?? 'UNIQUE',
      ...(aggregator ? { aggregator } : {}),
      inputs: children(drawn, 'input').map(readInput),
      outputs: outputs.map((output) => readOutput(output, outputs.length > 1)),
      rules: children(drawn, 'rule').map((rule, i) => ({
        id: rule.id ?? `rule ${i + 1}`,
        tests: children(rule, 'inputEntry').map((entry) => textOf(entry) || '-'),
        outputs: children(rule, 'outputEntry').map((entry) => textOf(entry)),
      })),
    };
  },
  evaluate(table, scope, evaluator) {
    const values = readInputs(table, scope, evaluator);
    if (!values) return null;
    const met = table.rules.filter(({ tests }) => tests.every((test, i) => test === '-' || evaluator.meets(test, values[i], scope)));
    if (met.length === 0) {
      evaluator.hit(table.id, []);
      return fallback(table, scope, evaluator);
    }
    const rated = met.map((rule): Rated => ({ rule: rule.id, outputs: table.outputs.map((output, i) => outputOf(output, rule.outputs[i] ?? '', scope, evaluator)) }));
    const { hits, single, error } = choose(table.hitPolicy, rated, rankings(table, scope, evaluator));
    evaluator.hit(table.id, (error ? rated : hits).map(({ rule }) => rule));
    if (error) {
      evaluator.warn(error);
      return null;
    }
    if (single) return shaped(table, hits[0]!.outputs);
    if (table.hitPolicy === 'COLLECT' && table.aggregator) return aggregated(table, hits, evaluator);
    return hits.map(({ outputs }) => shaped(table, outputs));
  },
};

const textOf = (drawn: Drawn | undefined): string => String((drawn && child(drawn, 'text')) ?? '').trim();

function readInput(drawn: Drawn): TableInput {
  const expression = child(drawn, 'inputExpression');
  const [type, allowed] = [expression && attribute(expression, 'typeRef'), textOf(child(drawn, 'inputValues'))];
  return { expression: textOf(expression), ...(type ? { type } : {}), ...(allowed ? { allowed } : {}) };
}

function readOutput(drawn: Drawn, named: boolean): TableOutput {
  const [type, allowed, fallen] = [attribute(drawn, 'typeRef'), textOf(child(drawn, 'outputValues')), textOf(child(drawn, 'defaultOutputEntry'))];
  return { ...(named ? { name: drawn.name ?? '' } : {}), ...(type ? { type } : {}), ...(allowed ? { allowed } : {}), ...(fallen ? { fallback: fallen } : {}) };
}

/** Values of the input expressions; null where one lies outside its allowed values. */
function readInputs({ inputs }: DecisionTable, scope: Scope, evaluator: Evaluator): unknown[] | null {
  const values = inputs.map(({ expression, type }) => evaluator.conform(evaluator.feel(expression, scope), type));
  const outside = inputs.findIndex(({ allowed }, i) => allowed !== undefined && values[i] !== null && !evaluator.meets(allowed, values[i], scope));
  if (outside < 0) return values;
  evaluator.warn(`Expected "${inputs[outside]!.expression}" among the allowed values ${inputs[outside]!.allowed}`);
  return null;
}

const outputOf = ({ type }: TableOutput, text: string, scope: Scope, evaluator: Evaluator): unknown => (text === '' ? null : evaluator.conform(evaluator.feel(text, scope), type));

/** Allowed outputs in their order of priority, an output each. */
const rankings = ({ outputs, hitPolicy }: DecisionTable, scope: Scope, evaluator: Evaluator): (readonly unknown[] | null)[] =>
  outputs.map(({ allowed, type }) => {
    const text = allowed ?? evaluator.allowedBy(type);
    if (text === undefined || (hitPolicy !== 'PRIORITY' && hitPolicy !== 'OUTPUT ORDER')) return null;
    return evaluator.feel(`[${text}]`, scope) as readonly unknown[] | null;
  });

function fallback(table: DecisionTable, scope: Scope, evaluator: Evaluator): unknown {
  const values = table.outputs.map((output) => (output.fallback === undefined ? null : outputOf(output, output.fallback, scope, evaluator)));
  if (table.outputs.every((output) => output.fallback === undefined)) return null;
  const value = shaped(table, values);
  return table.hitPolicy === 'COLLECT' || table.hitPolicy === 'RULE ORDER' || table.hitPolicy === 'OUTPUT ORDER' ? (table.aggregator || Array.isArray(value) ? value : [value]) : value;
}

/** One output is its value; several are a context. */
const shaped = ({ outputs }: DecisionTable, values: readonly unknown[]): unknown =>
  outputs.length === 1 ? (values[0] ?? null) : Object.fromEntries(outputs.map(({ name = '' }, i) => [name, values[i] ?? null]));

function aggregated(table: DecisionTable, hits: readonly Rated[], evaluator: Evaluator): unknown {
  return shaped(table, table.outputs.map((_, i) => aggregate(table.aggregator!, hits.map(({ outputs }) => outputs[i]), evaluator)));
}
