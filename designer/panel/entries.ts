import { CheckboxEntry, isCheckboxEntryEdited, isSelectEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited, SelectEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { markedFeel } from '../feel/assist.ts';
import { FeelEntry } from '../feel/FeelEntry.ts';
import type { Choice, ChoiceInput, PanelData } from './data.ts';
import type { ContractRow } from './contract.ts';
import type { PanelField } from './fields.ts';
import type { Mapping } from './mappings.ts';
import { MappingsEntry } from './MappingsEntry.ts';
import { ManyEntry } from './ManyEntry.ts';
import { PickerEntry } from './PickerEntry.ts';
import type { FieldValue, PanelEntry } from './types.ts';

const picked: ReadonlySet<string> = new Set<ChoiceInput>(['department', 'connector', 'form', 'ladder', 'item', 'process', 'register', 'decision', 'stage', 'document']);

/** Picked inputs that take a text of one's own as well. */
const open: ReadonlySet<string> = new Set<ChoiceInput>(['stage', 'document']);
const ticked: ReadonlySet<string> = new Set<PanelField['input']>(['materials', 'items', 'opinions']);

/** Draws a field by its input. Labels and explanations come from the messages of the page. */
export function entryFor(field: PanelField, data: PanelData, value: FieldValue): PanelEntry {
  const safe = field.input === 'connector' && data.contract(value.get())?.safe;
  const hint = safe ? data.text('contract.safeText') : data.text(`hint.${field.name}`);
  const base = {
    id: `yjs-${field.name}`,
    label: `${data.text(`field.${field.name}`)}${field.required === true ? ' *' : ''}`,
    description: hint === field.name ? undefined : hint,
    disabled: !data.editable,
    filled: value.filled,
    getValue: value.get,
    setValue: (next: unknown) => value.set(next === undefined || next === null ? '' : String(next)),
    debounce,
  };
  if (picked.has(field.input)) return { ...base, component: PickerEntry, choices: offered(field, data, value), empty: data.text('panel.none'), search: data.text('panel.search'), free: open.has(field.input) };
  if (ticked.has(field.input)) {
    return {
      ...base,
      component: ManyEntry,
      choices: offered(field, data),
      nothing: data.text('panel.nothingToPick'),
      getValue: () => value.get().split(',').map((each) => each.trim()).filter((each) => each !== ''),
      setValue: (next: readonly string[]) => value.set(next.join(',')),
    };
  }
  switch (field.input) {
    case 'checkbox':
      return { ...base, component: CheckboxEntry, isEdited: isCheckboxEntryEdited, getValue: () => value.get() === 'true', setValue: (next: unknown) => value.set(next === true ? 'true' : '') };
    case 'select':
    case 'role':
      return {
        ...base,
        component: SelectEntry,
        isEdited: isSelectEntryEdited,
        getOptions: () => [{ value: '', label: data.text('panel.none') }, ...offered(field, data, value)],
      };
    case 'feel':
      return {
        ...base,
        component: FeelEntry,
        isEdited: isTextAreaEntryEdited,
        monospace: true,
        autoResize: true,
        rows: 1,
        placeholder: '= …',
        setValue: (next: unknown) => value.set(typeof next === 'string' ? markedFeel(next) : ''),
      };
    case 'number':
      return { ...base, component: TextFieldEntry, isEdited: isTextFieldEntryEdited, validate: (text: string) => (text === '' || (Number(text) > 0 && Number.isFinite(Number(text))) ? null : data.text('panel.positive')) };
    case 'duration':
      return { ...base, component: TextFieldEntry, isEdited: isTextFieldEntryEdited, placeholder: 'P3D' };
    default:
      return { ...base, component: TextFieldEntry, isEdited: isTextFieldEntryEdited };
  }
}

/** Draws a field of a connector's contract: an input gets an expression, an output goes to a variable. */
export function contractEntry({ id, label, way }: ContractRow, data: PanelData, value: FieldValue): PanelEntry {
  const field = { name: id, input: way === 'input' ? 'feel' : 'text', attribute: '', group: 'department' } as const;
  return { ...entryFor(field, data, value), label, description: undefined };
}

/** Draws the lines of an input or output mapping. */
export function mappingsEntry(field: PanelField, data: PanelData, get: () => readonly Mapping[], set: (lines: readonly Mapping[]) => void): PanelEntry {
  const hint = data.text(`hint.${field.name}`);
  return {
    id: `yjs-${field.name}`,
    component: MappingsEntry,
    label: data.text(`field.${field.name}`),
    description: hint === field.name ? undefined : hint,
    disabled: !data.editable,
    filled: get().length > 0,
    words: { target: data.text('panel.target'), source: data.text('panel.source'), add: data.text('panel.addLine'), remove: data.text('panel.removeLine') },
    getValue: get,
    setValue: set,
  };
}

/** The choices of a field: its own options, else the registered data; a value that is not among them stays visible. */
export function offered(field: PanelField, data: PanelData, value?: FieldValue): readonly Choice[] {
  const current = value?.get() ?? '';
  const own = field.options?.map((option) => ({ value: option, label: data.text(`option.${field.name}.${option}`) }));
  const choices = value?.choices ?? own ?? data.choices(field.input as ChoiceInput);
  return current === '' || choices.some((choice) => choice.value === current) ? choices : [...choices, { value: current, label: current }];
}

function debounce<A extends unknown[]>(call: (...given: A) => void): (...given: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...given), 250);
  };
}
