import { chineseOf, fieldsIn, type FormField, type FormSection } from '../model.ts';
import type { Asked } from '../reach.ts';
import type { Forms } from './formRule.ts';

/** A place in a form that may carry a condition. */
export interface Place {
  /** Path of the thing itself: `materials.2`, `stepForms.payment.sections.0`. */
  readonly path: string;
  readonly label: string;
  readonly when: string | undefined;
  /** Fields that have been asked when the condition is decided, in order; null in a step's form, where anything of the case may be asked. */
  readonly before: readonly Asked[] | null;
}

/** A field with its path. */
export interface FieldPlace {
  readonly path: string;
  readonly field: FormField;
}

const asked = (field: FormField, section?: FormSection): Asked => ({ ...field, whens: [section?.when, field.when].filter((each): each is string => each !== undefined && each.trim() !== '') });

/** Questions and fields of the matter's form in the order in which they are asked. A question that must not be left out is asked as required. */
export const askedIn = ({ form }: Forms): readonly Asked[] =>
  form === null ? [] : [...form.situations.map((field) => asked({ ...field, required: field.required ?? true })), ...form.form.sections.flatMap((section) => section.fields.map((field) => asked(field, section)))];

/** Every place with a condition of its own, in the order of the files. */
export function placesOf(forms: Forms): readonly Place[] {
  const { form } = forms;
  const all = askedIn(forms);
  const places: Place[] = [];
  const add = (path: string, label: string, when: string | undefined, before: readonly Asked[] | null): void => void places.push({ path, label, when, before });
  let done = 0;
  for (const [i, field] of (form?.situations ?? []).entries()) add(`situations.${i}`, chineseOf(field.label), field.when, all.slice(0, done++));
  for (const [i, section] of (form?.form.sections ?? []).entries()) {
    add(`form.sections.${i}`, chineseOf(section.title), section.when, all.slice(0, done));
    for (const [k, field] of section.fields.entries()) add(`form.sections.${i}.fields.${k}`, chineseOf(field.label), field.when, all.slice(0, done++));
  }
  for (const [i, item] of (form?.items ?? []).entries()) add(`items.${i}`, chineseOf(item.name) || item.id, item.when, all);
  for (const [i, material] of (form?.materials ?? []).entries()) add(`materials.${i}`, chineseOf(material.name), material.when, all);
  for (const [id, { sections }] of Object.entries(forms.stepForms)) {
    for (const [i, section] of sections.entries()) {
      add(`stepForms.${id}.sections.${i}`, chineseOf(section.title), section.when, null);
      for (const [k, field] of section.fields.entries()) add(`stepForms.${id}.sections.${i}.fields.${k}`, chineseOf(field.label), field.when, null);
    }
  }
  return places;
}

/** Every field with its path. */
export function fieldPlaces({ form, stepForms }: Forms): readonly FieldPlace[] {
  const inside = (path: string, sections: readonly FormSection[]): FieldPlace[] => sections.flatMap(({ fields }, i) => fields.map((field, k) => ({ path: `${path}.${i}.fields.${k}`, field })));
  return [
    ...(form?.situations ?? []).map((field, i) => ({ path: `situations.${i}`, field })),
    ...inside('form.sections', form?.form.sections ?? []),
    ...Object.entries(stepForms).flatMap(([id, { sections }]) => inside(`stepForms.${id}.sections`, sections)),
  ];
}

/** Names that the matter's form and the forms of its steps bring into a case. */
export function namesIn({ form, stepForms, registeredForms = {} }: Forms): ReadonlySet<string> {
  const own = Object.values({ ...registeredForms, ...stepForms }).flatMap(({ sections }) => fieldsIn(sections));
  return new Set([...(form?.situations ?? []), ...fieldsIn(form?.form.sections ?? []), ...own].map(({ name }) => name));
}
