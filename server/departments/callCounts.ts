import { NOT_REPLAYED } from '../catalog/replay/notReplayed.ts';
import { type EntityManager, isPostgres } from '../orm.ts';
import { openStates, silentAfterMs } from './standing.ts';

/** Calls of a department that have not ended: all of them, those it took and is silent about, those that don't get through. */
export interface CallCounts {
  readonly open: number;
  readonly silent: number;
  readonly down: number;
}

/** How many calls to these departments have not ended; one without any is missing. The database counts: there may be more than anybody lists. */
export async function callCounts(em: EntityManager, now: string, departments: readonly string[]): Promise<ReadonlyMap<string, CallCounts>> {
  // A rehearsal's silence is counted on its own clock.
  const clock = "coalesce(case when c.clock_mode = 'rehearsal' then c.virtual_now end, ?)";
  const waitedMs = isPostgres(em) ? `extract(epoch from (cast(${clock} as timestamptz) - cast(j.asked_at as timestamptz))) * 1000` : `(julianday(${clock}) - julianday(j.asked_at)) * 86400000`;
  const rows = await em.execute<Record<'department' | keyof CallCounts, string>[]>(
    `select j.department as department, count(*) as open,
       sum(case when j.state = 'accepted' and ${waitedMs} > ${silentAfterMs} then 1 else 0 end) as silent,
       sum(case when j.state in ('waiting', 'failed') then 1 else 0 end) as down
     from jobs j left join cases c on c.case_number = j.case_number
     where j.department in (${departments.map(() => '?').join(', ')}) and j.state in (${openStates.map(() => '?').join(', ')}) and j.${NOT_REPLAYED} group by j.department`,
    [now, ...departments, ...openStates],
  );
  return new Map(rows.map(({ department, open, silent, down }) => [department, { open: Number(open), silent: Number(silent), down: Number(down) }]));
}
