import { formFaults, matterFormSchema, stepFormSchema } from '../../definitions/forms/schema.ts';
import type { PartsChange } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import { refuseManyScenarios } from './scenarioLimits.ts';

/**
 * What comes in beside a drawing, whichever way it comes; what is left out or empty fits.
 * @throws DomainError FORM_FILE_INVALID with each place that does not fit the schema of forms, SCENARIOS_TOO_MANY, SCENARIOS_TOO_LONG
 */
export function refuseUnfitContent(form: object | null | undefined, parts: PartsChange | null | undefined): void {
  const faults = [
    ...(form === null || form === undefined ? [] : formFaults(matterFormSchema, form, '')),
    ...Object.entries(parts?.stepForms ?? {}).flatMap(([id, stepForm]) => formFaults(stepFormSchema, stepForm, `stepForms.${id}`)),
  ];
  if (faults.length > 0) throw new DomainError('FORM_FILE_INVALID', { count: faults.length, path: faults[0]!.path, faults: faults.slice(0, 50) });
  refuseManyScenarios(parts?.scenarios ?? {});
}
