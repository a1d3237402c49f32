import type { EntityManager } from '../orm.ts';
import type { Definition } from './Definition.ts';
import { DraftSave } from './DraftSave.ts';
import { Submission } from './Submission.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Of what was saved longer ago than `after`, the last save of each `span` stays. Milliseconds. */
const THINNING = [{ after: 0, span: 5 * MINUTE }, { after: 2 * DAY, span: 60 * MINUTE }, { after: 30 * DAY, span: DAY }] as const;

/** Keeps the draft as it was just saved, and thins what was kept before: nothing that was submitted or brought back goes. */
export async function keepSave(em: EntityManager, definition: Definition, restored: string | null = null): Promise<void> {
  const { key, revision, draftXml: xml, draftForm, draftParts, savedBy, savedAt } = definition;
  em.create(DraftSave, { key, revision, xml, form: draftForm ?? null, parts: draftParts ?? null, savedBy, savedAt, restored });
  await em.flush();
  const saves = (await em.find(DraftSave, { key }, { fields: ['key', 'revision', 'savedBy', 'savedAt', 'restored'], orderBy: { revision: 'asc' } })) as unknown as DraftSave[];
  const submitted = new Set((await em.find(Submission, { definition: key }, { fields: ['revision'] })).map(({ revision: one }) => one));
  const gone = superfluous(saves, submitted, Date.parse(savedAt));
  if (gone.length > 0) await em.nativeDelete(DraftSave, { key, revision: { $in: gone } });
}

/**
 * Revisions that go: in each span of time only the last save of a person stays. The first and the newest always do, and
 * so does what stood there before something was brought back.
 */
export function superfluous(saves: readonly Pick<DraftSave, 'revision' | 'savedBy' | 'savedAt' | 'restored'>[], submitted: ReadonlySet<number>, now: number): number[] {
  const spanOf = ({ savedAt, savedBy }: (typeof saves)[number]): string => {
    const at = Date.parse(savedAt);
    const { span } = THINNING.findLast(({ after }) => now - at >= after) ?? THINNING[0];
    return `${savedBy} ${span} ${Math.floor(at / span)}`;
  };
  return saves.filter((save, index) => {
    const next = saves[index + 1];
    return index > 0 && next !== undefined && save.restored == null && next.restored == null && !submitted.has(save.revision) && spanOf(save) === spanOf(next);
  }).map(({ revision }) => revision);
}
