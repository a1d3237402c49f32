import type { EntityManager } from '../orm.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { fromText } from '../readModel/json.ts';
import type { LogEntry } from '../../engine/log.ts';

type JobEntry = Extract<LogEntry, { type: 'job' }>;

/** What happened to one job, at which time of the case. */
export interface JobMoment {
  readonly at: string;
  readonly instance: number;
  readonly state: JobEntry['state'];
}

const healthy = new Set<JobEntry['state']>(['done', 'accepted', 'error']);

/**
 * Milliseconds of the case's own time that each job waited because our connector could not get through: from the ask
 * that failed until the department answered, or until `now` while it has not. That time is charged to the connector; a
 * department that took the job and keeps silent is waited for on its own account.
 */
export function connectorWait(moments: readonly JobMoment[], now: string): ReadonlyMap<number, number> {
  const waits = new Map<number, number>();
  const asked = new Map<number, string>();
  const failing = new Map<number, string>();
  const add = (instance: number, since: string, until: string): void => {
    waits.set(instance, (waits.get(instance) ?? 0) + Math.max(0, Date.parse(until) - Date.parse(since)));
  };
  for (const { at, instance, state } of moments) {
    if (!waits.has(instance)) waits.set(instance, 0);
    if (state === 'asked') asked.set(instance, at);
    const since = failing.get(instance);
    if (healthy.has(state)) {
      if (since !== undefined) add(instance, since, at);
      failing.delete(instance);
    } else if (state !== 'asked' && since === undefined) {
      failing.set(instance, asked.get(instance) ?? at);
    }
  }
  for (const [instance, since] of failing) add(instance, since, now);
  return waits;
}

/** The jobs' moments of the given cases, in the order they happened, by case number. */
export async function jobMoments(em: EntityManager, caseNumbers: readonly string[]): Promise<Map<string, JobMoment[]>> {
  const moments = new Map<string, JobMoment[]>(caseNumbers.map((caseNumber) => [caseNumber, []]));
  if (caseNumbers.length === 0) return moments;
  const where = { caseNumber: { $in: [...caseNumbers] } };
  const lines = await em.find(CaseLog, { ...where, type: 'job' }, { orderBy: { caseNumber: 'asc', seq: 'asc', n: 'asc' } });
  const events = await em.find(CaseEvent, { ...where, seq: { $in: [...new Set(lines.map(({ seq }) => seq))] } }, { fields: ['caseNumber', 'seq', 'at'] });
  const times = new Map(events.map(({ caseNumber, seq, at }) => [`${caseNumber}.${seq}`, at]));
  for (const { caseNumber, seq, entry } of lines) {
    const at = times.get(`${caseNumber}.${seq}`);
    const { instance, state } = fromText<JobEntry>(entry);
    if (at !== undefined) moments.get(caseNumber)?.push({ at, instance, state });
  }
  return moments;
}
