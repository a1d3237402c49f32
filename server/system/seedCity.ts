import { mattersIn, readMatterFolder } from '../../definitions/matters/matterFolder.ts';
import { loadCalendarYears } from '../../definitions/calendars/load.ts';
import { DomainError } from '../../engine/errors.ts';
import { CalendarVersion } from '../calendars/CalendarVersion.ts';
import { importYear } from '../calendars/importYear.ts';
import { createDefinition } from '../catalog/createDefinition.ts';
import { Definition } from '../catalog/Definition.ts';
import { DraftSave } from '../catalog/DraftSave.ts';
import { nameOfProcess, readDrawing } from '../catalog/readDrawing.ts';
import { reviewSubmission } from '../catalog/reviewSubmission.ts';
import { Submission } from '../catalog/Submission.ts';
import { submitDraft } from '../catalog/submitDraft.ts';
import type { Context } from '../http/context.ts';
import { seedRegister } from '../register/seedRegister.ts';
import { inTransaction, type EntityManager } from '../orm.ts';

/** Who the platform's own data comes from. */
const shipped = 'shipped';
/** The demonstration persons that draw and publish the shipped matters. */
const [drawnBy, publishedBy] = ['designer1', 'publisher1'];

/** Imports the shipped calendar years that the database doesn't know; every city needs them. Safe at every start. */
export async function seedCalendars(context: Pick<Context, 'orm' | 'now'>): Promise<void> {
  await inTransaction(context.orm, async (em) => {
    for (const year of loadCalendarYears()) {
      if ((await em.count(CalendarVersion, { version: year.version })) === 0) await importYear(em, shipped, context.now(), year);
    }
  });
}

/**
 * Publishes the shipped matters as version 1, drawn and submitted by one demonstration person, published by another.
 * What somebody has saved or published is left alone. One that has problems stays a draft, is told in the log, and is
 * tried again at the next start, with the files as they are then.
 */
export async function seedMatters(context: Pick<Context, 'orm' | 'now' | 'log'>): Promise<void> {
  await inTransaction(context.orm, (em) => seedRegister(em, shipped, context.now()));
  for (const key of calledFirst()) {
    const untouched = await inTransaction(context.orm, (em) => draftFromFiles(em, key, context.now()));
    if (!untouched) continue;
    try {
      await inTransaction(context.orm, async (em) => {
        const { id: submission } = await submitDraft(em, drawnBy, context.now(), { key, note: '随平台提供 / shipped with the platform' });
        await reviewSubmission(em, publishedBy, context.now(), { key, decision: 'publish', comment: '', submission });
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.log.warn({ definition: key, code: error.code, problems: error.details.problems }, 'shipped definition left as a draft');
    }
  }
}

/** Makes the draft, or brings it up to date where nobody but us has had a hand in it; false where somebody has. */
async function draftFromFiles(em: EntityManager, key: string, now: string): Promise<boolean> {
  const { xml, form, parts: own } = readMatterFolder(key);
  const parts = Object.values(own).some((part) => Object.keys(part).length > 0) ? own : null;
  const drawing = readDrawing(xml);
  const name = nameOfProcess(drawing) ?? key;
  const known = await em.findOne(Definition, { key });
  if (known === null) {
    await createDefinition(em, drawnBy, now, { key, name, xml, form, parts });
    return true;
  }
  const ours = known.version == null && known.revision === 1 && known.createdBy === drawnBy && (await em.count(Submission, { definition: key })) === 0;
  if (ours) {
    em.assign(known, { name, draftXml: drawing.xml, draftForm: form, draftParts: parts });
    await em.nativeUpdate(DraftSave, { key, revision: known.revision }, { xml: drawing.xml, form, parts });
  }
  return ours;
}

/** Folders of the shipped matters, those that others call before their callers. */
function calledFirst(): string[] {
  const keys = mattersIn();
  const calls = new Map(keys.map((key) => [key, readDrawing(readMatterFolder(key).xml).calledProcesses.length]));
  return keys.toSorted((a, b) => (calls.get(a) ?? 0) - (calls.get(b) ?? 0) || (a < b ? -1 : 1));
}
