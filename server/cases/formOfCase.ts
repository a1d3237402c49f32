import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import type { EntityManager } from '../orm.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';

/** The form a case was accepted with, whatever was published since; null when its version is gone. */
export async function formOfCase(em: EntityManager, found: { matter: string; definitionVersion: number }): Promise<MatterForm | null> {
  const version = await em.findOne(DefinitionVersion, { key: found.matter, version: found.definitionVersion }, { fields: ['form'] });
  return (version?.form as unknown as MatterForm | null) ?? null;
}
