import type { Program } from '../../engine/program.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import type { EntityManager } from '../orm.ts';
import { fromText } from '../readModel/json.ts';

/** The program a case runs, as its published version stores it; null when the version is gone. */
export async function programOf(em: EntityManager, found: { matter: string; definitionVersion: number }): Promise<Program | null> {
  const version = await em.findOne(DefinitionVersion, { key: found.matter, version: found.definitionVersion }, { fields: ['program'] });
  return version ? fromText<Program>(version.program) : null;
}
