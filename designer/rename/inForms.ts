import { renamed } from '../../engine/expressions/renamed.ts';
import type { Forms } from '../../engine/forms/rules/formRule.ts';
import { fieldPlaces, placesOf } from '../../engine/forms/rules/places.ts';
import { at, placeOf, withAt, type Place } from '../forms/tree.ts';
import type { NamesDrawn } from './namesDrawn.ts';

/** The forms with another name for a field, how many places said it, and where it is left. */
export interface RenamedForms {
  readonly forms: Forms & object;
  readonly count: number;
  readonly left: readonly string[];
}

/** Conditions, lists that options come from, and rights say the new name. The field itself is not touched. */
export function renamedForms(forms: Forms & object, from: string, to: string): RenamedForms {
  let [next, count] = [forms, 0];
  const left: string[] = [];
  const put = (place: Place, value: unknown): void => {
    next = withAt(next, place, value);
    count += 1;
  };
  for (const { path, when } of placesOf(forms)) {
    const { text, unsure } = renamed(when ?? '', from, to);
    if (text !== (when ?? '')) put([...inRoot(path), 'when'], text);
    if (unsure) left.push(path);
  }
  for (const { path, field } of fieldPlaces(forms)) if (field.optionsFrom === from) put([...inRoot(path), 'optionsFrom'], to);
  for (const [step, rights] of Object.entries(forms.form?.rights ?? {})) {
    if (rights[from] !== undefined) put(['form', 'rights', step], Object.fromEntries(Object.entries(rights).map(([name, right]) => [name === from ? to : name, right])));
  }
  return { forms: next, count, left };
}

/** A place as the rules name it, from the root of all forms. */
const inRoot = (path: string): Place => (path.startsWith('stepForms.') ? placeOf(path) : ['form', ...placeOf(path)]);

/**
 * Whether what says `from` can only mean the one field of that name, and what says `to` only it afterwards: a name may
 * stand in several forms, and in the drawing. `others`: names of fields in the city's forms that drawn steps use.
 */
export function meansOne(forms: Forms, others: readonly string[], drawn: NamesDrawn, from: string, to: string): boolean {
  const all = [...fieldPlaces(forms).map(({ field }) => field.name), ...others];
  return all.filter((name) => name === from).length === 1 && !drawn.own.has(from) && !all.includes(to) && !drawn.given.has(to);
}

/** Where the field of a name stands; null where there is none. */
export function placeNamed(forms: Forms, name: string): Place | null {
  const found = fieldPlaces(forms).find(({ field }) => field.name === name);
  return found === undefined ? null : inRoot(found.path);
}

/** Name of the field at a place. */
export const nameAt = (forms: Forms & object, place: Place): string => String((at(forms, place) as { name?: unknown } | undefined)?.name ?? '');
