import type { FormField } from '../../engine/forms/model.ts';

/** One thing asked about a field, a section, a material, an item or a stage; its label is the message `forms.property.<name>`. */
export interface Property {
  readonly name: string;
  readonly input: 'label' | 'text' | 'name' | 'flag' | 'number' | 'select' | 'departments' | 'department' | 'item' | 'options' | 'condition' | 'list';
  /** Values of a select; messages `forms.option.<name>.<value>`. */
  readonly values?: readonly string[];
  /** The longest text in characters, as definitions/forms/schema.ts takes it. */
  readonly longest?: number;
}

/** The longest label and the longest value of an option in characters, as definitions/forms/schema.ts takes them. */
export const longest = { label: 500, option: 200 } as const;

const types = ['text', 'longText', 'number', 'money', 'date', 'dateTime', 'yesNo', 'choice', 'multi', 'checklist'] as const;
const chooses: ReadonlySet<string> = new Set(['choice', 'multi', 'checklist']);

/** What is asked about a field, by its kind and by where it stands. */
export function fieldProperties(field: FormField, where: 'situations' | 'form' | 'step'): readonly Property[] {
  const counts = field.type === 'number' || field.type === 'money';
  return [
    { name: 'label', input: 'label' },
    { name: 'name', input: 'name' },
    { name: 'type', input: 'select', values: field.type === 'slots' ? [...types, 'slots'] : types },
    { name: 'required', input: 'flag' },
    ...(chooses.has(field.type) && field.optionsFrom === undefined ? ([{ name: 'options', input: 'options' }] as const) : []),
    ...(counts ? ([...(field.type === 'number' ? [{ name: 'unit', input: 'text', longest: 20 } as const] : []), { name: 'min', input: 'number' }, { name: 'max', input: 'number' }] as const) : []),
    ...(field.type === 'text' ? ([{ name: 'rule', input: 'select', values: ['', 'uscc', 'idNumber', 'phone'] }] as const) : []),
    ...(where === 'form' ? ([{ name: 'personal', input: 'flag' }] as const) : []),
    ...(where === 'form' && field.personal ? ([{ name: 'sharedWith', input: 'departments' }] as const) : []),
    ...(where === 'step' ? ([{ name: 'access', input: 'select', values: ['', 'readOnly', 'hidden'] }, ...(chooses.has(field.type) ? ([{ name: 'optionsFrom', input: 'text', longest: 60 }] as const) : [])] as const) : []),
    { name: 'hint', input: 'label' },
    { name: 'when', input: 'condition' },
  ];
}

export const sectionProperties: readonly Property[] = [{ name: 'title', input: 'label' }, { name: 'when', input: 'condition' }];
export const materialProperties: readonly Property[] = [{ name: 'name', input: 'label' }, { name: 'id', input: 'name' }, { name: 'required', input: 'flag' }, { name: 'fromCertificate', input: 'text', longest: 100 }, { name: 'accepts', input: 'list' }, { name: 'hint', input: 'label' }, { name: 'when', input: 'condition' }];
export const itemProperties: readonly Property[] = [{ name: 'id', input: 'item' }, { name: 'name', input: 'label' }, { name: 'department', input: 'department' }, { name: 'when', input: 'condition' }];
export const stageProperties: readonly Property[] = [{ name: 'name', input: 'label' }, { name: 'id', input: 'name' }];
