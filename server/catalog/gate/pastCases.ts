import { type EntityManager, isPostgres } from '../../orm.ts';
import { NOT_REPLAYED } from '../replay/notReplayed.ts';
import type { PastCase } from './foldWorker.ts';

/** Which cases a gate counts. */
export interface Past {
  readonly matter: string;
  /** Whether finished rehearsals are among them: a demonstration city has hardly any other cases. */
  readonly rehearsals: boolean;
}

/** Cases of a matter that are over; those of the engine's API belong to no matter, and a scenario that was replayed is none. */
const finished = ({ rehearsals }: Past): string => `matter = ? and world is null and ${NOT_REPLAYED} and status in ('completed', 'terminated', 'cancelled')${rehearsals ? '' : " and clock_mode = 'wall'"}`;

/** Those of them that a run has not folded. */
const missing = (past: Past): string => `${finished(past)} and not exists (select 1 from gate_folds where gate_folds.run = ? and gate_folds.case_number = cases.case_number)`;

/** Cases in one batch. */
const BATCH = 50;

/** How many cases there are. */
export const countFinished = (em: EntityManager, past: Past): Promise<number> => count(em, finished(past), [past.matter]);

/** How many of them a run has not folded. */
export const countMissing = (em: EntityManager, past: Past, run: string): Promise<number> => count(em, missing(past), [past.matter, run]);

/** Versions that the cases which a run has not folded ran on. */
export async function versionsOf(em: EntityManager, past: Past, run: string): Promise<number[]> {
  const rows = await em.execute<{ version: number }[]>(`select distinct definition_version as version from cases where ${missing(past)}`, [past.matter, run]);
  return rows.map(({ version }) => Number(version));
}

/**
 * Every case on one of these versions that a run has not folded, with its events from the read model, in batches by case number. A case whose events
 * are not all known yet comes without any: it counts as one that cannot be followed.
 */
export async function* missingCases(em: EntityManager, past: Past, run: string, versions: readonly number[]): AsyncGenerator<readonly PastCase[]> {
  if (versions.length === 0) return;
  const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
  for (let after = ''; ; ) {
    const cases = await em.execute<{ case_number: string; definition_version: number }[]>(
      `select case_number, definition_version from cases where ${missing(past)} and definition_version in (${marks(versions)}) and case_number > ? order by case_number limit ${BATCH}`,
      [past.matter, run, ...versions, after],
    );
    if (cases.length === 0) return;
    const numbers = cases.map(({ case_number: number }) => number);
    const rows = await em.execute<{ case_number: string; unknown: number | string; events: string | null }[]>(
      `select case_number, count(*) - count(event) as unknown, ${isPostgres(em) ? "string_agg(event, ',' order by seq)" : "group_concat(event, ',' order by seq)"} as events from case_events where case_number in (${marks(numbers)}) group by case_number`,
      numbers,
    );
    const known = new Map(rows.map(({ case_number: number, unknown, events }) => [number, Number(unknown) === 0 ? events : null]));
    yield cases.map(({ case_number: caseNumber, definition_version: version }) => ({ caseNumber, version: Number(version), events: `[${known.get(caseNumber) ?? ''}]` }));
    after = numbers.at(-1)!;
  }
}

async function count(em: EntityManager, which: string, values: readonly string[]): Promise<number> {
  const [row] = await em.execute<{ cases: number | string }[]>(`select count(*) as cases from cases where ${which}`, [...values]);
  return Number(row!.cases);
}
