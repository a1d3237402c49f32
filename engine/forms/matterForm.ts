import type { Label, MatterFormFile } from './model.ts';

/** What a case needs to know of a matter's form.json; `when` is FEEL over situations and the fields before it. */
export type MatterForm = Pick<MatterFormFile, 'situations' | 'form' | 'materials' | 'applicantStages' | 'rights'>;

export type { FormField as Field, FormMaterial as MaterialTerms, FormStage as Stage, Label } from './model.ts';

/** The text in a language, Chinese where there is no other. */
export function textOf(label: Label, language: string): string {
  if (typeof label === 'string') return label;
  return language.startsWith('en') ? (label.en ?? label.zh) : label.zh;
}
