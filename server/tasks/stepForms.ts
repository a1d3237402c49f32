import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import { instantOfEpoch } from '../../engine/clock/civil.ts';
import type { StepField, StepFields } from '../../engine/forms/stepRights.ts';
import { mayBegin } from '../../engine/scheduling/slots.ts';
import type { Value, Variables } from '../../engine/value.ts';
import type { FieldFault } from '../../engine/forms/checkForm.ts';
import { instantsIn, stepValues } from '../../engine/forms/stepValues.ts';
import { textOf, type Field, type Label } from '../../engine/forms/matterForm.ts';
import { documentTexts } from '../documents/texts.ts';
import type { Language } from '../http/problem.ts';

/** A form of a step, as definitions/forms holds it. */
export interface StepForm {
  readonly id: string;
  readonly title: Label;
  readonly sections: readonly { readonly title: Label; readonly when?: string; readonly fields: readonly Field[] }[];
}

const folder = join(import.meta.dirname, '../../definitions/forms');

/** The shipped step forms by id. */
export const stepForms: ReadonlyMap<string, StepForm> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as StepForm)
    .map((form) => [form.id, form]),
);

/** The step forms a definition sees: its own come before the city's. */
export const stepFormsWith = (parts: Parts | null | undefined): ReadonlyMap<string, StepForm> =>
  new Map([...stepForms, ...Object.entries(parts?.stepForms ?? {}).map(([id, form]) => [id, { ...(form as unknown as StepForm), id }] as const)]);

/**
 * The values a step brings into the case; nothing that isn't a field of it and its to write, so that a step can't write what
 * is not its own. What was left open is written as no, an empty list or null: an expression that reads it can decide. A
 * field of the matter's form that is not sent keeps its value.
 * @param around values of the case as the step sees them, for options and conditions.
 * @throws DomainError FORM_INVALID naming each field
 */
export function stepVariables(form: Pick<StepFields, 'sections'>, given: Readonly<Record<string, unknown>>, around: Variables, now: string, language: Language, calendar: Calendar | null): Record<string, Value> {
  const checked = stepValues(form, given, around, now);
  const { plain } = checked;
  const faults = [...checked.faults, ...slotFaults(form, plain, now, calendar)];
  if (faults.length > 0) {
    const labels = new Map(form.sections.flatMap((section) => section.fields.map((field) => [field.name, textOf(field.label, language)])));
    throw new DomainError('FORM_INVALID', {
      fields: faults.map(({ field, fault }) => ({ field, label: labels.get(field) ?? field, fault, text: documentTexts[language].faults[fault] ?? fault })),
    });
  }
  return plain;
}

/** Fields in which times for a visit are proposed; they are checked on a calendar. */
export const slotFields = (form: Pick<StepFields, 'sections'>): readonly StepField[] => form.sections.flatMap(({ fields }) => fields.filter(({ optionsFrom, readOnly }) => optionsFrom === 'proposeSlots' && !readOnly));

/** A visit is proposed for working days to come; who may be there on them is asked afterwards. */
function slotFaults(form: Pick<StepFields, 'sections'>, plain: Readonly<Record<string, Value>>, now: string, calendar: Calendar | null): FieldFault[] {
  if (calendar === null) return [];
  return slotFields(form)
    .filter(({ name }) => instantsIn(plain[name]).some((slot) => !mayBegin(calendar, instantOfEpoch(Date.parse(slot)), now)))
    .map(({ name }) => ({ field: name, fault: 'slot' }));
}
