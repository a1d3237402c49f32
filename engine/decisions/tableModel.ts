import { attribute, child, children, type Drawn } from '../drawn.ts';
import type { Aggregator, HitPolicy } from './hitPolicies.ts';
import { makeDmn, readDmn, writeDmn } from './read.ts';

/** A decision table as people edit it: texts in cells, each column and rule by its id. */
export interface TableModel {
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregator | undefined;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly rules: readonly RuleRow[];
}

export interface InputColumn {
  readonly id: string;
  readonly label: string;
  /** FEEL text; most often the name of what the case knows. */
  readonly expression: string;
  readonly type: string;
  /** Allowed values, as unary tests; empty: any. */
  readonly values: string;
}

export interface OutputColumn {
  readonly id: string;
  readonly label: string;
  /** Member of the result, where there are several outputs. */
  readonly name: string;
  readonly type: string;
  readonly values: string;
  /** FEEL text for when no rule answers. */
  readonly fallback: string;
}

export interface RuleRow {
  readonly id: string;
  readonly tests: readonly string[];
  readonly outputs: readonly string[];
  readonly note: string;
}

/** One decision of a file. `other`: logic that is not edited here, and stays as it is. */
export interface DecisionDraft {
  readonly id: string;
  readonly name: string;
  /** The variable that gets its value. */
  readonly variable: string;
  readonly kind: 'table' | 'literal' | 'other';
  readonly table?: TableModel;
  readonly literal?: string;
}

/** The decisions of a DMN file. @throws Error where the text is no DMN */
export async function readDecisions(xml: string): Promise<DecisionDraft[]> {
  const { definitions } = await readDmn(xml);
  return decisionsIn(definitions).map((decision): DecisionDraft => {
    const logic = child(decision, 'decisionLogic');
    const base = { id: decision.id, name: decision.name ?? decision.id, variable: child(decision, 'variable')?.name ?? decision.name ?? '' };
    if (logic?.$type === 'dmn:DecisionTable') return { ...base, kind: 'table', table: tableOf(logic) };
    if (logic?.$type === 'dmn:LiteralExpression') return { ...base, kind: 'literal', literal: textOf(logic) };
    return { ...base, kind: 'other' };
  });
}

/** The file with one decision as it is now; everything else in it stays. A name an input looks at becomes input data of the file where it is not yet. */
export async function withDecision(xml: string, draft: DecisionDraft): Promise<string> {
  const { definitions } = await readDmn(xml);
  const decision = decisionsIn(definitions).find(({ id }) => id === draft.id);
  if (decision === undefined) return xml;
  const make = (type: string, properties: object): Drawn => makeDmn(definitions, type, properties);
  set(decision, 'name', draft.name);
  const logic = child(decision, 'decisionLogic');
  if (draft.table && logic?.$type === 'dmn:DecisionTable') {
    writeTable(logic, draft.table, make);
    requireInputs(definitions, decision, draft.table.inputs, make);
  }
  if (draft.literal !== undefined && logic?.$type === 'dmn:LiteralExpression') set(logic, 'text', draft.literal);
  return writeDmn(definitions);
}

const decisionsIn = (definitions: Drawn): Drawn[] => children(definitions, 'drgElement').filter(({ $type }) => $type === 'dmn:Decision');
const textOf = (drawn: Drawn | undefined): string => String((drawn && child(drawn, 'text')) ?? '').trim();
const set = (drawn: Drawn, name: string, value: unknown): void => (drawn as unknown as { set(name: string, value: unknown): void }).set(name, value);
const typeOf = (text: string | undefined): string => (text ?? '').replace(/^feel:/, '');

function tableOf(logic: Drawn): TableModel {
  const aggregation = attribute(logic, 'aggregation') as Aggregator | undefined;
  return {
    hitPolicy: (attribute(logic, 'hitPolicy') as HitPolicy | undefined) ?? 'UNIQUE',
    ...(aggregation ? { aggregation } : {}),
    inputs: children(logic, 'input').map((input) => {
      const expression = child(input, 'inputExpression');
      return { id: input.id, label: attribute(input, 'label') ?? '', expression: textOf(expression), type: typeOf(expression && attribute(expression, 'typeRef')), values: textOf(child(input, 'inputValues')) };
    }),
    outputs: children(logic, 'output').map((output) => ({ id: output.id, label: attribute(output, 'label') ?? '', name: output.name ?? '', type: typeOf(attribute(output, 'typeRef')), values: textOf(child(output, 'outputValues')), fallback: textOf(child(output, 'defaultOutputEntry')) })),
    rules: children(logic, 'rule').map((rule, i) => ({ id: rule.id ?? `rule ${i + 1}`, tests: children(rule, 'inputEntry').map((entry) => textOf(entry) || '-'), outputs: children(rule, 'outputEntry').map(textOf), note: String(rule.get('description') ?? '') })),
  };
}

type Make = (type: string, properties: object) => Drawn;

