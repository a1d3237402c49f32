import type { JobOutcome } from '../../engine/event.ts';
import type { Instant, Variables } from '../../engine/value.ts';
import type { DepartmentSystem } from './connector.ts';
import { createExchange, type Exchange } from './exchange.ts';

/** A job of a drawn service task that belongs to no department, for whoever is registered to do jobs of its type. */
export interface WorkerJob {
  readonly caseNumber: string;
  /** Ascending within the case; the same again when the same job is sent again. */
  readonly sequence: number;
  /** Task definition type as drawn. */
  readonly type: string;
  readonly element: string;
  readonly occurredAt: Instant;
  readonly reportedAt: Instant;
  readonly data: Variables;
  readonly headers: Readonly<Record<string, string>>;
  /** A worker may take the job now (202) and complete it later. */
  readonly callback: { readonly url: string; readonly reference: string };
}

/** Sends a job to `POST {baseUrl}/workers/{type}`, under the same terms as a department's record. */
export async function callWorker(
  request: { readonly system: DepartmentSystem; readonly idempotencyKey: string; readonly job: WorkerJob; readonly now: () => Instant },
  signal: AbortSignal,
  exchange: Exchange = usual,
): Promise<JobOutcome> {
  const { system, idempotencyKey, job, now } = request;
  return exchange({ system, path: `/workers/${encodeURIComponent(job.type)}`, idempotencyKey, body: job, now }, signal);
}

const usual = createExchange();
