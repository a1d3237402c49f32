import type { MatterFormFile, StepFormFile } from '../model.ts';
import type { Problem } from '../../problem.ts';

/** What is checked together: the forms of one definition, and what stands around them. */
export interface Forms {
  /** The matter's form; null for a flow without applicants. */
  readonly form: MatterFormFile | null;
  readonly stepForms: Readonly<Record<string, StepFormFile>>;
  /** Steps that are drawn, with the form each names; left out, nothing is said about them. */
  readonly steps?: readonly { readonly id: string; readonly form?: string | undefined }[] | undefined;
  /** Forms of steps that the city has registered. */
  readonly registeredForms?: Readonly<Record<string, StepFormFile>> | undefined;
  readonly departments?: readonly string[] | undefined;
  readonly items?: readonly string[] | undefined;
  /** Names that a case has beside its own form: what the drawing gives. */
  readonly variables?: readonly string[] | undefined;
}

/** One rule about forms: one file. Problems carry `place`, the path in the form (`form.sections.1.fields.0.when`), and `label`, its name for people. */
export interface FormRule {
  readonly id: string;
  check(forms: Forms): Problem[];
}
