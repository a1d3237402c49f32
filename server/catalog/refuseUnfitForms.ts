import { formFaults, matterFormSchema, stepFormSchema } from '../../definitions/forms/schema.ts';
import { DomainError } from '../../engine/errors.ts';

/** Throws FORM_FILE_INVALID with each place that does not fit the schema of forms; a form that is left out or empty fits. */
export function refuseUnfitForms(form: object | null | undefined, stepForms: Readonly<Record<string, unknown>> | undefined): void {
  const faults = [
    ...(form === null || form === undefined ? [] : formFaults(matterFormSchema, form, '')),
    ...Object.entries(stepForms ?? {}).flatMap(([id, stepForm]) => formFaults(stepFormSchema, stepForm, `stepForms.${id}`)),
  ];
  if (faults.length > 0) throw new DomainError('FORM_FILE_INVALID', { count: faults.length, path: faults[0]!.path, faults: faults.slice(0, 50) });
}
