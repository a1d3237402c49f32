import type { Program } from '../../engine/program.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import { EngineProcess } from '../engine/EngineProcess.ts';
import type { EntityManager } from '../orm.ts';
import { fromText } from '../readModel/json.ts';

/** The program a case runs, as its published version stores it; null when the version is gone. */
export async function programOf(em: EntityManager, found: { matter: string; definitionVersion: number; world?: string | null | undefined }): Promise<Program | null> {
  if (found.world != null) {
    const process = await em.findOne(EngineProcess, { key: found.matter, version: found.definitionVersion }, { fields: ['program'] });
    return process ? fromText<Program>(process.program) : null;
  }
  const version = await em.findOne(DefinitionVersion, { key: found.matter, version: found.definitionVersion }, { fields: ['program'] });
  return version ? fromText<Program>(version.program) : null;
}
