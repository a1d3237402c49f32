import { ApplicationFailure } from '@temporalio/common';
import { callDepartment } from './callDepartment.ts';
import type { ActivityPorts, JobRequest, SafeAnswer } from './ports.ts';

/** Largest answer that is taken this way, characters of JSON: those of one workflow task reach the server in one message of 4 MB at most. */
const largestAnswer = 16_384;

/**
 * A call that only reads, as a local activity: it may happen once too often, and for a past that never comes to be. Throws
 * unless the department has answered for good; the case then calls in the ordinary way, which retries, waits and has incidents.
 */
export async function readDepartment(ports: ActivityPorts, request: JobRequest, cancelled: AbortSignal): Promise<SafeAnswer> {
  const began = performance.now();
  const outcome = await callDepartment(ports, request, cancelled, true);
  if (outcome.kind !== 'done' && outcome.kind !== 'error') throw unsettled(outcome.kind);
  const answer = { call: request.command.id, outcome, tookMs: Math.ceil(performance.now() - began) };
  if (JSON.stringify(outcome).length > largestAnswer) throw unsettled('large');
  return answer;
}

const unsettled = (why: string): ApplicationFailure => ApplicationFailure.nonRetryable(why, 'UNSETTLED');
