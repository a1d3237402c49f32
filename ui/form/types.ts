import type { CivilDate } from '../../engine/value.ts';

/** A matter in the catalogue. */
export interface MatterLine {
  readonly key: string;
  readonly name: string;
  readonly leadDepartment: string | null;
  readonly version: number | null;
  readonly summary?: string;
}

/** A choice offered by a question or a field. */
export interface Option {
  readonly value: string | number | boolean;
  readonly label: string;
}

/** A form field; `when` is FEEL over situations and fields answered so far. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required?: boolean;
  readonly personal?: boolean;
  readonly sharedWith?: readonly string[];
  readonly options?: readonly Option[];
  readonly when?: string;
  readonly rule?: string;
  readonly hint?: string;
  readonly unit?: string;
  /** Options that only the case knows: a variable with a list, or `proposeSlots`. */
  readonly optionsFrom?: string;
  readonly sample?: unknown;
  readonly min?: number;
  readonly max?: number;
  /** Shown with its value and never sent. */
  readonly readOnly?: boolean;
  /** An answer of the one form that a step may correct. */
  readonly corrects?: boolean;
}

export type FieldType = 'text' | 'longText' | 'number' | 'money' | 'date' | 'dateTime' | 'choice' | 'multi' | 'yesNo' | 'slots' | 'checklist';

/** A 情形 question: it is asked like a field and decides items, materials and branches. */
export type Question = FormField;

export interface FormSection {
  readonly title: string;
  readonly when?: string;
  readonly fields: readonly FormField[];
}

export interface FormSchema {
  readonly title?: string;
  readonly sections: readonly FormSection[];
}

/** What must or may be handed in. `required` may depend on the situation through `when`. */
export interface Material {
  readonly id: string;
  readonly name: string;
  readonly required?: boolean;
  readonly when?: string;
  readonly accepts?: readonly string[] | string;
  readonly fromCertificate?: string;
  readonly hint?: string;
}

/** A department's item inside the matter. */
export interface MatterItem {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly when?: string;
}

export interface Guide {
  readonly matter: MatterLine;
  readonly situations: readonly Question[];
  readonly form: FormSchema;
  readonly materials: readonly Material[];
  readonly items?: readonly MatterItem[];
  readonly promise: { readonly amount: number; readonly unit: string; readonly dueOn?: CivilDate } | null;
}

/** Reply to an acceptance. */
export interface Accepted {
  readonly caseNumber: string;
  readonly checkCode: string;
  readonly dueOn: CivilDate | null;
  readonly workingDays: number | null;
  readonly document: string | null;
  /** Where the QR code leads. */
  readonly progressUrl: string;
  readonly qr: string | null;
}
