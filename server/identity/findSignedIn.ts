import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Context } from '../http/context.ts';
import { Session } from './Session.ts';
import type { SignedIn } from './signedIn.ts';
import { User } from './User.ts';

/** Name of the session's cookie. */
export const sessionCookie = 'yjs_session';
/** A session unused for so long is over; the demonstration's visitor may stay away longer. */
const idleMs = 30 * 60_000;
/** Last use is written at most so often: reading shouldn't cost a write each time. */
const touchMs = 60_000;

/** SHA-256 in hex of a session's or a link's secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The caller by cookie; null without one, or when the session is unknown, idle for 30 minutes, over or its account disabled. */
export async function findSignedIn(context: Context, request: Pick<Request, 'headers'>): Promise<SignedIn | null> {
  const secret = readCookie(request.headers.cookie, sessionCookie);
  if (secret === null) return null;
  const em = context.orm.em.fork();
  const now = context.now();
  const session = await em.findOne(Session, { idHash: hashSecret(secret) });
  if (session === null || session.expiresAt <= now) return null;
  const account = await em.findOne(User, { id: session.userId, disabled: false });
  if (account === null) return null;
  // The demonstration's visitor has no password to come back with, and no data of anybody's.
  const patient = context.config.demo && account.passwordHash == null;
  if (!patient && Date.parse(session.lastSeenAt) + idleMs <= Date.parse(now)) return null;
  // A part is played in a demonstration city only, even when a row of one was copied elsewhere.
  const actingAs = context.config.demo ? session.actingAs : null;
  const user = actingAs === null ? account : await em.findOne(User, { id: actingAs, persona: true, disabled: false });
  if (user === null) return null;
  if (Date.parse(session.lastSeenAt) + touchMs <= Date.parse(now)) {
    await em.nativeUpdate(Session, { idHash: session.idHash }, { lastSeenAt: now });
  }
  return {
    account: account.id,
    user: user.id,
    name: { zh: user.nameZh, en: user.nameEn },
    roles: user.roles,
    department: user.department ?? null,
    posts: user.posts,
    actingAs: actingAs ?? null,
    csrf: session.csrf,
    sessionHash: session.idHash,
  };
}

/** A cookie's value out of the header; null when it isn't there. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
