import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import type { Context } from '../http/context.ts';
import { hashSecret, sessionCookie } from './findSignedIn.ts';
import { Session } from './Session.ts';

const lifeMs = 12 * 3_600_000;

/** Opens a session of twelve hours under a new secret and sets its cookie; an older session of the browser ends. */
export async function openSession(context: Context, response: Response, userId: string, actingAs: string | null, old: string | null): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const now = context.now();
  const em = context.orm.em.fork();
  if (old !== null) await em.nativeDelete(Session, { idHash: old });
  await em.nativeDelete(Session, { expiresAt: { $lte: now } });
  em.create(Session, {
    idHash: hashSecret(secret),
    userId,
    actingAs,
    csrf: randomBytes(24).toString('base64url'),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(Date.parse(now) + lifeMs).toISOString(),
  });
  await em.flush();
  response.cookie(sessionCookie, secret, { httpOnly: true, sameSite: 'lax', path: '/', secure: context.config.publicUrl.startsWith('https:'), maxAge: lifeMs });
  return secret;
}
