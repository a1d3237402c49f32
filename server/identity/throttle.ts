import { DomainError } from '../../engine/errors.ts';
import type { Orm } from '../orm.ts';
import { hashSecret } from './findSignedIn.ts';
import { SignInAttempts } from './SignInAttempts.ts';

const windowMs = 10 * 60_000;
/** Wrong passwords for one user from one address, and from one address for anybody. */
const limits = { userAtAddress: 10, address: 60 };

/**
 * Counts an attempt before the password is looked at, in one statement, so that attempts at the same time all count.
 * Throws SIGN_IN_THROTTLED when the window is full; the attempt that fills it is still answered.
 */
export async function countAttempt(orm: Orm, user: string, address: string, now: string): Promise<void> {
  const ends = new Date(Date.parse(now) + windowMs).toISOString();
  for (const [id, limit] of counters(user, address)) {
    const [row] = await orm.em.fork().getConnection().execute<{ failures: number; windowEndsAt: string; window_ends_at: string }[]>(
      `insert into sign_in_attempts (id, failures, window_ends_at) values (?, 1, ?)
       on conflict (id) do update set
         failures = case when sign_in_attempts.window_ends_at <= ? then 1 else sign_in_attempts.failures + 1 end,
         window_ends_at = case when sign_in_attempts.window_ends_at <= ? then excluded.window_ends_at else sign_in_attempts.window_ends_at end
       returning failures, window_ends_at`,
      [id, ends, now, now],
      'all',
    );
    if (row !== undefined && row.failures > limit) {
      throw new DomainError('SIGN_IN_THROTTLED', { retryAfterSeconds: Math.ceil((Date.parse(row.window_ends_at) - Date.parse(now)) / 1000) });
    }
  }
}

/** A right password ends the count of this user here; the address keeps the others' failures but not this attempt. */
export async function forgetAttempts(orm: Orm, user: string, address: string): Promise<void> {
  const [[own], [all]] = counters(user, address);
  const em = orm.em.fork();
  await em.nativeDelete(SignInAttempts, { id: own });
  await em.getConnection().execute('update sign_in_attempts set failures = failures - 1 where id = ? and failures > 0', [all], 'run');
}

/** Forgets windows that are over; returns how many. */
export async function forgetOldAttempts(orm: Orm, now: string): Promise<number> {
  return orm.em.fork().nativeDelete(SignInAttempts, { windowEndsAt: { $lte: now } });
}

function counters(user: string, address: string): [[string, number], [string, number]] {
  return [
    [hashSecret(`user ${user} ${address}`), limits.userAtAddress],
    [hashSecret(`address ${address}`), limits.address],
  ];
}
