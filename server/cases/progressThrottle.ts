import { createHash } from 'node:crypto';
import { DomainError } from '../../engine/errors.ts';
import type { Orm } from '../orm.ts';
import { ProgressAttempts } from './ProgressAttempts.ts';

const windowMs = 10 * 60_000;
/** Wrong answers for one case from one address, and from one address for any case, within the window. */
const limits = { caseAtAddress: 10, address: 40 };

/**
 * Counts an attempt before the code is looked at, so that attempts at the same time all count.
 * @throws DomainError TOO_MANY_REQUESTS when the window is full
 */
export async function countProgressAttempt(orm: Orm, caseNumber: string, address: string, now: string): Promise<void> {
  const ends = new Date(Date.parse(now) + windowMs).toISOString();
  for (const [id, limit] of counters(caseNumber, address)) {
    const [row] = await orm.em.fork().getConnection().execute<{ failures: number; window_ends_at: string }[]>(
      `insert into progress_attempts (id, failures, window_ends_at) values (?, 1, ?)
       on conflict (id) do update set
         failures = case when progress_attempts.window_ends_at <= ? then 1 else progress_attempts.failures + 1 end,
         window_ends_at = case when progress_attempts.window_ends_at <= ? then excluded.window_ends_at else progress_attempts.window_ends_at end
       returning failures, window_ends_at`,
      [id, ends, now, now],
      'all',
    );
    if (row && row.failures > limit) throw new DomainError('TOO_MANY_REQUESTS', { retryAfterSeconds: Math.ceil((Date.parse(row.window_ends_at) - Date.parse(now)) / 1000) });
  }
}

/** A right code takes its own attempt back: looking often at one's own case is nothing wrong. */
export async function forgetProgressAttempt(orm: Orm, caseNumber: string, address: string): Promise<void> {
  for (const [id] of counters(caseNumber, address)) {
    await orm.em.fork().getConnection().execute('update progress_attempts set failures = failures - 1 where id = ? and failures > 0', [id], 'run');
  }
}

/** Forgets windows that are over; returns how many. */
export async function forgetOldProgressAttempts(orm: Orm, now: string): Promise<number> {
  return orm.em.fork().nativeDelete(ProgressAttempts, { windowEndsAt: { $lte: now } });
}

function counters(caseNumber: string, address: string): [string, number][] {
  const hashed = (text: string) => createHash('sha256').update(text).digest('hex');
  return [
    [hashed(`case ${caseNumber} ${address}`), limits.caseAtAddress],
    [hashed(`address ${address}`), limits.address],
  ];
}
