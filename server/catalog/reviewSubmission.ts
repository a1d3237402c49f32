import { canonical, hash } from '../../engine/canonical.ts';
import { compareDefinitions } from '../../engine/diff/compareDefinitions.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { programIn } from './compileDrawing.ts';
import { compileSubmission, dayToCome } from './compileSubmission.ts';
import { contentHashOf, DefinitionVersion } from './DefinitionVersion.ts';
import type { Definition } from './Definition.ts';
import { findDefinition, findVersion } from './findDefinition.ts';
import { refuseUnexplained } from './gate/judge.ts';
import { pendingSubmission, settleSubmission } from './pendingSubmission.ts';
import { refuseFailing } from './scenarios.ts';
import { threadsOf } from './remarks.ts';
import type { Submission } from './Submission.ts';
import { refuseErrors } from './submitDraft.ts';

/** What a second person says to the waiting submission. */
export interface Review {
  readonly key: string;
  readonly decision: 'publish' | 'reject';
  readonly comment: string;
  /** Id of the submission that was looked at. */
  readonly submission: string;
  /** Whether finished rehearsals count as past cases, as they do in a demonstration city. */
  readonly rehearsals?: boolean;
}

/**
 * A second person's decision on the waiting submission. Publishing compiles the frozen drawing, pins what it calls and
 * makes the next version. Throws NOTHING_SUBMITTED, SUBMISSION_CHANGED (another one waits than was looked at), SOD_SELF_APPROVAL, REMARKS_OPEN, DEFINITION_STALE (a version was
 * published since), DEFINITION_HAS_PROBLEMS or SCENARIO_FAILS (what it calls or names has changed since),
 * or what the replay gate throws.
 */
export async function reviewSubmission(em: EntityManager, user: string, now: string, input: Review): Promise<DefinitionVersion | null> {
  const definition = await findDefinition(em, input.key);
  const submission = await pendingSubmission(em, input.key, input.submission);
  if (submission.submittedBy === user) throw new DomainError('SOD_SELF_APPROVAL');
  const publish = input.decision === 'publish';
  if (publish && (submission.baseVersion ?? null) !== (definition.version ?? null)) {
    const current = await findVersion(em, input.key, definition.version ?? undefined);
    // What stands between what was published meanwhile and what is asked for.
    const changes = await compareDefinitions(current, submission);
    throw new DomainError('DEFINITION_STALE', { submittedOn: submission.baseVersion, current: definition.version, changes });
  }
  if (publish) {
    const open = (await threadsOf(em, input.key)).filter(({ state }) => state === 'open');
    if (open.length > 0) throw new DomainError('REMARKS_OPEN', { count: open.length });
  }
  await settleSubmission(em, submission, { state: publish ? 'published' : 'rejected', reviewedBy: user, reviewedAt: now, comment: input.comment });
  if (!publish) return null;
  const version = await makeVersion(em, definition, submission, user, now, input.rehearsals);
  definition.version = version.version;
  definition.publishedRevision = submission.revision;
  await em.flush();
  return version;
}

async function makeVersion(em: EntityManager, definition: Definition, submission: Submission, user: string, now: string, rehearsals: boolean | undefined): Promise<DefinitionVersion> {
  const compiled = await compileSubmission(em, submission, now);
  refuseErrors(compiled.problems);
  const program = programIn(compiled);
  const form = submission.form ?? null;
  const parts = submission.parts ?? null;
  await refuseFailing(em, { program, form, parts });
  const programHash = hash(program);
  await refuseUnexplained(em, submission, { program, programHash }, rehearsals);
  return em.create(DefinitionVersion, {
    key: definition.key,
    version: (definition.version ?? 0) + 1,
    name: definition.name,
    process: program.main,
    profile: compiled.profile,
    xml: submission.xml,
    xmlHash: submission.xmlHash,
    program: canonical(program),
    programHash,
    form,
    parts,
    contentHash: contentHashOf({ programHash, xmlHash: submission.xmlHash, form, parts, profile: compiled.profile }),
    pins: { ...compiled.pins },
    changes: submission.changes,
    note: submission.note,
    submittedBy: submission.submittedBy,
    publishedBy: user,
    publishedAt: now,
    effectiveOn: dayToCome(submission.effectiveOn, now),
    rolledBackTo: submission.rolledBackTo ?? null,
  });
}
