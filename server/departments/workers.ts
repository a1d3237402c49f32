import { callWorker } from '../../activities/connectors/worker.ts';
import type { ActivityPorts, DepartmentPort, JobRequest } from '../../activities/ports.ts';
import type { JobOutcome } from '../../engine/event.ts';
import { workersId } from './DepartmentSystem.ts';

const callTimeoutMs = 10_000;

/**
 * The registered worker system as the activities see it: whatever type a drawing names, its jobs go to that one system,
 * which says itself what it knows. Types are not listed anywhere, so the record answers for every name.
 */
export function createWorkers(departments: DepartmentPort): NonNullable<ActivityPorts['workers']> {
  return new Proxy<Record<string, (request: JobRequest) => Promise<JobOutcome>>>({}, {
    get: (_none, type) => (request: JobRequest) => work(departments, String(type), request),
  });
}

async function work(departments: DepartmentPort, type: string, { caseNumber, command, at, rehearsal }: JobRequest): Promise<JobOutcome> {
  const system = await departments.system(workersId);
  if (system === null) return { kind: 'failed', code: 'WORKER_UNKNOWN', message: `no system is registered for jobs of type ${type}`, retryable: false };
  const now = (): string => (rehearsal ? at : new Date().toISOString());
  const job = {
    caseNumber,
    sequence: command.instance,
    type,
    element: command.element,
    occurredAt: at,
    reportedAt: now(),
    data: command.job.variables,
    headers: command.job.headers ?? {},
    callback: { url: departments.callbackUrl(workersId), reference: `${caseNumber}.${command.instance}.${command.attempt}` },
  };
  return callWorker({ system, idempotencyKey: command.key, job, now }, AbortSignal.timeout(callTimeoutMs));
}
