import { loadRegister } from '../../definitions/register/load.ts';
import type { EntityManager } from '../orm.ts';
import { enterTerms } from './entries.ts';
import { RegisterEntryRow } from './RegisterEntryRow.ts';

/** Enters what the demonstration city's register begins with; a code that has an entry is left alone. */
export async function seedRegister(em: EntityManager, user: string, now: string): Promise<void> {
  for (const terms of loadRegister()) {
    if ((await em.count(RegisterEntryRow, { code: terms.code })) === 0) await enterTerms(em, user, now, terms, '随平台提供的样例 / sample shipped with the platform');
  }
}
