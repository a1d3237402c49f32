import { type Clause, type ClauseOperator, readCondition } from '../../engine/forms/condition.ts';
import type { FormField, Label } from '../../engine/forms/model.ts';

type Translate = (key: string, params?: Record<string, string>) => string;

/** A text of a form in the language of the page. */
export function inLanguage(label: Label | undefined, language: string): string {
  if (label === undefined) return '';
  if (typeof label === 'string') return label;
  return language.startsWith('en') ? label.en || label.zh : label.zh;
}

const ORDERED: readonly ClauseOperator[] = ['is', 'isNot', 'atLeast', 'moreThan', 'atMost', 'lessThan'];

/** How a field may be looked at in a condition. */
export function operatorsFor({ type, required }: Pick<FormField, 'type' | 'required'>): readonly ClauseOperator[] {
  const open: readonly ClauseOperator[] = required === true ? [] : ['filled', 'empty'];
  switch (type) {
    case 'yesNo':
      return ['is'];
    case 'choice':
      return ['is', 'isNot', ...open];
    case 'multi':
    case 'checklist':
    case 'slots':
      return ['has', 'hasNot'];
    case 'number':
    case 'money':
    case 'date':
    case 'dateTime':
      return [...ORDERED, ...open];
    default:
      return ['is', 'isNot', ...open];
  }
}

/** A condition as a sentence: 服务 包含 供电，且 面积 不小于 300. The expression itself where it says more than that; empty text for none. */
export function conditionInWords(text: string | undefined, fields: readonly FormField[], language: string, t: Translate): string {
  const condition = readCondition(text);
  if (condition === null) return (text ?? '').replace(/^\s*=/, '').trim();
  return condition.clauses.map((clause) => clauseInWords(clause, fields.find(({ name }) => name === clause.name), language, t)).join(t(`forms.condition.${condition.join === 'any' ? 'or' : 'and'}`));
}

function clauseInWords({ name, operator, value }: Clause, field: FormField | undefined, language: string, t: Translate): string {
  const label = field === undefined ? name : inLanguage(field.label, language);
  if (typeof value === 'boolean') return t(value ? 'forms.condition.isYes' : 'forms.condition.isNo', { label });
  const option = field?.options?.find((each) => each.value === value);
  const shown = option ? inLanguage(option.label, language) : value === undefined ? '' : field?.type === 'money' ? String((value as number) / 100) : String(value);
  return t(`forms.condition.${operator}`, { label, value: field?.unit && !option ? `${shown} ${field.unit}` : shown });
}
