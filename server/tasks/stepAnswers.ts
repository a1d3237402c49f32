import type { StepFields } from '../../engine/forms/stepRights.ts';
import type { Value, Variables } from '../../engine/value.ts';
import { isCommitment, type ShownAnswers } from '../cases/answers.ts';

/** What one step sees of a case's values. */
export interface StepAnswers extends ShownAnswers {
  /** The step's own values. Personal ones are shown with the form, by its own rules; here they have no place. */
  readonly variables: Record<string, Value>;
}

/** Values of the case without what is hidden from the step. */
export function stepAnswers({ hidden }: StepFields, variables: Variables, { form, situations, labels }: ShownAnswers): StepAnswers {
  const seen = <T>(all: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([name]) => !hidden.has(name)));
  return { form: seen(form), situations: seen(situations), labels: seen(labels), variables: Object.fromEntries(Object.entries(seen(variables)).filter(([, value]) => !isCommitment(value))) };
}

/** The same as one set of names, as conditions and options of the step's form look at it. */
export const valuesAround = ({ form, situations, variables }: StepAnswers): Record<string, Value> => ({ ...situations, ...form, ...variables });
