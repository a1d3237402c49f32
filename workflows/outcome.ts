import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import type { JobOutcome } from '../engine/event.ts';

/** A stable code looks like `DEPT_TIMEOUT`; anything else is the name of a programming error. */
const stable = /^[A-Z][A-Z0-9_]{2,63}$/;

/**
 * What a failed activity means to the case. Temporal has repeated the call for about a minute by now; whether trying
 * again at a due time of the case may help is what `retryable` says. `waitedMs` is the waiting our own calls caused.
 */
export function outcomeOfFailure(error: unknown, waitedMs: number): JobOutcome {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) {
    return { kind: 'failed', code: 'DEPARTMENT_TIMEOUT', message: 'The call was not answered in time', retryable: true, waitedMs };
  }
  if (cause instanceof ApplicationFailure) {
    const code = cause.type !== undefined && cause.type !== null && stable.test(cause.type) ? cause.type : 'CONNECTOR_FAULT';
    const message = typeof cause.details?.[0] === 'string' ? cause.details[0] : code;
    return { kind: 'failed', code, message, retryable: !cause.nonRetryable, waitedMs };
  }
  return { kind: 'failed', code: 'CONNECTOR_FAULT', message: 'The call ended without an answer', retryable: true, waitedMs };
}
