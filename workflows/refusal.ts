import { ApplicationFailure } from '@temporalio/workflow';
import { DomainError } from '../engine/errors.ts';
import type { ErrorCode } from '../engine/errors.ts';

/**
 * A refusal as it crosses the sandbox: `type` and message are the code, `details[0]` the message's placeholders. It is
 * never tried again by itself. What is no refusal of ours comes out as INTERNAL, with its own words for the operators.
 */
export function refusal(reason: unknown): ApplicationFailure {
  if (reason instanceof ApplicationFailure) return reason;
  if (typeof reason === 'string') return ApplicationFailure.nonRetryable(reason, reason);
  if (reason instanceof DomainError) return ApplicationFailure.nonRetryable(reason.code, reason.code, reason.details);
  return ApplicationFailure.nonRetryable(reason instanceof Error ? reason.message : String(reason), 'INTERNAL' satisfies ErrorCode);
}
