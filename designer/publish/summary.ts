import type { Change } from '../../engine/diff/change.ts';
import type { ElementsData } from '../catalog.ts';
import { propertyLabel, valueText, type Say } from './words.ts';

/** What changed in one line: the only changes themselves, or how many of each kind. */
export function summary(changes: readonly Change[], say: Say, data: ElementsData | null = null, said?: (id: string) => string): string {
  const { t } = say;
  if (changes.length === 0) return t('designer.changes.none');
  if (changes.length <= 2) return changes.map((change) => line(change, say, data, said)).join(t('designer.changes.and'));
  const count = (kind: Change['kind']): number => new Set(changes.filter((change) => change.kind === kind).map(({ part, within = '', elementId }) => `${part} ${within} ${elementId}`)).size;
  return (['added', 'removed', 'changed'] as const)
    .filter((kind) => count(kind) > 0)
    .map((kind) => t(`designer.changes.count.${kind}`, { count: count(kind) }))
    .join(t('designer.changes.and'));
}

function line(change: Change, say: Say, data: ElementsData | null, said?: (id: string) => string): string {
  const { t } = say;
  const name = (change.part === 'flow' ? said?.(change.elementId) : change.name) || change.elementId;
  if (change.kind !== 'changed') return t(`designer.changes.line.${change.kind}`, { name });
  const told = (value: string | null | undefined): string => (value ? valueText(change, value, say, data, said) : t('designer.changes.nothing'));
  return t('designer.changes.line.changed', { name, property: propertyLabel(change, say), from: told(change.before), to: told(change.after) });
}
