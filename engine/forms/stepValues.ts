import type { Value, Variables } from '../value.ts';
import { checkForm, type CheckedForm } from './checkForm.ts';
import type { Field } from './matterForm.ts';

/** The fields of a step's form. */
export interface StepFields {
  readonly sections: readonly { readonly when?: string | undefined; readonly fields: readonly Field[] }[];
}

/**
 * What a step's form makes of the answers: nothing that isn't a field of the form, so that a step can't write what is
 * not its own. What was left open is no, an empty list or null: an expression that reads it can decide.
 * @param item variables that the step shows; options may come from them
 */
export function stepValues(form: StepFields | undefined, given: Readonly<Record<string, unknown>>, item: Variables, now: string): CheckedForm {
  const sections = (form?.sections ?? []).map((section) => ({ ...section, fields: section.fields.map((field) => withOptions(field, item, given)) }));
  return checkForm({ situations: [], form: { sections }, materials: [] }, {}, given, now);
}

/** Options that only the case knows; proposed slots are any instants, since who proposes chooses them. */
function withOptions(field: Field, item: Variables, given: Readonly<Record<string, unknown>>): Field {
  if (!field.optionsFrom) return field;
  const list = field.optionsFrom === 'proposeSlots' ? instantsIn(given[field.name]) : item[field.optionsFrom];
  return { ...field, options: (Array.isArray(list) ? list : []).map((value: Value) => ({ value: value as string, label: String(value) })) };
}

/** An ISO 8601 instant. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** The instants in an answer that lists some. */
export const instantsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && instant.test(one)) : []);
