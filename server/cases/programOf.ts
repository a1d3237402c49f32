import type { Program } from '../../engine/program.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import { EngineProcess } from '../engine/EngineProcess.ts';
import type { EntityManager } from '../orm.ts';
import { fromText } from '../readModel/json.ts';

/** What tells which program a case runs. */
export interface Runs {
  readonly matter: string;
  readonly definitionVersion: number;
  readonly world?: string | null | undefined;
}

/** The program a case runs, as its published version stores it; null when the version is gone. */
export async function programOf(em: EntityManager, found: Runs): Promise<Program | null> {
  if (found.world != null) {
    const process = await em.findOne(EngineProcess, { key: found.matter, version: found.definitionVersion }, { fields: ['program'] });
    return process ? fromText<Program>(process.program) : null;
  }
  const version = await em.findOne(DefinitionVersion, { key: found.matter, version: found.definitionVersion }, { fields: ['program'] });
  return version ? fromText<Program>(version.program) : null;
}

/** Programs for a list of cases: each is read once. */
export async function programsOf(em: EntityManager, cases: readonly Runs[]): Promise<(found: Runs) => Program | null> {
  const keyOf = ({ matter, definitionVersion, world }: Runs): string => `${world == null ? '' : 'engine/'}${matter}@${definitionVersion}`;
  const known = new Map<string, Program | null>();
  for (const found of cases) if (!known.has(keyOf(found))) known.set(keyOf(found), await programOf(em, found));
  return (found) => known.get(keyOf(found)) ?? null;
}
