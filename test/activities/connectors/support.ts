import type { ConnectorRequest, DepartmentSystem } from '../../../activities/connectors/connector.ts';
import { ConnectorFailure } from '../../../activities/connectors/connector.ts';
import { createExchange, type HttpTerms } from '../../../activities/connectors/exchange.ts';
import { createHttpConnector } from '../../../activities/connectors/http.ts';
import type { JobOutcome } from '../../../engine/event.ts';

let calls = 0;

/** A request to a department system; every one has a key of its own unless told. */
export function aRequest(system: Partial<DepartmentSystem> & { baseUrl: string }, changes: Partial<ConnectorRequest> = {}): ConnectorRequest {
  const department = system.department ?? 'ecology';
  const { host } = new URL(system.baseUrl);
  return {
    system: { department, protocol: 'http', allowedHosts: [host], signingSecret: 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=', ...system },
    idempotencyKey: `call-number-${++calls}`,
    record: {
      caseNumber: 'YJS-TEST-1',
      sequence: 1,
      kind: 'processing',
      department,
      operation: 'processing',
      item: null,
      occurredAt: '2026-11-25T01:00:00.000Z',
      reportedAt: '2026-11-25T01:00:00.000Z',
      data: { area: 120 },
      callback: null,
    },
    now: () => '2026-11-25T01:00:01.000Z',
    ...changes,
  };
}

export const quick: HttpTerms = { timeoutMs: 15_000, replyLimit: 1_000_000 };

/** For what never answers. */
export const impatient: HttpTerms = { ...quick, timeoutMs: 600 };

/** An outcome, or the failure that a repetition may cure as `{ again: code }`. */
export async function call(request: ConnectorRequest, terms: HttpTerms = quick, signal = new AbortController().signal): Promise<JobOutcome | { again: string; after?: number }> {
  try {
    return await createHttpConnector(createExchange(terms)).call(request, signal);
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error;
    return { again: error.code, ...(error.retryAfterMs !== undefined && { after: error.retryAfterMs }) };
  }
}
