import type { Moddle } from '../../panel/address.ts';
import { fieldsOf, type PanelField } from '../../panel/fields.ts';
import type { Choice, ChoiceInput } from '../../panel/data.ts';
import { readField } from '../../panel/written.ts';
import { groupOrder } from '../../panel/groups.ts';

/** Fields that stand in a row's card at once; the others open on demand. */
const quick = new Set(['name', 'processName', 'registerCode', 'leadDepartment', 'department', 'role', 'limitAmount', 'limitUnit', 'form', 'item', 'items', 'opinions', 'calls', 'decision', 'connector', 'operation', 'waitUnit', 'waitAmount', 'duration', 'messageName', 'correlationKey']);

/** The fields of an element as the panel has them: what is asked at once, and the rest in the order of the panel. */
export function cardFields(element: Moddle): { readonly first: readonly PanelField[]; readonly rest: readonly PanelField[] } {
  const all = fieldsOf({ type: element.$type, businessObject: element });
  const ordered = groupOrder.flatMap((group) => all.filter((field) => field.group === group)).filter(({ input }) => input !== 'defaultFlow');
  return { first: ordered.filter(({ name }) => quick.has(name)), rest: ordered.filter(({ name }) => !quick.has(name)) };
}

/** What a field offers: its own options, else what the panel offers. A value that is on no list stays. */
export function choicesOf(field: PanelField, element: Moddle, offered: (input: ChoiceInput) => readonly Choice[], text: (key: string) => string): readonly Choice[] {
  const all = field.options?.map((value) => ({ value, label: text(`designer.option.${field.name}.${value}`) })) ?? offered(field.input as ChoiceInput);
  const written = readField(element, field).split(isMany(field) ? ',' : '\n').map((each) => each.trim());
  return [...all, ...written.filter((value) => value !== '' && !all.some((each) => each.value === value)).map((value) => ({ value, label: value }))];
}

/** Whether several can be picked. */
export const isMany = ({ input }: PanelField): boolean => input === 'materials' || input === 'items' || input === 'opinions';

/** Whether one of a list is picked. */
export const isPicked = ({ input }: PanelField): boolean => ['select', 'role', 'department', 'form', 'ladder', 'item', 'process', 'register', 'decision', 'stage', 'document'].includes(input);
