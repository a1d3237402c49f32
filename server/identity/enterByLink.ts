import { randomBytes } from 'node:crypto';
import { DomainError } from '../../engine/errors.ts';
import type { Context } from '../http/context.ts';
import { EntryLink } from './EntryLink.ts';
import { hashSecret } from './findSignedIn.ts';

const lifeMs = 24 * 3_600_000;

/** Makes a link into the demonstration city that works once within a day; the platform prints it at start. */
export async function createEntryLink(context: Context, userId: string, actingAs: string | null): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const em = context.orm.em.fork();
  const now = context.now();
  await em.nativeDelete(EntryLink, { expiresAt: { $lte: now } });
  em.create(EntryLink, { tokenHash: hashSecret(token), userId, actingAs, expiresAt: new Date(Date.parse(now) + lifeMs).toISOString(), usedAt: null });
  await em.flush();
  return `${context.config.publicUrl}/enter/${token}`;
}

/** Uses a link up; throws ENTRY_LINK_SPENT when it was used, is unknown or too old. */
export async function spendEntryLink(context: Context, token: string): Promise<{ userId: string; actingAs: string | null }> {
  const em = context.orm.em.fork();
  const tokenHash = hashSecret(token);
  const now = context.now();
  const spent = await em.nativeUpdate(EntryLink, { tokenHash, usedAt: null, expiresAt: { $gt: now } }, { usedAt: now });
  if (spent !== 1) throw new DomainError('ENTRY_LINK_SPENT');
  const link = await em.findOneOrFail(EntryLink, { tokenHash });
  return { userId: link.userId, actingAs: link.actingAs ?? null };
}
