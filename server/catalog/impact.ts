import type { Change } from '../../engine/diff/change.ts';
import { compareDefinitions, type WholeDefinition } from '../../engine/diff/compareDefinitions.ts';
import type { Token } from '../../engine/snapshot.ts';
import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { fromText } from '../readModel/json.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { NOT_REPLAYED, notReplayed } from './replay/notReplayed.ts';

/** Running cases that stand where the newer definition is different. */
export interface Standing {
  readonly elementId: string;
  readonly name: string;
  readonly version: number;
  readonly kind: 'gone' | 'changed';
  readonly cases: number;
  /** Some of their numbers, at most 20. */
  readonly sample: readonly string[];
}

export interface Impact {
  /** Running cases by the version they run, and will go on to run. */
  readonly running: readonly { readonly version: number; readonly cases: number }[];
  readonly standing: readonly Standing[];
}

/** Most positions of a version that are read; beyond, its count remains true and the positions are of its oldest cases. */
const MOST = 5000;

/** What a definition would change for the cases that run: they keep their version, but may stand where it differs. */
export async function impactOf(em: EntityManager, key: string, target: WholeDefinition, most = MOST): Promise<Impact> {
  const open = { matter: key, world: null, status: { $in: ['starting', 'running'] as ('starting' | 'running')[] } };
  const counted = await em.execute<{ version: number; cases: number | string }[]>(`select definition_version as version, count(*) as cases from cases where matter = ? and world is null and ${NOT_REPLAYED} and status in ('starting', 'running') group by definition_version order by definition_version desc`, [key]);
  const running = counted.map(({ version, cases }) => ({ version, cases: Number(cases) }));
  const standing: Standing[] = [];
  for (const { version } of running) {
    const before = await em.findOneOrFail(DefinitionVersion, { key, version }, { fields: ['xml', 'form', 'parts'] });
    const different = differentElements(await compareDefinitions(before, target));
    const found = new Map<string, string[]>();
    const rows = await em.find(Case, { ...open, definitionVersion: version, ...notReplayed() }, { fields: ['caseNumber', 'tokens'], orderBy: { acceptedAt: 'asc' }, limit: most });
    for (const row of rows) {
      const elements = new Set(fromText<Token[]>(row.tokens).map(({ element }) => element));
      for (const element of elements) if (different.has(element)) found.set(element, [...(found.get(element) ?? []), row.caseNumber]);
    }
    for (const [elementId, cases] of found) standing.push({ elementId, version, ...different.get(elementId)!, cases: cases.length, sample: cases.slice(0, 20) });
  }
  return { running, standing };
}

function differentElements(changes: readonly Change[]): Map<string, { kind: 'gone' | 'changed'; name: string }> {
  const found = new Map<string, { kind: 'gone' | 'changed'; name: string }>();
  for (const { part, kind, elementId, name } of changes) {
    if (part !== 'flow' || kind === 'added') continue;
    if (found.get(elementId)?.kind !== 'gone') found.set(elementId, { kind: kind === 'removed' ? 'gone' : 'changed', name: name ?? elementId });
  }
  return found;
}
