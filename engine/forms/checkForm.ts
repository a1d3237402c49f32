import { holds } from '../expressions/feel.ts';
import type { Value } from '../value.ts';
import type { Field, MatterForm } from './matterForm.ts';
import { type FieldFault as Fault, fieldRules, isDate } from './fieldRules.ts';
import { unasked } from './fieldTypes.ts';

/** One thing wrong with the form. */
export interface FieldFault {
  readonly field: string;
  readonly fault: Fault;
}

/** A personal answer, which goes beside the case, with the departments that may see it. */
export interface Personal {
  readonly value: Value;
  readonly sharedWith: readonly string[];
}

/** Answers sorted for a case: plain ones go into its variables, personal ones beside it. */
export interface CheckedForm {
  readonly faults: readonly FieldFault[];
  /** Every question by name. What was not asked is no, an empty list or null, so that a condition can always decide. */
  readonly situations: Readonly<Record<string, Value>>;
  readonly plain: Readonly<Record<string, Value>>;
  readonly personal: Readonly<Record<string, Personal>>;
}

type Answers = Readonly<Record<string, unknown>>;

/** An ISO 8601 instant, seconds and offset optional. */
export const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Longest text of a field, in characters. */
const longest = { text: 500, longText: 5000 } as const;

/**
 * Checks situations and the one form as the portal shows them: what `when` hides is neither asked nor kept; an answer to
 * a question that the form doesn't have is refused.
 * @param around values of the case that conditions may look at beside the form's own.
 */
export function checkForm(matter: MatterForm, situations: Answers, form: Answers, now: string, around: Readonly<Record<string, Value>> = {}): CheckedForm {
  const faults: FieldFault[] = [];
  const known: Record<string, Value> = { ...around, ...Object.fromEntries([...matter.situations, ...fieldsOf(matter)].map((field) => [field.name, unasked(field)])) };
  const decide = (when: string | undefined) => shows(when, known, now);

  const answered = (field: Field, given: Answers): void => {
    if (!decide(field.when)) return;
    const value = normal(given[field.name], field.rule !== undefined);
    const fault = faultOf(field, value);
    if (fault) faults.push({ field: field.name, fault });
    else if (value !== null) known[field.name] = value;
  };
  for (const question of matter.situations) answered({ ...question, required: question.required ?? true }, situations);
  const visible = new Set<string>();
  for (const section of matter.form.sections) {
    if (!decide(section.when)) continue;
    for (const field of section.fields) {
      if (decide(field.when)) visible.add(field.name);
      answered(field, form);
    }
  }
  for (const name of Object.keys(situations)) if (!matter.situations.some((field) => field.name === name)) faults.push({ field: name, fault: 'unknown' });
  for (const name of Object.keys(form)) if (!fieldsOf(matter).some((field) => field.name === name)) faults.push({ field: name, fault: 'unknown' });

  const plain: Record<string, Value> = {};
  const personal: Record<string, Personal> = {};
  for (const field of fieldsOf(matter)) {
    const value = known[field.name] ?? null;
    if (field.personal && visible.has(field.name) && value !== null) personal[field.name] = { value, sharedWith: field.sharedWith ?? [] };
    else plain[field.name] = field.personal ? null : value;
  }
  return { faults, situations: Object.fromEntries(matter.situations.map(({ name }) => [name, known[name] ?? null])), plain, personal };
}

/** Whether a `when` holds for the answers; one that can't be decided (a name without a value) doesn't. */
export function shows(when: string | undefined, known: Readonly<Record<string, Value>>, now: string): boolean {
  if (when === undefined || when === '') return true;
  try {
    return holds(when.replace(/^=/, ''), known, now);
  } catch {
    return false;
  }
}

const fieldsOf = (matter: MatterForm): readonly Field[] => matter.form.sections.flatMap((section) => section.fields);

/** Text without space around it, numbers by a rule in plain capitals whatever was typed; nothing entered is null. */
function normal(value: unknown, byRule: boolean): Value {
  if (value === undefined || value === null) return null;
  // Full-width punctuation is right in a Chinese text and wrong in a number.
  if (typeof value === 'string') return (byRule ? value.normalize('NFKC').toUpperCase() : value.normalize('NFC')).trim() || null;
  if (Array.isArray(value)) return value.map((one: unknown) => normal(one, byRule));
  return value as Value;
}

function faultOf(field: Field, value: Value): Fault | null {
  if (value === null || (Array.isArray(value) && value.length === 0)) return field.required ? 'required' : null;
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && isKept(value) && value >= (field.min ?? -Infinity) && value <= (field.max ?? Infinity) ? null : 'number';
    case 'money':
      return Number.isSafeInteger(value) && (value as number) >= (field.min ?? 0) && (value as number) <= (field.max ?? Infinity) ? null : 'money';
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : 'date';
    case 'dateTime':
      return typeof value === 'string' && instant.test(value) && isDate(value.slice(0, 10)) ? null : 'date';
    case 'yesNo':
      return typeof value === 'boolean' ? null : 'choice';
    case 'choice':
      return offered(field, value) ? null : 'choice';
    case 'multi':
    case 'checklist':
      return Array.isArray(value) && new Set(value).size === value.length && value.every((one: Value) => offered(field, one)) ? null : 'choice';
    case 'slots':
      return Array.isArray(value) && value.length <= 50 ? null : 'choice';
    default:
      return faultOfText(field, value);
  }
}

/** A whole number beyond 2^53 has lost digits on the way: such numbers are text. */
const isKept = (value: number): boolean => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

function faultOfText(field: Field, value: Value): Fault | null {
  if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0')) return 'text';
  if (value.length > (field.type === 'longText' ? longest.longText : longest.text)) return 'text';
  return (field.rule ? fieldRules[field.rule]?.(value) : null) ?? null;
}

const offered = (field: Field, value: Value): boolean => (field.options ?? []).some((option) => option.value === value);
