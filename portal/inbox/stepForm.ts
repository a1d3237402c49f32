import { mergeYears, type CalendarYear } from '../../engine/clock/mergeYears.ts';
import { addDays, civilDate, instantAt } from '../../engine/clock/civil.ts';
import { proposeSlots } from '../../engine/scheduling/slots.ts';
import type { Instant } from '../../engine/value.ts';
import type { FormField, FormSchema, Option } from '../../ui/form/types.ts';
import type { WorkItem } from '../answers/workItems.ts';
import type { Answers } from '../../ui/form/answers.ts';
import { dayText, timeText } from '../../ui/words/dates.ts';

/** How many half-days a lead department may choose from, and how far ahead they lie. */
const PROPOSALS = 8;
const PROPOSAL_DAYS = 30;

/** Fields of the step's form that the case already knows start filled in; those that are shown or corrected, from the one form. */
export function initialAnswers(item: Pick<WorkItem, 'stepForm' | 'variables' | 'form' | 'situations'>): Answers {
  const fields = (item.stepForm?.sections ?? []).flatMap((section) => section.fields);
  const known = caseValues(item);
  return Object.fromEntries(
    fields
      .map(({ name, optionsFrom, readOnly, corrects }) => [name, optionsFrom && !readOnly ? undefined : (readOnly || corrects ? known : item.variables)[name]] as const)
      .filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Values of the case as the step sees them, the nearest first. */
export const caseValues = (item: Pick<WorkItem, 'variables' | 'form' | 'situations'>): Answers => ({ ...item.situations, ...item.form, ...item.variables });

/**
 * The step's form with the options that only the case knows: `optionsFrom` names a variable with a list, or
 * `proposeSlots`, the next half-days of working days after `now`.
 */
export function withOptions(form: FormSchema, variables: Readonly<Record<string, unknown>>, slots: readonly Instant[], locale: string): FormSchema {
  const fill = (field: FormField): FormField => {
    if (!field.optionsFrom) return field;
    const values = field.optionsFrom === 'proposeSlots' ? slots : variables[field.optionsFrom];
    return { ...field, options: Array.isArray(values) ? values.map((value) => optionOf(value, locale)) : [] };
  };
  return { ...form, sections: form.sections.map((section) => ({ ...section, fields: section.fields.map(fill) })) };
}

/** Beginnings of the half-days that may be proposed after an instant, on the shipped calendar. */
export async function slotsAfter(now: Instant): Promise<Instant[]> {
  const files = Object.values(import.meta.glob<CalendarYear>('../../definitions/calendars/cn-*.json', { import: 'default' }));
  const calendar = mergeYears((await Promise.all(files.map((load) => load()))).sort((a, b) => a.year - b.year));
  const today = civilDate(now);
  return proposeSlots(calendar, today, PROPOSALS, addDays(today, PROPOSAL_DAYS)).map((slot) => instantAt(slot.date, slot.from));
}

function optionOf(value: unknown, locale: string): Option {
  const text = String(value);
  const label = /^\d{4}-\d{2}-\d{2}T/.test(text) ? `${dayText(text, locale)} ${timeText(text).slice(11)}` : text;
  return { value: value as Option['value'], label };
}
