import { canonical, hash } from '../../engine/canonical.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { compileDrawing } from './compileDrawing.ts';
import { contentHashOf, DefinitionVersion } from './DefinitionVersion.ts';
import type { Definition } from './Definition.ts';
import { findDefinition } from './findDefinition.ts';
import { readDrawing } from './readDrawing.ts';
import { refuseFailing } from './scenarios.ts';
import { Submission } from './Submission.ts';
import { refuseErrors } from './submitDraft.ts';

/**
 * A second person's decision on the waiting submission. Publishing compiles the frozen drawing, pins what it calls and
 * makes the next version. Throws NOTHING_SUBMITTED, SOD_SELF_APPROVAL, DEFINITION_STALE (a version was published since)
 * DEFINITION_HAS_PROBLEMS or SCENARIO_FAILS (what it calls or names has changed since).
 */
export async function reviewSubmission(em: EntityManager, user: string, now: string, input: { key: string; decision: 'publish' | 'reject'; comment: string }): Promise<DefinitionVersion | null> {
  const definition = await findDefinition(em, input.key);
  const submission = await em.findOne(Submission, { definition: input.key, state: 'pending' });
  if (submission === null) throw new DomainError('NOTHING_SUBMITTED');
  if (submission.submittedBy === user) throw new DomainError('SOD_SELF_APPROVAL');
  const publish = input.decision === 'publish';
  if (publish && (submission.baseVersion ?? null) !== (definition.version ?? null)) {
    throw new DomainError('DEFINITION_STALE', { submittedOn: submission.baseVersion, current: definition.version });
  }
  // One decision, however many publishers press at once.
  const decided = await em.nativeUpdate(Submission, { id: submission.id, state: 'pending' }, { state: publish ? 'published' : 'rejected', reviewedBy: user, reviewedAt: now, comment: input.comment });
  if (decided !== 1) throw new DomainError('NOTHING_SUBMITTED');
  if (!publish) return null;
  const version = await makeVersion(em, definition, submission, user, now);
  definition.version = version.version;
  definition.publishedRevision = submission.revision;
  await em.flush();
  return version;
}

async function makeVersion(em: EntityManager, definition: Definition, submission: Submission, user: string, now: string): Promise<DefinitionVersion> {
  const drawing = readDrawing(submission.xml);
  const { program, problems, profile, pins } = await compileDrawing(em, drawing, submission.parts, submission.form);
  refuseErrors(problems);
  if (program === null) throw new DomainError('DEFINITION_HAS_PROBLEMS', { count: problems.length, problems });
  const form = submission.form ?? null;
  const parts = submission.parts ?? null;
  await refuseFailing(em, { program, form, parts });
  const programHash = hash(program);
  return em.create(DefinitionVersion, {
    key: definition.key,
    version: (definition.version ?? 0) + 1,
    name: definition.name,
    process: program.main,
    profile,
    xml: submission.xml,
    xmlHash: submission.xmlHash,
    program: canonical(program),
    programHash,
    form,
    parts,
    contentHash: contentHashOf({ programHash, xmlHash: submission.xmlHash, form, parts, profile }),
    pins: { ...pins },
    changes: submission.changes,
    note: submission.note,
    submittedBy: submission.submittedBy,
    publishedBy: user,
    publishedAt: now,
  });
}
