/** A place in a form: names and numbers from its root. `['form', 'sections', 0, 'fields', 1]` */
export type Place = readonly (string | number)[];

export const placeOf = (text: string): Place => text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
export const textOfPlace = (place: Place): string => place.join('.');

/** What stands at a place; undefined where nothing does. */
export function at(root: unknown, place: Place): unknown {
  return place.reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[part] : undefined), root);
}

/** The same tree with another value at a place; undefined takes a member away. Nothing else is touched. */
export function withAt<T>(root: T, place: Place, value: unknown): T {
  const [first, ...rest] = place;
  if (first === undefined) return value as T;
  const next = withAt((root as Record<string | number, unknown> | undefined)?.[first], rest, value);
  if (typeof first === 'number') return ((root as readonly unknown[] | undefined) ?? []).with(first, next) as T;
  const { [first]: _old, ...others } = ((root ?? {}) as Record<string, unknown>);
  if (next === undefined) return others as T;
  return (Object.hasOwn((root ?? {}) as object, first) ? Object.fromEntries(Object.entries(root as object).map(([name, old]) => [name, name === first ? next : (old as unknown)])) : { ...others, [first]: next }) as T;
}

/** The list at a place with one more entry at `index`. */
export const withInserted = <T>(root: T, list: Place, index: number, entry: unknown): T => withAt(root, list, (listAt(root, list) as readonly unknown[]).toSpliced(index, 0, entry));

/** The list without the entry at a place. */
export const without = <T>(root: T, place: Place): T => withAt(root, place.slice(0, -1), (listAt(root, place.slice(0, -1)) as readonly unknown[]).toSpliced(place.at(-1) as number, 1));

export const listAt = (root: unknown, place: Place): readonly unknown[] => (at(root, place) as readonly unknown[] | undefined) ?? [];

/** An entry one further up (-1) or down (1); a field goes on into the next section. The place it then has; null where it can't go further. */
export function moved<T>(root: T, place: Place, by: -1 | 1): { readonly root: T; readonly place: Place } | null {
  const [list, index] = [place.slice(0, -1), place.at(-1) as number];
  const to = index + by;
  const entry = at(root, place);
  if (to >= 0 && to < listAt(root, list).length) return { root: withInserted(without(root, place), list, to, entry), place: [...list, to] };
  if (list.at(-1) !== 'fields') return null;
  const section = (list.at(-2) as number) + by;
  const other = [...list.slice(0, -2), section, 'fields'];
  if (at(root, other.slice(0, -1)) === undefined) return null;
  const end = by < 0 ? listAt(root, other).length : 0;
  return { root: withInserted(without(root, place), other, end, entry), place: [...other, end] };
}

/** A name like the wanted one that is not taken yet. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/\d+$/, '');
  for (let i = 2; ; i += 1) if (!taken.has(`${stem}${i}`)) return `${stem}${i}`;
}
