import { readMatterFolder, writeMatterFolder } from '../../definitions/matters/matterFolder.ts';
import type { MatterContent } from '../../definitions/matters/matterFiles.ts';
import { noParts, partsSchema } from '../../definitions/parts.ts';
import { canonical } from '../../engine/canonical.ts';
import { createDefinition } from '../../server/catalog/createDefinition.ts';
import { Definition } from '../../server/catalog/Definition.ts';
import { findDefinition } from '../../server/catalog/findDefinition.ts';
import { nameOfProcess, readDrawing } from '../../server/catalog/readDrawing.ts';
import { refuseUnfitContent } from '../../server/catalog/refuseUnfitContent.ts';
import { replaceDraft } from '../../server/catalog/saveDraft.ts';
import type { EntityManager } from '../../server/orm.ts';

/** Who a draft was saved by that came from files. */
const FILES = 'files';

/** Writes a draft into its folder. Says what changed there. @throws DomainError NOT_FOUND */
export async function exportMatter(em: EntityManager, key: string, folder: string): Promise<string> {
  const changed = writeMatterFolder(key, draftOf(await findDefinition(em, key)), folder);
  return changed.length === 0 ? 'nothing to write' : `wrote ${changed.join(', ')}`;
}

/**
 * Makes a folder's files the newest save of the draft, or a new definition; what was drawn before stays among the saves.
 * @throws Error for files that are none, DomainError for a drawing, a form or scenarios that the platform refuses
 */
export async function importMatter(em: EntityManager, key: string, folder: string, now: string): Promise<string> {
  const content = readMatterFolder(key, folder);
  const drawing = readDrawing(content.xml);
  refuseUnfitContent(content.form, partsSchema.parse(content.parts));
  const known = await em.findOne(Definition, { key });
  if (known === null) {
    const name = nameOfProcess(drawing) ?? key;
    await createDefinition(em, FILES, now, { key, name, ...content });
    return 'made';
  }
  if (canonical(draftOf(known)) === canonical({ ...content, xml: drawing.xml })) return 'nothing to save';
  const { revision } = await replaceDraft(em, FILES, now, { key, from: known.revision, ...content, restored: null });
  return `saved as ${revision}`;
}

const draftOf = ({ draftXml, draftForm, draftParts }: Definition): MatterContent => ({ xml: draftXml, form: draftForm ?? null, parts: { ...noParts, ...draftParts } });
