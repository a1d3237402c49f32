import type { Drawing } from './readDrawing.ts';

/** One line of what changed between two drawings; where things stand on the canvas is no change. */
export type Change =
  | { readonly kind: 'added' | 'removed'; readonly elementId: string; readonly elementType: string; readonly name: string | null }
  | {
      readonly kind: 'changed';
      readonly elementId: string;
      readonly elementType: string;
      readonly name: string | null;
      /** Canonical name: `name`, `gov:limitAmount`, `conditionExpression`, `zeebe:ioMapping/zeebe:input`. */
      readonly field: string;
      readonly before: string | null;
      readonly after: string | null;
    };

/** What a publisher has to look at: elements added, removed and changed, in document order of the newer drawing. */
export function changesBetween(before: Drawing, after: Drawing): Change[] {
  const changes: Change[] = [];
  for (const [elementId, { type: elementType, name }] of before.elements) {
    if (after.elements.get(elementId)?.type !== elementType) changes.push({ kind: 'removed', elementId, elementType, name });
  }
  for (const [elementId, { type: elementType, name, fields }] of after.elements) {
    const old = before.elements.get(elementId);
    if (old === undefined || old.type !== elementType) {
      changes.push({ kind: 'added', elementId, elementType, name });
      continue;
    }
    for (const field of new Set([...old.fields.keys(), ...fields.keys()])) {
      const [was, is] = [old.fields.get(field) ?? null, fields.get(field) ?? null];
      if (was !== is) changes.push({ kind: 'changed', elementId, elementType, name, field, before: was, after: is });
    }
  }
  return changes;
}
