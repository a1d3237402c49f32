import { hashText } from '../../engine/canonical.ts';
import { civilDate } from '../../engine/clock/civil.ts';
import { compareDefinitions } from '../../engine/diff/compareDefinitions.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { compileDrawing } from './compileDrawing.ts';
import { firstDay } from './compileSubmission.ts';
import { Definition } from './Definition.ts';
import { findDefinition, findVersion } from './findDefinition.ts';
import { publishedAs } from './publishedAs.ts';
import { readDrawing } from './readDrawing.ts';
import { versionConflict } from './saveDraft.ts';
import { refuseFailing } from './scenarios.ts';
import { Submission } from './Submission.ts';

/** What is asked of the reviewer beside the draft itself. */
export interface Wish {
  readonly key: string;
  readonly note: string;
  /** Revision of the draft that was looked at; left out: whatever stands. */
  readonly revision?: number | undefined;
  /** First day on which the version shall start new cases (`YYYY-MM-DD`); left out or null: at once. */
  readonly effectiveOn?: string | null | undefined;
  /** The older version whose content it brings back. */
  readonly rolledBackTo?: number | undefined;
}

/**
 * Freezes the draft and sends it to a second person; an older submission that still waits is superseded. Throws
 * DEFINITION_HAS_PROBLEMS with the list while there are errors, SCENARIO_FAILS while a scenario of its own does,
 * NOTHING_CHANGED where the newest version is the same, EFFECTIVE_DAY_PAST, VERSION_CONFLICT when somebody saved since
 * the revision that was looked at.
 */
export async function submitDraft(em: EntityManager, user: string, now: string, input: Wish): Promise<Submission> {
  const effectiveOn = input.effectiveOn ?? null;
  if (effectiveOn !== null && effectiveOn < civilDate(now)) throw new DomainError('EFFECTIVE_DAY_PAST', { day: effectiveOn });
  const definition = await findDefinition(em, input.key);
  if (input.revision !== undefined && input.revision !== definition.revision) throw await versionConflict(em, definition);
  const drawing = readDrawing(definition.draftXml);
  const compiled = await compileDrawing(em, drawing, definition.draftParts, definition.draftForm, { key: input.key, on: firstDay(effectiveOn, now) });
  const { program, problems } = compiled;
  refuseErrors(problems);
  const content = { xml: drawing.xml, form: definition.draftForm ?? null, parts: definition.draftParts ?? null };
  const same = await publishedAs(em, definition, compiled, content, firstDay(effectiveOn, now));
  if (same !== null) throw new DomainError('NOTHING_CHANGED', { version: same });
  if (program !== null) await refuseFailing(em, { program, ...content });
  const version = definition.version ?? null;
  const before = version === null ? null : await findVersion(em, input.key, version);
  // Holds the draft's row until this is stored: a save at the same moment comes before it and is met as a conflict, or after it and finds what waits.
  const { key, revision } = definition;
  if ((await em.nativeUpdate(Definition, { key, revision }, { revision })) !== 1) throw await versionConflict(em, definition);
  await em.nativeUpdate(Submission, { definition: input.key, state: 'pending' }, { state: 'superseded' });
  const submission = em.create(Submission, {
    id: `${input.key}.${(await em.count(Submission, { definition: input.key })) + 1}`,
    definition: input.key,
    ...content,
    xmlHash: hashText(drawing.xml),
    revision,
    baseVersion: version,
    changes: before === null ? [] : await compareDefinitions(before, content),
    note: input.note,
    effectiveOn,
    rolledBackTo: input.rolledBackTo ?? null,
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
