import { hashText } from '../../engine/canonical.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { changesBetween } from './changes.ts';
import { compileDrawing } from './compileDrawing.ts';
import { findDefinition, findVersion } from './findDefinition.ts';
import { readDrawing } from './readDrawing.ts';
import { refuseFailing } from './scenarios.ts';
import { Submission } from './Submission.ts';

/**
 * Freezes the draft and sends it to a second person; an older submission that still waits is superseded. Throws
 * DEFINITION_HAS_PROBLEMS with the list while there are errors, SCENARIO_FAILS while a scenario of its own does.
 */
export async function submitDraft(em: EntityManager, user: string, now: string, input: { key: string; note: string }): Promise<Submission> {
  const definition = await findDefinition(em, input.key);
  const drawing = readDrawing(definition.draftXml);
  const { program, problems } = await compileDrawing(em, drawing, definition.draftParts, definition.draftForm);
  refuseErrors(problems);
  if (program !== null) await refuseFailing(em, { program, form: definition.draftForm ?? null, parts: definition.draftParts ?? null });
  const version = definition.version ?? null;
  const before = version === null ? null : await findVersion(em, input.key, version);
  await em.nativeUpdate(Submission, { definition: input.key, state: 'pending' }, { state: 'superseded' });
  const submission = em.create(Submission, {
    id: `${input.key}.${(await em.count(Submission, { definition: input.key })) + 1}`,
    definition: input.key,
    xml: drawing.xml,
    form: definition.draftForm ?? null,
    parts: definition.draftParts ?? null,
    xmlHash: hashText(drawing.xml),
    revision: definition.revision,
    baseVersion: version,
    changes: before === null ? [] : changesBetween(readDrawing(before.xml), drawing),
    note: input.note,
    submittedBy: user,
    submittedAt: now,
    state: 'pending',
    reviewedBy: null,
    reviewedAt: null,
    comment: null,
  });
  await em.flush();
  return submission;
}

/** Throws DEFINITION_HAS_PROBLEMS where one of them is an error. */
export function refuseErrors(problems: readonly { readonly severity: string }[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DomainError('DEFINITION_HAS_PROBLEMS', { count: errors.length, problems });
}
