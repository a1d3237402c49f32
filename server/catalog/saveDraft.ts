import { noParts, type Parts, type PartsChange, withParts } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { Definition } from './Definition.ts';
import { findDefinition } from './findDefinition.ts';
import { refuseUnfitContent } from './refuseUnfitContent.ts';
import { keepSave } from './keepSave.ts';
import { readDrawing } from './readDrawing.ts';
import { Submission } from './Submission.ts';

/** What is left out stays as it is. */
export interface DraftChange {
  readonly key: string;
  readonly revision: number;
  readonly xml?: string | undefined;
  readonly form?: object | null | undefined;
  readonly parts?: PartsChange | undefined;
}

/**
 * Saves what was changed of a draft, made from `revision`: the drawing, the form or parts. Somebody else's save in
 * between is VERSION_CONFLICT with the current draft in its details: theirs stays, and the caller still holds his own.
 * While it waits for review it is DRAFT_IN_REVIEW.
 * A drawing with problems may be saved, one that the scan refuses may not.
 */
export async function saveDraft(em: EntityManager, user: string, now: string, input: DraftChange): Promise<Definition> {
  refuseUnfitContent(input.form, input.parts);
  const definition = await findDefinition(em, input.key);
  return write(em, definition, input.revision, null, {
    savedBy: user,
    savedAt: now,
    ...(input.xml !== undefined && { draftXml: readDrawing(input.xml).xml }),
    ...(input.form !== undefined && { draftForm: input.form }),
    ...(input.parts !== undefined && { draftParts: withParts(definition.draftParts ?? noParts, input.parts) }),
  });
}

/** Replaces a draft by what was read from elsewhere, as a save of its own. @throws DomainError VERSION_CONFLICT when somebody saved since `from`, DRAFT_IN_REVIEW */
export async function replaceDraft(em: EntityManager, user: string, now: string, input: { key: string; from: number; xml: string; form: object | null; parts: Parts | null; restored: string | null }): Promise<Definition> {
  const { xml, form, parts } = input;
  return write(em, await findDefinition(em, input.key), input.from, input.restored, { savedBy: user, savedAt: now, draftXml: readDrawing(xml).xml, draftForm: form, draftParts: parts });
}

async function write(em: EntityManager, definition: Definition, from: number, restored: string | null, next: Partial<Definition>): Promise<Definition> {
  const saved = await em.nativeUpdate(Definition, { key: definition.key, revision: from }, { ...next, revision: from + 1 });
  if (saved !== 1) throw await versionConflict(em, definition);
  // After the update, which waits for a submission at the same moment.
  if ((await em.count(Submission, { definition: definition.key, state: 'pending' })) > 0) throw new DomainError('DRAFT_IN_REVIEW');
  const current = await em.refreshOrFail(definition);
  await keepSave(em, current, restored);
  return current;
}

/** Why what was seen of a draft is no more: somebody else's save has come in between and stands in the details, or it was deleted. */
export async function versionConflict(em: EntityManager, definition: Definition): Promise<DomainError> {
  const current = await em.refresh(definition);
  if (current === null) return new DomainError('NOT_FOUND');
  const { revision, savedBy, savedAt, draftXml: xml, draftForm, draftParts } = current;
  return new DomainError('VERSION_CONFLICT', { revision, savedBy, savedAt, xml, form: draftForm ?? null, parts: draftParts ?? noParts });
}
