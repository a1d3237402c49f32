import { Case } from '../../cases/Case.ts';
import type { EntityManager } from '../../orm.ts';
import type { PastCase } from './foldWorker.ts';

/** Cases that are over; those of the engine's API belong to no matter. */
const finished = (matter: string) => ({ matter, world: null, status: { $in: ['completed', 'terminated', 'cancelled'] as const } });

/** Cases in one batch. */
const BATCH = 50;

export const countFinished = (em: EntityManager, matter: string): Promise<number> => em.count(Case, finished(matter) as never);

/** Versions that finished cases of the matter ran on. */
export async function versionsOf(em: EntityManager, matter: string): Promise<number[]> {
  const rows = await em.execute<{ version: number }[]>("select distinct definition_version as version from cases where matter = ? and world is null and status in ('completed', 'terminated', 'cancelled')", [matter]);
  return rows.map(({ version }) => Number(version));
}

/**
 * Every finished case of a matter with its events, from the read model, in batches by case number. A case whose events are
 * not all known yet comes without any: it counts as one that cannot be followed.
 */
export async function* finishedCases(em: EntityManager, matter: string): AsyncGenerator<readonly PastCase[]> {
  for (let after = ''; ; ) {
    const cases = await em.execute<{ case_number: string; definition_version: number }[]>(
      `select case_number, definition_version from cases where matter = ? and world is null and status in ('completed', 'terminated', 'cancelled') and case_number > ? order by case_number limit ${BATCH}`,
      [matter, after],
    );
    if (cases.length === 0) return;
    const numbers = cases.map(({ case_number: number }) => number);
    const rows = await em.execute<{ case_number: string; event: string | null }[]>(`select case_number, event from case_events where case_number in (${numbers.map(() => '?').join(', ')}) order by case_number, seq`, numbers);
    const events = new Map<string, (string | null)[]>();
    for (const { case_number: number, event } of rows) {
      const known = events.get(number);
      if (known) known.push(event);
      else events.set(number, [event]);
    }
    yield cases.map(({ case_number: caseNumber, definition_version: version }) => {
      const own = events.get(caseNumber) ?? [];
      return { caseNumber, version: Number(version), events: own.some((event) => event === null) ? [] : (own as string[]) };
    });
    after = numbers.at(-1)!;
  }
}
