import type { Orm } from '../orm.ts';
import { plus } from '../outbox/takeLeases.ts';

/** How long leadership lasts without being renewed, milliseconds. */
export const leadMs = 15_000;

/**
 * Whether `holder` leads the chore from `now` on: takes it when it is free or its leader has gone silent, renews it when
 * it is one's own. One statement, so that of two processes one leads.
 */
export async function lead(orm: Orm, name: string, holder: string, now: string): Promise<boolean> {
  const rows = await orm.em.fork().getConnection().execute<{ holder: string }[]>(
    `insert into leases (name, holder, until) values (?, ?, ?)
     on conflict (name) do update set holder = excluded.holder, until = excluded.until
     where leases.holder = excluded.holder or leases.until <= ?
     returning holder`,
    [name, holder, plus(now, leadMs), now],
    'all',
  );
  return rows.length === 1;
}

/** Gives leadership back, so that another process need not wait for the lease to end. */
export async function stepDown(orm: Orm, name: string, holder: string): Promise<void> {
  await orm.em.fork().getConnection().execute('delete from leases where name = ? and holder = ?', [name, holder], 'run');
}
