import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { Definition } from './Definition.ts';
import { findDefinition } from './findDefinition.ts';
import { readDrawing } from './readDrawing.ts';

/**
 * Saves a drawing made from `revision`. Somebody else's save in between is VERSION_CONFLICT with the current draft in
 * its details: theirs stays, and the caller still holds his own. A drawing with problems may be saved, one that the
 * scan refuses may not.
 */
export async function saveDraft(em: EntityManager, user: string, now: string, input: { key: string; xml: string; revision: number; form?: object | null | undefined }): Promise<Definition> {
  const { xml } = readDrawing(input.xml);
  const definition = await findDefinition(em, input.key);
  const next = { draftXml: xml, revision: input.revision + 1, savedBy: user, savedAt: now, ...(input.form !== undefined && { draftForm: input.form }) };
  const saved = await em.nativeUpdate(Definition, { key: input.key, revision: input.revision }, next);
  if (saved !== 1) {
    const current = await em.refreshOrFail(definition);
    throw new DomainError('VERSION_CONFLICT', { revision: current.revision, savedBy: current.savedBy, savedAt: current.savedAt, xml: current.draftXml });
  }
  return em.refreshOrFail(definition);
}
