import type { Parts } from '../../definitions/parts.ts';
import type { FeelType } from '../../engine/expressions/types.ts';
import { typesOfFields, type TypedField } from '../../engine/forms/fieldTypes.ts';

interface Sections {
  readonly sections?: readonly { readonly fields?: readonly TypedField[] }[];
}

/** Names, with what is known of their values, that a definition's own form and step forms bring into its cases. */
export function brought(form: object | null, parts: Pick<Parts, 'stepForms'>): { readonly variables: readonly string[]; readonly types: Readonly<Record<string, FeelType>> } {
  const matter = (form ?? {}) as { readonly situations?: readonly TypedField[]; readonly form?: Sections };
  const fields = [...(matter.situations ?? []), ...fieldsIn(matter.form), ...Object.values(parts.stepForms).flatMap((each) => fieldsIn(each as Sections))].filter(({ name }) => typeof name === 'string');
  return { variables: [...new Set(fields.map(({ name }) => name))], types: typesOfFields(fields) };
}

const fieldsIn = (form: Sections | undefined): readonly TypedField[] => (form?.sections ?? []).flatMap(({ fields }) => fields ?? []);
