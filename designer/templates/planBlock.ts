import type { StepTemplate } from '../../definitions/steps/schema.ts';

/** What the person said before a ready step is drawn. */
export interface StepAnswers {
  /** Name in place of the template's; empty: the template's. */
  readonly name: string;
  /** Registered departments in the order chosen: id and name. */
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly item: string;
  /** Working days in place of the template's; empty: the template's. */
  readonly limitDays: string;
  /** What is written at a step that asks a system by a connector (`connectorTerms`); nothing: by none. */
  readonly connector: Readonly<Record<string, string>>;
}

/** One element of a planned block, with its place in columns and rows. */
export interface PlannedNode {
  readonly key: string;
  readonly type: string;
  readonly column: number;
  /** 0 is the middle line; half rows where a column is even. */
  readonly row: number;
  /** Attributes by address, as the panel writes them. */
  readonly set: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A sequence flow inside a planned block. */
export interface PlannedFlow {
  readonly from: string;
  readonly to: string;
  readonly set: Readonly<Record<string, string>>;
  readonly isDefault: boolean;
}

/** A ready step as it is to be drawn. */
export interface Block {
  readonly nodes: readonly PlannedNode[];
  readonly flows: readonly PlannedFlow[];
  readonly entry: string;
  readonly exit: string;
  readonly columns: number;
}

/** Works out what a ready step draws for these answers: one branch a department where it says so, columns from left to right. */
export function planBlock(template: StepTemplate, answers: StepAnswers): Block {
  const copies = new Map(template.nodes.map((node) => [node.key, node.perDepartment === true ? copiesOf(node.key, answers) : [{ key: node.key, department: null }]]));
  const flows = (template.flows ?? []).flatMap((flow) =>
    copies.get(flow.from)!.flatMap((from) =>
      copies.get(flow.to)!.map((to): PlannedFlow => ({
        from: from.key,
        to: to.key,
        isDefault: flow.isDefault === true,
        set: { ...named(flow.name), ...(flow.condition === undefined ? {} : { 'bpmn:conditionExpression': `= ${flow.condition}` }) },
      })),
    ),
  );
  const column = columnsOf([...copies.values()].flat().map(({ key }) => key), flows);
  const nodes = template.nodes.flatMap((node) =>
    copies.get(node.key)!.map(({ key, department }): PlannedNode => {
      const terms = filled(node.set ?? {}, answers);
      return {
        key,
        type: node.type,
        column: column.get(key)!,
        row: 0,
        set: { ...named(node.name, department?.name ?? '', node.key === template.entry || node.perDepartment === true ? answers.name : ''), ...terms, ...own(terms, node.type, department?.id ?? answers.departments[0]?.id ?? '', answers) },
        inputs: filled(node.inputs ?? {}, answers),
        outputs: filled(node.outputs ?? {}, answers),
      };
    }),
  );
  return { nodes: inRows(nodes, template), flows, entry: copies.get(template.entry)![0]!.key, exit: copies.get(template.exit)![0]!.key, columns: 1 + Math.max(...nodes.map((node) => node.column)) };
}

/** Without a choice a block for several still shows two branches, so that it is seen what it is. */
function copiesOf(key: string, { departments }: StepAnswers): { readonly key: string; readonly department: { readonly id: string; readonly name: string } | null }[] {
  const chosen = departments.length === 0 ? [null, null] : departments;
  return chosen.map((department, index) => ({ key: `${key}${index + 1}`, department }));
}

function named(name: { readonly zh: string; readonly en: string } | undefined, before = '', given = ''): Record<string, string> {
  if (name === undefined) return {};
  const zh = `${before}${given === '' ? name.zh : given}`;
  return { 'bpmn:name': zh, ...(given === '' && before === '' ? { 'gov:nameEn': name.en } : {}) };
}

/** What the answers say of a step that is done by somebody. */
function own(terms: Readonly<Record<string, string>>, type: string, department: string, { item, limitDays, connector }: StepAnswers): Record<string, string> {
  if (type !== 'bpmn:UserTask' && type !== 'bpmn:ServiceTask' && type !== 'bpmn:CallActivity') return {};
  return {
    ...(department === '' ? {} : { 'gov:department': department }),
    ...(item === '' ? {} : { 'gov:item': item }),
    ...(limitDays === '' || terms['gov:limitAmount'] === undefined ? {} : { 'gov:limitAmount': limitDays }),
    ...(type === 'bpmn:ServiceTask' ? connector : {}),
  };
}

/** Texts with the departments chosen in place of `$lead`, `$leadText` and `$participants`; a term that stays empty is left out. */
function filled(texts: Readonly<Record<string, string>>, { departments }: StepAnswers): Record<string, string> {
  const lead = departments[0]?.id ?? '';
  const participants = departments.map(({ id }) => `{department: "${id}", mandatory: true, checklist: "survey"}`).join(', ');
  const values: Readonly<Record<string, string>> = { $lead: lead, $leadText: `"${lead}"`, $participants: `[${participants}]` };
  return Object.fromEntries(Object.entries(texts).map(([name, text]): [string, string] => [name, values[text] ?? text]).filter(([, text]) => text !== ''));
}

/** The longest way from the entry, in steps. Blocks have no loops. */
function columnsOf(keys: readonly string[], flows: readonly PlannedFlow[]): Map<string, number> {
  const column = new Map(keys.map((key) => [key, 0]));
  for (let round = 0; round < keys.length; round++) for (const { from, to } of flows) column.set(to, Math.max(column.get(to)!, column.get(from)! + 1));
  return column;
}

/** Elements of one column below each other around the middle line; what ends beside the way stands below it. */
function inRows(nodes: readonly PlannedNode[], template: StepTemplate): PlannedNode[] {
  return nodes.map((node) => {
    if (node.type === 'bpmn:EndEvent' && node.key !== template.exit) return { ...node, row: 1 };
    const beside = nodes.filter(({ column, type }) => column === node.column && type !== 'bpmn:EndEvent');
    return { ...node, row: beside.indexOf(node) - (beside.length - 1) / 2 };
  });
}
