import type { EntityManager } from '../orm.ts';
import { plus } from '../outbox/takeLeases.ts';

/** A confirmed command whose effect still doesn't show after this long is looked into, milliseconds. */
const graceMs = 10_000;

/** Most cases of one look. */
const most = 50;

/**
 * Cases whose rows give a reason to look: confirmed commands that don't show, a known position ahead of the rows, a
 * start confirmed long ago of which nothing came. Marked ones are left to the people they were reported to.
 */
export async function suspects(em: EntityManager, now: string): Promise<readonly string[]> {
  const before = plus(now, -graceMs);
  const rows = await em.execute<{ case_number: string }[]>(
    `select distinct c.case_number from cases c left join commands o on o.case_number = c.case_number and o.state = 'done' and o.settled_at <= ?
     where c.diverged is null and (
       (o.kind = 'start' and c.seq = 0) or (o.seq is not null and o.seq > c.seq) or c.snapshot_seq > c.seq
     ) order by c.case_number limit ${most}`,
    [before],
  );
  return rows.map((row) => row.case_number);
}

/** The next few open cases after `cursor`, so that in time each one is compared without a reason. */
export async function nextOpen(em: EntityManager, cursor: string, limit: number): Promise<readonly string[]> {
  const rows = await em.execute<{ case_number: string }[]>(
    `select case_number from cases where status = 'running' and diverged is null and case_number > ? order by case_number limit ${limit}`,
    [cursor],
  );
  return rows.map((row) => row.case_number);
}
