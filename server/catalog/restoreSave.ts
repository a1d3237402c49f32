import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import type { Definition } from './Definition.ts';
import { DraftSave } from './DraftSave.ts';
import { findVersion } from './findDefinition.ts';
import { replaceDraft } from './saveDraft.ts';

/** A kept save of a draft. @throws DomainError NOT_FOUND */
export async function findSave(em: EntityManager, key: string, revision: number): Promise<DraftSave> {
  const save = await em.findOne(DraftSave, { key, revision });
  if (save === null) throw new DomainError('NOT_FOUND');
  return save;
}

/** Brings an earlier save back as the newest one. @throws DomainError NOT_FOUND, VERSION_CONFLICT when somebody saved since `from` */
export async function restoreSave(em: EntityManager, user: string, now: string, { key, revision, from }: { key: string; revision: number; from: number }): Promise<Definition> {
  const { xml, form, parts } = await findSave(em, key, revision);
  return replaceDraft(em, user, now, { key, from, xml, form: form ?? null, parts: parts ?? null, restored: `revision ${revision}` });
}

/** Brings a published version back as the draft. @throws DomainError NOT_FOUND, DEFINITION_HASH_MISMATCH, VERSION_CONFLICT */
export async function restoreVersion(em: EntityManager, user: string, now: string, { key, version, from }: { key: string; version: number; from: number }): Promise<Definition> {
  const found = await findVersion(em, key, version);
  found.verified();
  return replaceDraft(em, user, now, { key, from, xml: found.xml, form: found.form ?? null, parts: found.parts ?? null, restored: `version ${version}` });
}
