import { DomainError } from '../../engine/errors.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import { Definition } from '../catalog/Definition.ts';
import type { EntityManager } from '../orm.ts';

/** A published version that applicants are offered: of the strict profile, with a form. */
export type Matter = DefinitionVersion & { readonly form: object };

/** Every matter on offer in its newest version, by key. */
export async function offeredMatters(em: EntityManager): Promise<Matter[]> {
  const definitions = await em.find(Definition, { version: { $ne: null } }, { orderBy: { key: 'asc' }, fields: ['key', 'version'] });
  const versions = await Promise.all(definitions.map(({ key, version }) => em.findOneOrFail(DefinitionVersion, { key, version: version as number })));
  return versions.filter(isOffered);
}

/** A matter in its newest version; throws MATTER_NOT_OFFERED where applicants have none of that key. */
export async function findMatter(em: EntityManager, key: string): Promise<Matter> {
  const definition = await em.findOne(Definition, { key });
  const version = definition?.version == null ? null : await em.findOneOrFail(DefinitionVersion, { key, version: definition.version });
  if (version === null || !isOffered(version)) throw new DomainError('MATTER_NOT_OFFERED', { key });
  return version;
}

function isOffered(version: DefinitionVersion): version is Matter {
  return version.profile === 'matter' && version.form !== null && version.form !== undefined;
}
