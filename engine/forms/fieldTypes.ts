import { canonical } from '../canonical.ts';
import type { FeelType } from '../expressions/types.ts';
import type { Value } from '../value.ts';

/** What a form's field tells of the value it brings; nothing entered is null, whatever the field. */
export interface TypedField {
  readonly name: string;
  readonly type: string;
  readonly options?: readonly { readonly value: string | number | boolean }[] | undefined;
}

/** What a field that is not asked, or left open, counts as, so that every condition can decide: no, an empty list, or null. */
export function unasked({ type }: Pick<TypedField, 'type'>): Value {
  if (type === 'yesNo') return false;
  return type === 'multi' || type === 'checklist' || type === 'slots' ? [] : null;
}

const PLAIN: Readonly<Record<string, FeelType>> = { text: 'text', longText: 'text', number: 'number', money: 'money', date: 'text', dateTime: 'text', yesNo: 'boolean' };

/** Types of the names that forms bring into a case; a name of two kinds is of any. */
export function typesOfFields(fields: readonly TypedField[]): Record<string, FeelType> {
  const types: Record<string, FeelType> = {};
  for (const field of fields) {
    const type = typeOfField(field);
    const before = Object.hasOwn(types, field.name) ? types[field.name] : undefined;
    types[field.name] = before === undefined || canonical(before) === canonical(type) ? type : 'any';
  }
  return types;
}

function typeOfField({ type, options = [] }: TypedField): FeelType {
  if (PLAIN[type]) return PLAIN[type];
  const kinds = new Set(options.map(({ value }) => typeof value));
  const one: FeelType = kinds.size !== 1 ? 'any' : kinds.has('string') ? 'text' : kinds.has('number') ? 'number' : 'boolean';
  if (type === 'choice') return one;
  return type === 'multi' || type === 'checklist' ? { list: one } : type === 'slots' ? { list: 'text' } : 'any';
}
