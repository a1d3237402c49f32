import type { Label } from './model.ts';

/** What a case needs to know of a matter's form.json; `when` is FEEL over situations and the fields before it. */
export interface MatterForm {
  readonly situations: readonly Field[];
  readonly form: { readonly sections: readonly { readonly when?: string | undefined; readonly fields: readonly Field[] }[] };
  readonly materials: readonly MaterialTerms[];
  readonly applicantStages?: readonly Stage[] | undefined;
  /** What a step may do with fields, by its id and their names (stepRights.ts). */
  readonly rights?: Readonly<Record<string, Readonly<Record<string, 'editable' | 'readOnly' | 'hidden'>>>> | undefined;
}

export interface Field {
  readonly name: string;
  readonly label: Label;
  readonly type: string;
  readonly required?: boolean | undefined;
  readonly personal?: boolean | undefined;
  readonly sharedWith?: readonly string[] | undefined;
  readonly options?: readonly { readonly value: string | number | boolean; readonly label: Label }[] | undefined;
  readonly when?: string | undefined;
  readonly rule?: string | undefined;
  /** Least and largest number; of money in 分. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Name of a variable whose list holds the options, or `proposeSlots`. */
  readonly optionsFrom?: string | undefined;
}

export interface MaterialTerms {
  readonly id: string;
  readonly name: Label;
  readonly required?: boolean | undefined;
  readonly when?: string | undefined;
  readonly accepts?: readonly string[] | string | undefined;
  readonly fromCertificate?: string | undefined;
}

/** A stage of the way as the applicant knows it; steps of the drawing name it by `gov:stage`. */
export interface Stage {
  readonly id: string;
  readonly name: Label;
}

export type { Label };

/** The text in a language, Chinese where there is no other. */
export function textOf(label: Label, language: string): string {
  if (typeof label === 'string') return label;
  return language.startsWith('en') ? (label.en ?? label.zh) : label.zh;
}
