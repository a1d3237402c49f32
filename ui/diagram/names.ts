/** A drawn element as far as its names are concerned. */
interface Named {
  name?: string;
  readonly rootElements?: readonly Named[];
  readonly flowElements?: readonly Named[];
  get(property: string): unknown;
}

/**
 * Puts the English name (`gov:nameEn`) in the place of the Chinese one, where there is one, through a whole drawing. For
 * what is only looked at: a drawing that may be saved keeps its names.
 */
export function nameInEnglish(drawn: unknown): void {
  const element = drawn as Named;
  const english = element.get('gov:nameEn');
  if (typeof english === 'string' && english !== '') element.name = english;
  for (const inner of [...(element.rootElements ?? []), ...(element.flowElements ?? [])]) nameInEnglish(inner);
}
