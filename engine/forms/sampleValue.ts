import type { Value } from '../value.ts';
import type { Field } from './matterForm.ts';

/** Invented values by rule; credit code and identity number pass their check characters and belong to nobody. */
const byRule: Readonly<Record<string, string>> = { uscc: '91440402MA5ABCDE1K', idNumber: '440402199003070010', phone: '13800138000' };

/** An invented value for a field, the form's own sample first: what stands for a person's answer where it must not be kept. */
export function sampleValue(field: Field): Value {
  if (field.sample !== undefined) return field.sample as Value;
  if (field.rule !== undefined && byRule[field.rule] !== undefined) return byRule[field.rule]!;
  switch (field.type) {
    case 'number':
    case 'money':
      return field.min ?? 1;
    case 'date':
      return '2026-12-01';
    case 'dateTime':
      return '2026-12-01T09:00:00+08:00';
    case 'yesNo':
      return true;
    case 'choice':
      return field.options?.[0]?.value ?? null;
    case 'multi':
    case 'checklist':
    case 'slots':
      return (field.options ?? []).slice(0, 1).map(({ value }) => value);
    default:
      return '示例';
  }
}

const FREE: ReadonlySet<string> = new Set(['text', 'longText']);

/** Whether anything at all may have been written into the field. */
export const isFreeText = ({ type }: Field): boolean => FREE.has(type);
