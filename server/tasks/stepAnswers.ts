import type { StepFields } from '../../engine/forms/stepRights.ts';
import type { Value, Variables } from '../../engine/value.ts';
import { isCommitment, type ShownAnswers } from '../cases/answers.ts';

/** What one step sees of a case's values. */
export interface StepAnswers extends ShownAnswers {
  /** The step's own values. Personal ones are shown with the form, by its own rules; here they have no place. */
  readonly variables: Record<string, Value>;
}

/** Values of the case without what is hidden from the step. */
export const stepAnswers = ({ hidden }: StepFields, variables: Variables, shown: ShownAnswers): StepAnswers => ({
  ...shown,
  variables: Object.fromEntries(Object.entries(variables).filter(([name, value]) => !hidden.has(name) && !isCommitment(value))),
});

/** The same as one set of names, as conditions and options of the step's form look at it. */
export const valuesAround = ({ form, situations, variables }: StepAnswers): Record<string, Value> => ({ ...situations, ...form, ...variables });
