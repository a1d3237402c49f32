import { civilDate } from '../../engine/clock/civil.ts';
import { DomainError } from '../../engine/errors.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import { inForceOn, retiredOf, startingVersion } from '../catalog/inForce.ts';
import type { EntityManager } from '../orm.ts';

/** A published version that applicants are offered: of the strict profile, with a form. */
export type Matter = DefinitionVersion & { readonly form: object };

/** Every matter on offer at an instant, in the version that starts new cases then, by key. */
export async function offeredMatters(em: EntityManager, now: string): Promise<Matter[]> {
  const begun = (await em.find(DefinitionVersion, {}, { orderBy: { key: 'asc' }, fields: ['key', 'version', 'effectiveOn'] })) as unknown as DefinitionVersion[];
  const chosen = inForceOn(begun, await retiredOf(em), civilDate(now));
  const versions = await Promise.all(chosen.map(({ key, version }) => em.findOneOrFail(DefinitionVersion, { key, version })));
  return versions.filter(isOffered);
}

/** A matter in the version that starts new cases at an instant; throws MATTER_NOT_OFFERED where applicants have none of that key. */
export async function findMatter(em: EntityManager, key: string, now: string): Promise<Matter> {
  const version = await startingVersion(em, key, now);
  if (version === null) throw new DomainError('MATTER_NOT_OFFERED', { key });
  return offered(version);
}

/** A version as one that applicants are offered. @throws DomainError MATTER_NOT_OFFERED where it is none */
export function offered(version: DefinitionVersion): Matter {
  if (!isOffered(version)) throw new DomainError('MATTER_NOT_OFFERED', { key: version.key });
  return version;
}

function isOffered(version: DefinitionVersion): version is Matter {
  return version.profile === 'matter' && version.form !== null && version.form !== undefined;
}
