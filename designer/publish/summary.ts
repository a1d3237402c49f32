import type { Change } from './changes.ts';
import { propertyLabel } from './words.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** What changed in one line: the only change itself, or how many of each kind. */
export function summary(changes: readonly Change[], t: Translate, te: (key: string) => boolean): string {
  if (changes.length === 0) return t('designer.changes.none');
  if (changes.length <= 2) return changes.map((change) => line(change, t, te)).join(t('designer.changes.and'));
  const count = (kind: Change['kind']): number => new Set(changes.filter((change) => change.kind === kind).map((change) => change.id)).size;
  return (['added', 'removed', 'changed'] as const)
    .filter((kind) => count(kind) > 0)
    .map((kind) => t(`designer.changes.count.${kind}`, { count: count(kind) }))
    .join(t('designer.changes.and'));
}

function line(change: Change, t: Translate, te: (key: string) => boolean): string {
  const name = change.name || change.id;
  if (change.property === undefined) return t(`designer.changes.line.${change.kind}`, { name });
  const nothing = t('designer.changes.nothing');
  return t('designer.changes.line.changed', { name, property: propertyLabel(change.property, t, te), from: change.from || nothing, to: change.to || nothing });
}