function writeTable(logic: Drawn, table: TableModel, make: Make): void {
  const byId = (name: string): Map<string, Drawn> => new Map(children(logic, name).map((each, i) => [each.id ?? `rule ${i + 1}`, each]));
  const [inputs, outputs, rules] = [byId('input'), byId('output'), byId('rule')];
  const oldInputs = [...inputs.keys()];
  const oldOutputs = [...outputs.keys()];
  set(logic, 'hitPolicy', table.hitPolicy);
  set(logic, 'aggregation', table.aggregation);
  set(logic, 'input', table.inputs.map(({ id, label, expression, type, values }) => {
    const input = inputs.get(id) ?? make('dmn:InputClause', { id, inputExpression: make('dmn:LiteralExpression', { id: `${id}_expression` }) });
    set(input, 'label', label || undefined);
    const inner = child(input, 'inputExpression')!;
    set(inner, 'text', expression);
    set(inner, 'typeRef', type || undefined);
    set(input, 'inputValues', values === '' ? undefined : tests(child(input, 'inputValues'), values, make));
    return input;
  }));
  set(logic, 'output', table.outputs.map(({ id, label, name, type, values, fallback }) => {
    const output = outputs.get(id) ?? make('dmn:OutputClause', { id });
    set(output, 'label', label || undefined);
    set(output, 'name', name || undefined);
    set(output, 'typeRef', type || undefined);
    set(output, 'outputValues', values === '' ? undefined : tests(child(output, 'outputValues'), values, make));
    set(output, 'defaultOutputEntry', fallback === '' ? undefined : withText(child(output, 'defaultOutputEntry') ?? make('dmn:LiteralExpression', {}), fallback));
    return output;
  }));
  set(logic, 'rule', table.rules.map(({ id, tests: cells, outputs: results, note }) => {
    const rule = rules.get(id) ?? make('dmn:DecisionRule', { id });
    const [oldTests, oldResults] = [children(rule, 'inputEntry'), children(rule, 'outputEntry')];
    // A column keeps its cell wherever it is moved.
    const entryOf = (old: readonly Drawn[], columns: readonly string[], column: string, type: string): Drawn => old[columns.indexOf(column)] ?? make(type, { id: `${id}_${column}` });
    set(rule, 'description', note || undefined);
    set(rule, 'inputEntry', table.inputs.map((input, i) => withText(entryOf(oldTests, oldInputs, input.id, 'dmn:UnaryTests'), cells[i] ?? '-')));
    set(rule, 'outputEntry', table.outputs.map((output, i) => withText(entryOf(oldResults, oldOutputs, output.id, 'dmn:LiteralExpression'), results[i] ?? '')));
    return rule;
  }));
}

const tests = (old: Drawn | undefined, text: string, make: Make): Drawn => withText(old ?? make('dmn:UnaryTests', {}), text);

function withText(drawn: Drawn, text: string): Drawn {
  set(drawn, 'text', text);
  return drawn;
}

/** A plain name in an input is given by the case: it is input data, and the decision requires it. */
function requireInputs(definitions: Drawn, decision: Drawn, inputs: readonly InputColumn[], make: Make): void {
  for (const { expression, type } of inputs) {
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(expression)) continue;
    const elements = children(definitions, 'drgElement');
    const known = elements.find((each) => (each.$type === 'dmn:InputData' || each.$type === 'dmn:Decision') && (child(each, 'variable')?.name ?? each.name) === expression);
    const id = known?.id ?? `input_${expression}`;
    if (known === undefined) set(definitions, 'drgElement', [...elements, make('dmn:InputData', { id, name: expression, variable: make('dmn:InformationItem', { id: `${id}_variable`, name: expression, ...(type ? { typeRef: type } : {}) }) })]);
    const required = children(decision, 'informationRequirement');
    const hrefs = required.map((each) => attribute(child(each, 'requiredInput') ?? child(each, 'requiredDecision')!, 'href'));
    if (id === decision.id || hrefs.includes(`#${id}`)) continue;
    const place = known?.$type === 'dmn:Decision' ? 'requiredDecision' : 'requiredInput';
    set(decision, 'informationRequirement', [...required, make('dmn:InformationRequirement', { id: `${decision.id}_needs_${id}`, [place]: make('dmn:DMNElementReference', { href: `#${id}` }) })]);
  }
}

/** A file with one decision: a table with one rule, or an expression. */
export function newDecisionFile(id: string, name: string, kind: 'table' | 'literal'): string {
  const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const logic =
    kind === 'literal'
      ? `<literalExpression id="${id}_expression"><text>null</text></literalExpression>`
      : `<decisionTable id="${id}_table" hitPolicy="UNIQUE"><output id="${id}_output" label="" typeRef="string" /></decisionTable>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}_file" name="${escaped}" namespace="https://yijianshi.example/decisions/${id}">
  <decision id="${id}" name="${escaped}"><variable id="${id}_variable" name="${id.replaceAll(/[^\p{L}\p{N}_]/gu, '_')}" />${logic}</decision>
</definitions>
`;
}
