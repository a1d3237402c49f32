import { fieldsIn, type FieldRight, type FormField, type FormSection, type Label, type MatterFormFile, type StepFormFile } from './model.ts';

/** A field as one step meets it. */
export interface StepField extends FormField {
  /** Shown with its value; the step does not write it. */
  readonly readOnly?: true;
  /** A field of the matter's form that this step may correct: it has a value already, and keeps it where it isn't asked. */
  readonly corrects?: true;
}

export interface StepSection extends FormSection {
  readonly fields: readonly StepField[];
}

/** What one step does with fields: the form it fills in, and what of the case it does not see. */
export interface StepFields {
  readonly title?: Label;
  readonly sections: readonly StepSection[];
  /** Names of the step's own and the matter's fields that are kept from it. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * The fields of a step. Its own fields are written unless something else is said, by the field (`access`) or for this step
 * (`rights`); fields of the matter's form are shown, and a step may be given the right to correct some of them, or not see
 * them. What it may correct comes first: its own conditions may look at it. Personal ones are never written by a step.
 */
export function fieldsOfStep(stepForm: Pick<StepFormFile, 'title' | 'sections'> | undefined, matter: Pick<MatterFormFile, 'form' | 'situations' | 'rights'> | null, step: string): StepFields {
  const rights: Readonly<Record<string, FieldRight>> = matter?.rights?.[step] ?? {};
  const own = new Set(fieldsIn(stepForm?.sections ?? []).map(({ name }) => name));
  const rightTo = (field: FormField): FieldRight => rights[field.name] ?? field.access ?? 'editable';
  const ofStep = narrowed(stepForm?.sections ?? [], (field): StepField | null => {
    const right = rightTo(field);
    return right === 'hidden' ? null : right === 'readOnly' ? { ...field, readOnly: true } : field;
  });
  const corrected = narrowed(matter?.form.sections ?? [], (field): StepField | null => (rights[field.name] === 'editable' && field.personal !== true && !own.has(field.name) ? { ...field, corrects: true } : null));
  const all = [...fieldsIn(stepForm?.sections ?? []), ...(matter?.situations ?? []), ...fieldsIn(matter?.form.sections ?? [])];
  return { ...(stepForm ? { title: stepForm.title } : {}), sections: [...corrected, ...ofStep], hidden: new Set(all.filter((field) => rightTo(field) === 'hidden').map(({ name }) => name)) };
}

/** Whether a condition or a list of options looks at values of the case. */
export const looksAtCase = ({ sections }: Pick<StepFields, 'sections'>): boolean => sections.some(({ when, fields }) => when !== undefined || fields.some((field) => field.when !== undefined || field.optionsFrom !== undefined));

/** Names of the matter's fields that some step may correct. */
export const correctable = (matter: Pick<MatterFormFile, 'form' | 'rights'> | null): ReadonlySet<string> => {
  const own = new Set(fieldsIn(matter?.form.sections ?? []).map(({ name }) => name));
  return new Set(Object.values(matter?.rights ?? {}).flatMap((given) => Object.entries(given).filter(([name, right]) => right === 'editable' && own.has(name)).map(([name]) => name)));
};

const narrowed = (sections: readonly FormSection[], keep: (field: FormField) => StepField | null): StepSection[] =>
  sections.map((section) => ({ ...section, fields: section.fields.map(keep).filter((field) => field !== null) })).filter(({ fields }) => fields.length > 0);
