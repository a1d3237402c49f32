import { civilDate } from '../../engine/clock/civil.ts';
import type { EntityManager } from '../orm.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { Retirement } from './Retirement.ts';

type Begins = Pick<DefinitionVersion, 'key' | 'version' | 'effectiveOn'>;

/** What is retired of some definitions. */
export interface Retired {
  /** Whether the matter starts no new cases at all. */
  matter(key: string): boolean;
  version(key: string, version: number): boolean;
}

/** Retirements that hold, of one definition or of all. */
export async function retiredOf(em: EntityManager, key?: string): Promise<Retired> {
  const rows = await em.find(Retirement, { liftedAt: null, ...(key === undefined ? {} : { key }) });
  const all = new Set(rows.map((row) => `${row.key}@${row.version ?? ''}`));
  return { matter: (one) => all.has(`${one}@`), version: (one, version) => all.has(`${one}@${version}`) };
}

/** Number of the version that starts new cases on a day (`YYYY-MM-DD`): the newest that has taken effect and is not retired. */
export function versionOn(versions: readonly Begins[], retired: Retired, day: string): number | null {
  const begun = versions.filter(({ key, version, effectiveOn }) => (effectiveOn ?? '') <= day && !retired.matter(key) && !retired.version(key, version));
  return begun.reduce<number | null>((newest, { version }) => Math.max(newest ?? 0, version), null);
}

/** The version of a definition that starts new cases at an instant; null where none does. */
export async function startingVersion(em: EntityManager, key: string, now: string): Promise<DefinitionVersion | null> {
  const versions = (await em.find(DefinitionVersion, { key }, { fields: ['key', 'version', 'effectiveOn'] })) as unknown as Begins[];
  const number = versionOn(versions, await retiredOf(em, key), civilDate(now));
  return number === null ? null : em.findOneOrFail(DefinitionVersion, { key, version: number });
}
