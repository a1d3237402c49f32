import type { Value, Variables } from '../value.ts';
import { checkForm, type CheckedForm, type FieldFault, instant } from './checkForm.ts';
import type { Field } from './matterForm.ts';

/** A field of a step, and what the step may do with it (stepRights.ts). */
export interface StepValueField extends Field {
  readonly readOnly?: boolean;
  readonly corrects?: boolean;
}

/** The fields of a step's form. */
export interface StepValueForm {
  readonly sections: readonly { readonly when?: string | undefined; readonly fields: readonly StepValueField[] }[];
}

/**
 * What a step's form makes of the answers: nothing that isn't a field of the form and the step's to write. What was left
 * open is no, an empty list or null: an expression that reads it can decide. A field of the matter's form that is not sent
 * keeps its value.
 * @param around values of the case as the step sees them, for options and conditions
 */
export function stepValues(form: StepValueForm | undefined, given: Readonly<Record<string, unknown>>, around: Variables, now: string): CheckedForm {
  const all = form?.sections ?? [];
  const writes = (field: StepValueField): boolean => field.readOnly !== true && !(field.corrects === true && given[field.name] === undefined);
  const sections = all.map((section) => ({ ...section, fields: section.fields.filter(writes).map((field) => withOptions(field, around, given)) }));
  const shown = new Set(all.flatMap(({ fields }) => fields.filter(({ readOnly }) => readOnly).map(({ name }) => name)));
  const written = Object.fromEntries(Object.entries(given).filter(([name]) => !shown.has(name)));
  const checked = checkForm({ situations: [], form: { sections }, materials: [] }, {}, written, now, around);
  const refused = Object.keys(given).filter((name) => shown.has(name)).map((name): FieldFault => ({ field: name, fault: 'readOnly' }));
  return { ...checked, faults: [...checked.faults, ...refused] };
}

/** Options that only the case knows; proposed slots are any instants, since who proposes chooses them. */
function withOptions(field: Field, around: Variables, given: Readonly<Record<string, unknown>>): Field {
  if (!field.optionsFrom) return field;
  const list = field.optionsFrom === 'proposeSlots' ? instantsIn(given[field.name]) : around[field.optionsFrom];
  return { ...field, options: (Array.isArray(list) ? list : []).map((value: Value) => ({ value: value as string, label: String(value) })) };
}

/** The instants in an answer that lists some. */
export const instantsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && instant.test(one)) : []);
