import type { ElementsData } from '../../catalog.ts';
import { readAt, type Moddle } from '../../panel/address.ts';
import { fieldsOf, type PanelField } from '../../panel/fields.ts';
import { groupOrder } from '../../panel/groups.ts';

/** One thing that can be picked. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Fields that stand in a row's card at once; the others open on demand. */
const quick = new Set(['name', 'processName', 'leadDepartment', 'department', 'role', 'limitAmount', 'limitUnit', 'form', 'item', 'items', 'opinions', 'calls', 'decision', 'operation', 'workingDays', 'messageName', 'correlationKey']);

/** The fields of an element as the panel has them: what is asked at once, and the rest in the order of the panel. */
export function cardFields(element: Moddle): { readonly first: readonly PanelField[]; readonly rest: readonly PanelField[] } {
  const all = fieldsOf({ type: element.$type, businessObject: element });
  const ordered = groupOrder.flatMap((group) => all.filter((field) => field.group === group)).filter(({ input }) => input !== 'defaultFlow');
  return { first: ordered.filter(({ name }) => quick.has(name)), rest: ordered.filter(({ name }) => !quick.has(name)) };
}

/** What a field offers: its own options, else what is registered; the definition's own forms and decisions first. A value that is on no list stays. */
export function choicesOf(field: PanelField, element: Moddle, data: ElementsData | null, own: { readonly forms: readonly Choice[]; readonly decisions: readonly Choice[] }, text: (key: string) => string): readonly Choice[] {
  const named = (all: readonly { readonly id: string; readonly name: string }[] | undefined): Choice[] => (all ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const registered: Readonly<Partial<Record<PanelField['input'], readonly Choice[]>>> = {
    department: named(data?.departments),
    form: [...own.forms, ...named(data?.forms)],
    materials: named(data?.materials),
    ladder: named(data?.ladders),
    item: (data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    items: (data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    process: (data?.processes ?? []).map(({ key, name }) => ({ value: key, label: name })),
  };
  const decisions = field.name === 'decision' ? [...own.decisions, ...named(data?.decisions)] : undefined;
  const all = field.options?.map((value) => ({ value, label: text(`designer.option.${field.name}.${value}`) })) ?? decisions ?? registered[field.input] ?? [];
  const distinct = all.filter(({ value }, index) => all.findIndex((each) => each.value === value) === index);
  const many = isMany(field);
  const written = readAt(element, field.attribute).split(many ? ',' : '\n').map((each) => each.trim());
  return [...distinct, ...written.filter((value) => value !== '' && !distinct.some((each) => each.value === value)).map((value) => ({ value, label: value }))];
}

/** Whether several can be picked. */
export const isMany = ({ input }: PanelField): boolean => input === 'materials' || input === 'items' || input === 'opinions';

/** Whether one of a list is picked. */
export const isPicked = ({ input, name }: PanelField): boolean => ['select', 'role', 'department', 'form', 'ladder', 'item', 'process'].includes(input) || name === 'decision';
