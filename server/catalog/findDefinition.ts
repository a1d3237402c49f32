import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { Definition } from './Definition.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';

/** A definition by key; throws NOT_FOUND. */
export async function findDefinition(em: EntityManager, key: string): Promise<Definition> {
  const definition = await em.findOne(Definition, { key });
  if (definition === null) throw new DomainError('NOT_FOUND');
  return definition;
}

/** A published version, the newest unless one is named; throws NOT_FOUND. Its program is read through `verified()`. */
export async function findVersion(em: EntityManager, key: string, version?: number): Promise<DefinitionVersion> {
  const wanted = version ?? (await em.findOne(Definition, { key }))?.version ?? null;
  const found = wanted === null ? null : await em.findOne(DefinitionVersion, { key, version: wanted });
  if (found === null) throw new DomainError('NOT_FOUND');
  return found;
}
