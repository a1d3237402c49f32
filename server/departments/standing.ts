import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { connectorWait, jobMoments } from './connectorWait.ts';

/**
 * How a department's system stands towards one step of a case. `down`: our calls don't get through. `silent`: it took
 * the job and has not answered for an hour of the case's time. `rejected`: it refused the call itself.
 */
export interface DepartmentStanding {
  readonly caseNumber: string;
  readonly instance: number;
  readonly element: string;
  readonly department: string | null;
  readonly operation: string | null;
  readonly state: 'asked' | 'silent' | 'accepted' | 'down' | 'rejected' | 'done' | 'refused' | 'cancelled';
  readonly attempt: number;
  readonly code: string | null;
  readonly since: string;
  /** When the case tries again, where it will. */
  readonly nextTryAt: string | null;
  /** Waiting charged to the connector, milliseconds of the case's time. */
  readonly connectorWaitMs: number;
}

/** Of a job that has not ended. */
export const openStates = ['asked', 'accepted', 'failed', 'waiting'] as const;

/** After so long a department that took a job counts as silent, milliseconds of the case's time. */
export const silentAfterMs = 60 * 60 * 1000;

/** Every job of a case with its department's standing, in the order they were asked. */
export async function standingOf(em: EntityManager, caseNumber: string, now: string): Promise<DepartmentStanding[]> {
  return (await standings(em, await em.find(JobRow, { caseNumber }, { orderBy: { askedAt: 'asc', instance: 'asc' } }), now));
}

/** The same for jobs of any cases. */
export async function standings(em: EntityManager, jobs: readonly JobRow[], now: string): Promise<DepartmentStanding[]> {
  const numbers = [...new Set(jobs.map(({ caseNumber }) => caseNumber))];
  const moments = await jobMoments(em, numbers);
  const cases = await em.find(Case, { caseNumber: { $in: numbers } }, { fields: ['caseNumber', 'clockMode', 'virtualNow'] });
  const clocks = new Map(cases.map((one) => [one.caseNumber, one.clockMode === 'rehearsal' ? (one.virtualNow ?? now) : now]));
  const waits = new Map(numbers.map((number) => [number, connectorWait(moments.get(number) ?? [], clocks.get(number) ?? now)]));
  return jobs.map((job) => ({
    caseNumber: job.caseNumber,
    instance: job.instance,
    element: job.element,
    department: job.department ?? null,
    operation: job.operation ?? null,
    state: stateOf(job, clocks.get(job.caseNumber) ?? now),
    attempt: job.attempt,
    code: job.code ?? null,
    since: job.askedAt,
    nextTryAt: job.state === 'waiting' ? (job.due ?? null) : null,
    connectorWaitMs: waits.get(job.caseNumber)?.get(job.instance) ?? 0,
  }));
}

function stateOf(job: JobRow, now: string): DepartmentStanding['state'] {
  switch (job.state) {
    case 'accepted':
      return Date.parse(now) - Date.parse(job.askedAt) > silentAfterMs ? 'silent' : 'accepted';
    case 'waiting':
      return 'down';
    case 'failed':
      return job.code === 'DEPT_REJECTED' ? 'rejected' : 'down';
    case 'error':
      return 'refused';
    default:
      return job.state;
  }
}
