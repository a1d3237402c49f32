import { noParts, type PartsChange, withParts } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { Definition } from './Definition.ts';
import { findDefinition } from './findDefinition.ts';
import { refuseUnfitForms } from './refuseUnfitForms.ts';
import { readDrawing } from './readDrawing.ts';

/** What is left out stays as it is. */
export interface DraftChange {
  readonly key: string;
  readonly revision: number;
  readonly xml?: string | undefined;
  readonly form?: object | null | undefined;
  readonly parts?: PartsChange | undefined;
}

/**
 * Saves what was changed of a draft, made from `revision`: the drawing, the form or parts. Somebody else's save in between is VERSION_CONFLICT with the current draft in
 * its details: theirs stays, and the caller still holds his own. A drawing with problems may be saved, one that the
 * scan refuses may not.
 */
export async function saveDraft(em: EntityManager, user: string, now: string, input: DraftChange): Promise<Definition> {
  refuseUnfitForms(input.form, input.parts?.stepForms);
  const definition = await findDefinition(em, input.key);
  const next = {
    revision: input.revision + 1,
    savedBy: user,
    savedAt: now,
    ...(input.xml !== undefined && { draftXml: readDrawing(input.xml).xml }),
    ...(input.form !== undefined && { draftForm: input.form }),
    ...(input.parts !== undefined && { draftParts: withParts(definition.draftParts ?? noParts, input.parts) }),
  };
  const saved = await em.nativeUpdate(Definition, { key: input.key, revision: input.revision }, next);
  if (saved !== 1) {
    const current = await em.refreshOrFail(definition);
    throw new DomainError('VERSION_CONFLICT', { revision: current.revision, savedBy: current.savedBy, savedAt: current.savedAt, xml: current.draftXml, form: current.draftForm ?? null, parts: current.draftParts ?? noParts });
  }
  return em.refreshOrFail(definition);
}
