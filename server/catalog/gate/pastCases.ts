import type { EntityManager } from '../../orm.ts';
import type { PastCase } from './foldWorker.ts';

/** Cases of a matter that are over; those of the engine's API belong to no matter. */
const FINISHED = "matter = ? and world is null and status in ('completed', 'terminated', 'cancelled')";

/** Cases in one batch. */
const BATCH = 50;

export async function countFinished(em: EntityManager, matter: string): Promise<number> {
  const [row] = await em.execute<{ cases: number | string }[]>(`select count(*) as cases from cases where ${FINISHED}`, [matter]);
  return Number(row!.cases);
}

/** Versions that finished cases of the matter ran on. */
export async function versionsOf(em: EntityManager, matter: string): Promise<number[]> {
  const rows = await em.execute<{ version: number }[]>(`select distinct definition_version as version from cases where ${FINISHED}`, [matter]);
  return rows.map(({ version }) => Number(version));
}

/**
 * Every finished case of a matter with its events, from the read model, in batches by case number. A case whose events are
 * not all known yet comes without any: it counts as one that cannot be followed.
 */
export async function* finishedCases(em: EntityManager, matter: string): AsyncGenerator<readonly PastCase[]> {
  for (let after = ''; ; ) {
    const cases = await em.execute<{ case_number: string; definition_version: number }[]>(
      `select case_number, definition_version from cases where ${FINISHED} and case_number > ? order by case_number limit ${BATCH}`,
      [matter, after],
    );
    if (cases.length === 0) return;
    const numbers = cases.map(({ case_number: number }) => number);
    const rows = await em.execute<{ case_number: string; event: string | null }[]>(`select case_number, event from case_events where case_number in (${numbers.map(() => '?').join(', ')}) order by case_number, seq`, numbers);
    const events = Map.groupBy(rows, (row) => row.case_number);
    yield cases.map(({ case_number: caseNumber, definition_version: version }) => {
      const own = (events.get(caseNumber) ?? []).map(({ event }) => event);
      return { caseNumber, version: Number(version), events: own.every((event) => event !== null) ? own : [] };
    });
    after = numbers.at(-1)!;
  }
}
