import { hkdfSync, randomBytes } from 'node:crypto';
import { raw } from '@mikro-orm/core';
import type { Commitment, Value } from '../../engine/value.ts';
import type { EntityManager } from '../orm.ts';
import { fromText, toText } from '../readModel/json.ts';
import { CaseKey } from './CaseKey.ts';
import { hmac, type MasterKey } from './masterKey.ts';
import { PersonalValue } from './PersonalValue.ts';
import { seal, unseal } from './seal.ts';

/** A personal answer, and which departments the form shares it with. */
export interface Personal {
  readonly value: Value;
  readonly sharedWith: readonly string[];
}

/**
 * Puts a case's personal values beside the case, under a new key of its own, and returns what stands for them in
 * events: a commitment by field. Called once per case, in the transaction that writes it.
 */
export function storePersonal(em: EntityManager, master: MasterKey, caseNumber: string, values: Readonly<Record<string, Personal>>, now: string): Record<string, Commitment> {
  const caseKey = randomBytes(32);
  em.create(CaseKey, { caseNumber, wrapped: seal(master.wrapping, caseNumber, caseKey), createdAt: now });
  const keys = purposes(caseKey);
  const commitments: Record<string, Commitment> = {};
  for (const [field, { value, sharedWith }] of Object.entries(values)) {
    const commitment = hmac(keys.commitment, toText(value));
    commitments[field] = { $commitment: commitment };
    em.create(PersonalValue, {
      caseNumber,
      field,
      commitment,
      ciphertext: seal(keys.encryption, `${caseNumber}/${field}`, Buffer.from(toText(value), 'utf8')),
      token: typeof value === 'string' ? searchToken(master, value) : null,
      sharedWith: toText(sharedWith),
    });
  }
  return commitments;
}

/** All personal values of a case by field; empty when the person has been erased. */
export async function personalOf(em: EntityManager, master: MasterKey, caseNumber: string): Promise<Record<string, Value>> {
  const opened = await openRows(em, master, caseNumber);
  return Object.fromEntries(opened.map(({ field, value }) => [field, value]));
}

/** Values behind commitments, by commitment, as far as the form shares them with the department; the rest is left out. */
export async function revealPersonal(
  em: EntityManager,
  master: MasterKey,
  caseNumber: string,
  commitments: readonly string[],
  department: string,
): Promise<Record<string, Value>> {
  const opened = await openRows(em, master, caseNumber);
  const entitled = opened.filter((row) => commitments.includes(row.commitment) && row.sharedWith.includes(department));
  return Object.fromEntries(entitled.map(({ commitment, value }) => [commitment, value]));
}

/**
 * Erases the person from a case: the key is destroyed, ciphertexts and search tokens go with it. Events, chain and
 * every proof stay as they are. Idempotent.
 */
export async function destroyCaseKey(em: EntityManager, caseNumber: string, by: string, now: string): Promise<void> {
  await em.nativeUpdate(CaseKey, { caseNumber, destroyedAt: null }, { wrapped: null, destroyedAt: now, destroyedBy: by });
  await em.nativeUpdate(PersonalValue, { caseNumber }, { ciphertext: null, token: null });
}

/** The blind token of a value: equal for equal texts, whatever their spacing, width or case; useless without the key. */
export const searchToken = (master: MasterKey, text: string): string =>
  hmac(master.index, text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase());

/** Condition on any table with case numbers: the case has a personal value equal to `text`. */
export const holdsPersonal = (master: MasterKey, text: string): object => ({ [raw('case_number in (select case_number from personal_values where token = ?)', [searchToken(master, text)])]: [] });

/** Fields of cases whose personal value is equal to `text`, by case. */
export async function fieldsHolding(em: EntityManager, master: MasterKey, text: string, caseNumbers: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await em.find(PersonalValue, { token: searchToken(master, text), caseNumber: { $in: [...caseNumbers] } }, { fields: ['caseNumber', 'field'] });
  return new Map([...Map.groupBy(rows, ({ caseNumber }) => caseNumber)].map(([caseNumber, own]) => [caseNumber, own.map(({ field }) => field)]));
}

async function openRows(em: EntityManager, master: MasterKey, caseNumber: string) {
  const key = await em.findOne(CaseKey, { caseNumber });
  if (!key?.wrapped) return [];
  const { encryption } = purposes(unseal(master.wrapping, caseNumber, key.wrapped));
  const rows = await em.find(PersonalValue, { caseNumber });
  return rows.flatMap((row) =>
    row.ciphertext
      ? [{ field: row.field, commitment: row.commitment, sharedWith: fromText<string[]>(row.sharedWith), value: fromText<Value>(unseal(encryption, `${caseNumber}/${row.field}`, row.ciphertext).toString('utf8')) }]
      : [],
  );
}

function purposes(caseKey: Uint8Array) {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', caseKey, Buffer.alloc(0), `yijianshi/${purpose}`, 32));
  return { commitment: derive('commitment'), encryption: derive('encryption') };
}
