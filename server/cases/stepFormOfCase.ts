import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import type { EntityManager } from '../orm.ts';
import { type StepForm, stepFormsWith } from '../tasks/stepForms.ts';

/** The form of a step as the version it runs in knows it: its own before the city's; undefined where there is none. */
export async function stepFormOfCase(em: EntityManager, found: { matter: string; definitionVersion: number; world?: string | null | undefined }, process: string, form: string | null | undefined): Promise<StepForm | undefined> {
  if (!form) return undefined;
  const version = found.world == null ? await versionOf(em, found.matter, found.definitionVersion, process) : null;
  return stepFormsWith(version?.parts).get(form);
}

type Drawn = Pick<DefinitionVersion, 'process' | 'parts' | 'pins'>;

/** The version a process was drawn in: the case's own, or the one it pinned, however deep. */
async function versionOf(em: EntityManager, key: string, version: number, process: string): Promise<Drawn | null> {
  const found: Drawn | null = await em.findOne(DefinitionVersion, { key, version }, { fields: ['process', 'parts', 'pins'] });
  if (found === null || found.process === process) return found;
  const pinned = found.pins[process];
  if (pinned !== undefined) return em.findOne(DefinitionVersion, { key: pinned.key, version: pinned.version }, { fields: ['process', 'parts', 'pins'] });
  for (const pin of Object.values(found.pins)) {
    const deeper: Drawn | null = await versionOf(em, pin.key, pin.version, process);
    if (deeper?.process === process) return deeper;
  }
  // A process drawn beside the main one in the same file.
  return found;
}
