import type { Drawn } from '../../drawn.ts';

/** Every part of a drawing, containers before their contents, each once. */
export function* walk(drawn: Drawn, seen = new Set<Drawn>()): Generator<Drawn> {
  if (seen.has(drawn)) return;
  seen.add(drawn);
  yield drawn;
  for (const value of Object.values(drawn)) {
    for (const part of Array.isArray(value) ? value : [value]) if (isOwn(part, drawn)) yield* walk(part, seen);
  }
}

/** The id of the part, or of the nearest element around it that has one. */
export function idOf(part: Drawn): string {
  for (let at: Drawn | undefined = part; at; at = at.$parent) if (at.id) return at.id;
  return '';
}

/** The namespace prefix of a type or attribute; `bpmn` without one. */
export const prefixOf = (name: string): string => (name.includes(':') ? name.slice(0, name.indexOf(':')) : 'bpmn');

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** References point into other parts: only what stands inside this one is walked. */
const isOwn = (value: unknown, parent: Drawn): value is Drawn =>
  typeof value === 'object' && value !== null && '$type' in value && ((value as Drawn).$parent === parent || (value as Drawn).$parent === undefined);
