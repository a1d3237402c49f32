import { yuanOf } from '../../engine/money.ts';
import type { FormField } from './types.ts';
import { listed } from '../words/joined.ts';

type Translate = (key: string) => string;

/** An answer as people read it: options by their labels, yes and no as words, money in 元, the unit behind. Empty text for nothing. */
export function valueText(field: FormField, value: unknown, t: Translate): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return listed(value.map((one: unknown) => single(field, one, t)));
  const text = single(field, value, t);
  const unit = field.unit ?? (field.type === 'money' ? t('portal.field.yuan') : '');
  return unit === '' ? text : `${text} ${unit}`;
}

function single(field: FormField, value: unknown, t: Translate): string {
  if (typeof value === 'boolean') return t(value ? 'portal.field.yes' : 'portal.field.no');
  if (field.type === 'money') return yuanOf(value) || String(value);
  return field.options?.find((option) => option.value === value)?.label ?? (typeof value === 'object' ? JSON.stringify(value) : String(value as string | number));
}
