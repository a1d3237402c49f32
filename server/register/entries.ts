import type { RegisterTerms } from '../../definitions/register/schema.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { DomainError } from '../../engine/errors.ts';
import type { RegisterEntry } from '../../engine/register/entry.ts';
import type { EntityManager } from '../orm.ts';
import { RegisterEntryRow } from './RegisterEntryRow.ts';

/** Every version of every entry, as the publish rules read them. */
export async function registerEntries(em: EntityManager): Promise<RegisterEntry[]> {
  return (await em.find(RegisterEntryRow, {}, { orderBy: { code: 'asc', version: 'asc' } })).map(entryOf);
}

/** A row as the publish rules read it; the name is the Chinese one. */
export function entryOf({ code, version, name, leadDepartment, limit, items, state, validFrom, validTo }: Pick<RegisterEntryRow, keyof RegisterTerms | 'version' | 'state'>): RegisterEntry {
  return { code, version, name: name.zh, leadDepartment, limit: limit as RegisterEntry['limit'], items, state, validFrom, validTo: validTo ?? null };
}

/**
 * Enters an entry, or the next version of one.
 * @throws DomainError DEPARTMENT_UNKNOWN, REGISTER_ITEM_UNKNOWN, REGISTER_DAYS_INVALID (it ends before it begins, or begins before the version it replaces)
 */
export async function enterTerms(em: EntityManager, user: string, now: string, terms: RegisterTerms, note: string): Promise<RegisterEntryRow> {
  const { departments, serviceItems } = loadOrganisation();
  if (!departments.some(({ id }) => id === terms.leadDepartment)) throw new DomainError('DEPARTMENT_UNKNOWN', { department: terms.leadDepartment });
  const unknown = terms.items.find((item) => !serviceItems.some(({ code }) => code === item));
  if (unknown !== undefined) throw new DomainError('REGISTER_ITEM_UNKNOWN', { item: unknown });
  const last = await lastVersion(em, terms.code);
  if ((terms.validTo !== null && terms.validTo < terms.validFrom) || (last !== null && terms.validFrom < last.validFrom)) {
    throw new DomainError('REGISTER_DAYS_INVALID', { from: terms.validFrom, to: terms.validTo, before: last?.validFrom ?? null });
  }
  return add(em, { ...terms, state: 'inForce', version: (last?.version ?? 0) + 1, note, enteredBy: user, enteredAt: now });
}

/**
 * Ends an entry from a day on: nothing may be published under it any more that takes effect then.
 * @throws DomainError NOT_FOUND, REGISTER_DAYS_INVALID (before the last version begins)
 */
export async function retireEntry(em: EntityManager, user: string, now: string, { code, from, note }: { code: string; from: string; note: string }): Promise<RegisterEntryRow> {
  const last = await lastVersion(em, code);
  if (last === null) throw new DomainError('NOT_FOUND');
  if (from < last.validFrom) throw new DomainError('REGISTER_DAYS_INVALID', { from, to: null, before: last.validFrom });
  const { name, leadDepartment, limit, items } = last;
  return add(em, { code, name, leadDepartment, limit, items, state: 'retired', validFrom: from, validTo: null, version: last.version + 1, note, enteredBy: user, enteredAt: now });
}

async function lastVersion(em: EntityManager, code: string): Promise<RegisterEntryRow | null> {
  const [last] = await em.find(RegisterEntryRow, { code }, { orderBy: { version: 'desc' }, limit: 1 });
  return last ?? null;
}

type Fields = Pick<RegisterEntryRow, 'code' | 'version' | 'name' | 'leadDepartment' | 'limit' | 'items' | 'state' | 'validFrom' | 'validTo' | 'note' | 'enteredBy' | 'enteredAt'>;

async function add(em: EntityManager, row: Fields): Promise<RegisterEntryRow> {
  const made = em.create(RegisterEntryRow, row);
  await em.flush();
  return made;
}
