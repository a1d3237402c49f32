import type { FormField, FormSchema, Guide, Material, MatterItem } from './types.ts';
import { fenOf } from '../../engine/money.ts';
import { holds } from './feel.ts';
import { fieldRules, type FieldFault } from '../../engine/forms/fieldRules.ts';
import { unasked as valueUnasked } from '../../engine/forms/fieldTypes.ts';

/** Answers by field name; a field not answered is absent or empty text. */
export type Answers = Record<string, unknown>;

/** What a question that was not asked counts as, so that every condition can decide: no, an empty list, or null. */
export function unasked(guide: Pick<Guide, 'situations' | 'form'>): Answers {
  const fields = [...guide.situations, ...guide.form.sections.flatMap((section) => section.fields)];
  return Object.fromEntries(fields.map((field) => [field.name, valueUnasked(field)]));
}

/** What conditions see of the answers: those that hold something, what is typed into a number field as a number. */
export function answered(fields: readonly FormField[], answers: Answers): Answers {
  const given = fields.filter((field) => !isEmpty(answers[field.name]));
  return Object.fromEntries(given.map((field) => [field.name, counted(field, answers[field.name]) ?? answers[field.name]]));
}

/** The questions to ask now, in order: each shows when the ones before it make it matter. */
export function openQuestions(questions: readonly FormField[], answers: Answers): FormField[] {
  return questions.filter((question) => holds(question.when, answers));
}

/** Sections and fields that show for these answers; sections without a field vanish. */
export function visibleForm(form: FormSchema, given: Answers): FormSchema {
  const answers = { ...given, ...answered(form.sections.flatMap((section) => section.fields), given) };
  const sections = form.sections
    .filter((section) => holds(section.when, answers))
    .map((section) => ({ ...section, fields: section.fields.filter((field) => holds(field.when, answers)) }))
    .filter((section) => section.fields.length > 0);
  return { ...form, sections };
}

/** The departments' items this situation calls for. */
export function chosenItems(guide: Pick<Guide, 'items'>, answers: Answers): MatterItem[] {
  return (guide.items ?? []).filter((item) => holds(item.when, answers));
}

/** The materials this situation calls for, those that must be there first. */
export function chosenMaterials(materials: readonly Material[], answers: Answers): (Material & { needed: boolean })[] {
  return materials
    .filter((material) => holds(material.when, answers))
    .map((material) => ({ ...material, needed: material.required ?? material.when !== undefined }))
    .sort((a, b) => Number(b.needed) - Number(a.needed));
}

/** What is wrong with each visible field, by name. Hidden fields are never wrong. */
export function faultsOf(form: FormSchema, answers: Answers): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {};
  for (const section of visibleForm(form, answers).sections) {
    for (const field of section.fields) {
      const fault = faultOfField(field, answers[field.name]);
      if (fault) faults[field.name] = fault;
    }
  }
  return faults;
}

/** What is wrong with one value; what is only shown is never wrong. */
export function faultOfField(field: FormField, value: unknown): FieldFault | null {
  if (field.readOnly) return null;
  if (isEmpty(value)) return field.required ? 'required' : null;
  if (isNumber(field)) {
    const number = counted(field, value);
    const least = field.min ?? (field.type === 'money' ? 0 : undefined);
    const outside = number === null || (least !== undefined && number < least) || (field.max !== undefined && number > field.max);
    return outside ? (field.type === 'money' ? 'money' : 'number') : null;
  }
  if (field.type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return 'date';
  const check = field.rule ? fieldRules[field.rule] : undefined;
  return check && typeof value === 'string' ? check(value) : null;
}

/** The answers that may be sent: visible fields that hold something and may be written, numbers as numbers. */
export function sendable(form: FormSchema, answers: Answers): Answers {
  const kept: Answers = {};
  for (const section of visibleForm(form, answers).sections) {
    for (const field of section.fields) {
      const value = answers[field.name];
      if (field.readOnly || isEmpty(value)) continue;
      kept[field.name] = counted(field, value) ?? value;
    }
  }
  return kept;
}

/** The number that an answer stands for: money is typed in 元 and counted in 分; a number is one already. null: it is none. */
function counted(field: FormField, value: unknown): number | null {
  if (!isNumber(field)) return null;
  if (field.type === 'money' && typeof value === 'string') return fenOf(value);
  const number = Number(value);
  return Number.isFinite(number) && (field.type !== 'money' || Number.isSafeInteger(number)) ? number : null;
}

/** Nothing entered: absent, empty text or an empty list. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const isNumber = ({ type }: FormField): boolean => type === 'number' || type === 'money';
