import type { FormField, FormSection } from '../../engine/forms/model.ts';
import { at, listAt, type Place, textOfPlace } from './tree.ts';
import { inLanguage } from './words.ts';

/** One line of the list of a form's parts. */
export interface Entry {
  readonly place: Place;
  readonly key: string;
  readonly kind: 'section' | 'field' | 'material' | 'item' | 'stage';
  readonly name: string;
  /** Kind of a field; empty for others. */
  readonly type: string;
  readonly required: boolean;
  readonly when: string | undefined;
}

/** Lists of entries that stand in a form by themselves: where, and what they hold. */
export const lists = { situations: 'field', materials: 'material', items: 'item', applicantStages: 'stage' } as const;
export type ListName = keyof typeof lists;

interface Named {
  readonly id?: string;
  readonly name?: string | { zh: string; en?: string };
  readonly label?: FormField['label'];
  readonly type?: string;
  readonly required?: boolean;
  readonly when?: string;
}

/** The lines of one list. */
export const entriesOfList = (root: unknown, list: ListName, language: string): Entry[] =>
  (listAt(root, [list]) as readonly Named[]).map((each, i) => entry([list, i], lists[list], lists[list] === 'field' ? inLanguage(each.label, language) || String(each.name) : inLanguage(each.name, language) || (each.id ?? ''), each));

/** Sections with their fields, in order. */
export const entriesOfSections = (root: unknown, sections: Place, language: string): Entry[] =>
  (listAt(root, sections) as readonly FormSection[]).flatMap((section, i) => [
    entry([...sections, i], 'section', inLanguage(section.title, language), section as Named),
    ...section.fields.map((field, k) => entry([...sections, i, 'fields', k], 'field', inLanguage(field.label, language) || field.name, field)),
  ]);

const entry = (place: Place, kind: Entry['kind'], name: string, each: Named): Entry => ({ place, key: textOfPlace(place), kind, name, type: kind === 'field' ? (each.type ?? '') : '', required: each.required === true, when: each.when });

/** Where something that is added after `selected` goes: into its list behind it, into a section at its end, else at the end of the last section. Null where there is no list yet. */
export function placeForField(root: unknown, sections: Place, selected: Place | null): Place | null {
  if (selected !== null && selected.at(-2) === 'fields' && at(root, selected) !== undefined) return [...selected.slice(0, -1), (selected.at(-1) as number) + 1];
  const all = listAt(root, sections);
  if (all.length === 0) return null;
  const section = selected !== null && selected.length === sections.length + 1 ? (selected.at(-1) as number) : all.length - 1;
  const fields = [...sections, section, 'fields'];
  return [...fields, listAt(root, fields).length];
}
