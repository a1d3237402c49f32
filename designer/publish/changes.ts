import type { Described } from './describe.ts';

/** One difference between two drawings. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Path of the changed property, e.g. `gov:limitAmount` or `extensionElements/zeebe:TaskDefinition/retries`. */
  readonly property?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Every difference between two described drawings: by element in the new drawing's order, then what is gone. */
export function changesBetween(before: ReadonlyMap<string, Described>, after: ReadonlyMap<string, Described>): Change[] {
  const found: Change[] = [];
  for (const now of after.values()) {
    const then = before.get(now.id);
    const about = { id: now.id, type: now.type, name: now.name };
    if (then === undefined) {
      found.push({ kind: 'added', ...about });
      continue;
    }
    if (then.type !== now.type) found.push({ kind: 'changed', ...about, property: 'type', from: then.type, to: now.type });
    for (const property of [...new Set([...Object.keys(then.values), ...Object.keys(now.values)])].sort()) {
      const from = then.values[property] ?? '';
      const to = now.values[property] ?? '';
      if (from !== to) found.push({ kind: 'changed', ...about, property, from, to });
    }
  }
  for (const then of before.values()) if (!after.has(then.id)) found.push({ kind: 'removed', id: then.id, type: then.type, name: then.name });
  return found;
}
