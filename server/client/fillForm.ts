import { loadCalendar } from '../../definitions/calendars/load.ts';
import { addDays, instantAt } from '../../engine/clock/civil.ts';
import { proposeSlots } from '../../engine/scheduling/slots.ts';

/** A field as forms describe it, as far as filling needs. */
export interface FormField {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  readonly sample?: unknown;
  readonly min?: number;
  readonly options?: readonly { readonly value: unknown }[];
  /** Name of the variable that holds the options, or `proposeSlots` for days the filler may choose. */
  readonly optionsFrom?: string;
}

/** A form with its sections, as a step or the window shows it. */
export interface FillableForm {
  readonly sections: readonly { readonly fields: readonly FormField[] }[];
}

/**
 * Fills a form by itself: samples where the form brings them, the first option where it offers some, something that
 * fits where it asks for nothing but a type. `given` goes before everything.
 */
export function fillForm(form: FillableForm | null, variables: Readonly<Record<string, unknown>>, today: string, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const fields = form?.sections.flatMap((section) => section.fields) ?? [];
  const filled = fields.map((field) => [field.name, valueOf(field, variables, today)] as const).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(filled), ...given };
}

function valueOf(field: FormField, variables: Readonly<Record<string, unknown>>, today: string): unknown {
  const offered = field.options?.map(({ value }) => value);
  const options = offered ?? (field.optionsFrom === undefined ? undefined : optionsFrom(field.optionsFrom, variables, today));
  // Options that depend on the case go before a sample, which can't know them.
  if (field.optionsFrom !== undefined) return field.type === 'multi' ? (options ?? []) : options?.[0];
  if (field.sample !== undefined) return field.sample;
  if (field.required !== true) return undefined;
  if (options !== undefined) return field.type === 'multi' ? options.slice(0, 1) : options[0];
  switch (field.type) {
    case 'number':
    case 'money':
      return field.min ?? 1;
    case 'yesNo':
      return true;
    case 'date':
      return today;
    case 'multi':
      return [];
    default:
      return '示例';
  }
}

function optionsFrom(name: string, variables: Readonly<Record<string, unknown>>, today: string): unknown[] {
  if (name === 'proposeSlots') return proposeSlots(loadCalendar(), today, 2, addDays(today, 30)).map(({ date, from }) => instantAt(date, from));
  const listed = variables[name];
  return Array.isArray(listed) ? (listed as unknown[]) : [];
}
