import { readCondition } from '../../engine/forms/condition.ts';
import { lint } from '../../engine/expressions/lint.ts';
import type { Forms } from '../../engine/forms/rules/formRule.ts';
import { placesOf } from '../../engine/forms/rules/places.ts';

/** A flow of the drawing that is taken under a condition. */
export interface Branch {
  readonly id: string;
  /** Its own name, else that of the step it leads to. */
  readonly name: string;
  readonly when: string;
}

/** Something that answers to a question switch on. */
export interface Use {
  readonly kind: 'field' | 'item' | 'material' | 'branch';
  readonly name: string;
  readonly when: string;
  /** Place in the forms, or id of the flow. */
  readonly at: string;
}

/** Everything that looks at a field's answer: other fields, items, materials, ways through the drawing. */
export function usesOf(name: string, forms: Forms, branches: readonly Branch[]): readonly Use[] {
  const places = placesOf(forms)
    .filter(({ when }) => looksAt(when, name))
    .map(({ path, label, when }): Use => ({ kind: path.startsWith('items') ? 'item' : path.startsWith('materials') ? 'material' : 'field', name: label, when: when!, at: path }));
  return [...places, ...branches.filter(({ when }) => looksAt(when, name)).map(({ id, name: shown, when }): Use => ({ kind: 'branch', name: shown, when, at: id }))];
}

/** Whether a condition looks at a name. */
export function looksAt(when: string | undefined, name: string): boolean {
  const text = (when ?? '').replace(/^\s*=/, '').trim();
  if (text === '' || !text.includes(name)) return false;
  return readCondition(text)?.clauses.some((clause) => clause.name === name) ?? lint(text).names.includes(name);
}
