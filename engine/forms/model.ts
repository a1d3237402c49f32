/** A text of a form: Chinese alone, or in both languages. */
export type Label = string | { readonly zh: string; readonly en?: string | undefined };

/** Kinds of fields; what each brings into a case stands in `fieldTypes.ts`. `money` is a whole number of 分. */
export const fieldKinds = ['text', 'longText', 'number', 'money', 'date', 'dateTime', 'choice', 'multi', 'yesNo', 'checklist', 'slots'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** What a step may do with a field: write it, see it, or neither. */
export const fieldRights = ['editable', 'readOnly', 'hidden'] as const;
export type FieldRight = (typeof fieldRights)[number];

/** A question of 情形引导 or a field of a form. */
export interface FormField {
  readonly name: string;
  readonly label: Label;
  readonly type: FieldKind;
  readonly required?: boolean;
  readonly personal?: boolean;
  /** Departments that see a personal field in plain. */
  readonly sharedWith?: readonly string[];
  readonly options?: readonly FieldOption[];
  /** Name of a variable whose list holds the options, or `proposeSlots`. */
  readonly optionsFrom?: string;
  /** FEEL over what is answered before. */
  readonly when?: string;
  readonly rule?: string;
  readonly hint?: Label;
  readonly unit?: string;
  /** Least and largest number; of money in 分. */
  readonly min?: number;
  readonly max?: number;
  readonly sample?: unknown;
  /** In a step's form: what the step may do with it, where nothing else is said. */
  readonly access?: FieldRight;
}

export interface FieldOption {
  readonly value: string | number | boolean;
  readonly label: Label;
}

export interface FormSection {
  readonly title?: Label;
  readonly when?: string;
  readonly fields: readonly FormField[];
}

/** A department's item of the matter; it is called for where `when` holds. */
export interface FormItem {
  readonly id: string;
  readonly name?: Label;
  readonly department?: string;
  readonly when?: string;
}

/** What is handed in; always, or where `when` holds. */
export interface FormMaterial {
  readonly id: string;
  readonly name: Label;
  readonly required?: boolean;
  readonly when?: string;
  readonly fromCertificate?: string;
  readonly accepts?: readonly string[] | string;
  readonly hint?: Label;
}

/** A stage of the way as the applicant knows it; steps of the drawing name it by `gov:stage`. */
export interface FormStage {
  readonly id: string;
  readonly name: Label;
}

/** The form.json of a matter. */
export interface MatterFormFile {
  readonly name?: Label;
  readonly note?: Label;
  readonly summary?: Label;
  readonly situations: readonly FormField[];
  readonly items?: readonly FormItem[];
  readonly form: { readonly title?: Label; readonly sections: readonly FormSection[] };
  readonly materials: readonly FormMaterial[];
  readonly applicantStages?: readonly FormStage[];
  /** By the id of a drawn step: what it may do with fields, by their names (stepRights.ts). */
  readonly rights?: Readonly<Record<string, Readonly<Record<string, FieldRight>>>>;
}

/** A form of a step. */
export interface StepFormFile {
  readonly id?: string;
  readonly title: Label;
  readonly sections: readonly FormSection[];
}

/** The text in Chinese, by which problems name a place. */
export const chineseOf = (label: Label | undefined): string => (label === undefined ? '' : typeof label === 'string' ? label : label.zh);

/** Fields of sections, in order. */
export const fieldsIn = (sections: readonly FormSection[]): readonly FormField[] => sections.flatMap(({ fields }) => fields);
