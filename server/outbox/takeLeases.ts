import { isPostgres, type Orm } from '../orm.ts';

/** How long a process may work on what it took before another one takes it up. */
export const leaseMs = 15_000;

/** Longest wait between two attempts. */
const longestBackoffMs = 20_000;

/** Instant of the next attempt after `attempts` failed ones: 1, 2, 4 ... seconds, never more than 20. */
export const nextAttempt = (now: string, attempts: number): string => plus(now, Math.min(1000 * 2 ** Math.max(attempts - 1, 0), longestBackoffMs));

/** An instant some milliseconds later. */
export const plus = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/**
 * Takes up to `limit` waiting rows of `commands` or `inbox` for this process, oldest first: one statement, so that two
 * processes never take the same row. PostgreSQL skips rows another one is taking; SQLite lets one writer in at a time.
 */
export async function takeLeases(orm: Orm, table: 'commands' | 'inbox', holder: string, now: string, limit: number): Promise<readonly string[]> {
  const [waiting, since] = table === 'commands' ? ['pending', 'created_at'] : ['stored', 'received_at'];
  const skip = isPostgres(orm) ? 'for update skip locked' : '';
  const rows = await orm.em.fork().getConnection().execute<{ id: string }[]>(
    `update ${table} set lease_until = ?, leased_by = ?
     where id in (select id from ${table} where state = '${waiting}' and next_attempt_at <= ? and (lease_until is null or lease_until <= ?)
                  order by ${since}, id limit ${limit} ${skip})
     returning id`,
    [plus(now, leaseMs), holder, now, now],
    'all',
  );
  return rows.map((row) => row.id);
}
