import { noParts } from '../../definitions/parts.ts';
import { readBpmn, writeBpmn } from '../../engine/bpmn.ts';
import { hash } from '../../engine/canonical.ts';
import { child, children, type Drawn } from '../../engine/drawn.ts';
import type { WholeDefinition } from '../../engine/diff/compareDefinitions.ts';
import type { EntityManager } from '../orm.ts';
import type { Compiled } from './compileDrawing.ts';
import type { Definition } from './Definition.ts';
import { findVersion } from './findDefinition.ts';
import { retiredOf } from './inForce.ts';

/**
 * Number of the newest version where publishing the content would change nothing: that version runs the same program
 * with the same versions of what it calls (whose forms and layout may have changed alone), says the same around it, and has taken effect by `day` (`YYYY-MM-DD`). Else null.
 */
export async function publishedAs(em: EntityManager, { key, version }: Definition, { program, pins }: Pick<Compiled, 'program' | 'pins'>, { xml, form, parts }: WholeDefinition, day: string): Promise<number | null> {
  if (version == null || program === null) return null;
  const newest = await findVersion(em, key, version);
  if ((newest.effectiveOn ?? '') > day || (await retiredOf(em, key)).version(key, version)) return null;
  const same =
    newest.programHash === hash(program) &&
    hash(newest.pins) === hash(pins) &&
    hash([newest.form ?? null, newest.parts ?? noParts]) === hash([form ?? null, parts ?? noParts]) &&
    (newest.xml === xml || (await rewritten(newest.xml)) === (await rewritten(xml)));
  return same ? version : null;
}

/** A drawing in the one way we write it: who takes a change back leaves the same, in other white space and another order of its shapes. */
async function rewritten(xml: string): Promise<string> {
  const { definitions } = await readBpmn(xml);
  const planes = children(definitions, 'diagrams').flatMap((diagram) => child(diagram, 'plane') ?? []);
  for (const plane of planes) children(plane, 'planeElement').sort((a, b) => (drawnIn(a) < drawnIn(b) ? -1 : Number(drawnIn(a) > drawnIn(b))));
  return writeBpmn(definitions);
}

const drawnIn = (shape: Drawn): string => child(shape, 'bpmnElement')?.id ?? '';
