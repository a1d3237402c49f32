import type { Actor, Event, JobOutcome } from '../event.ts';
import type { Value, Variables } from '../value.ts';

/**
 * What only a real run can give an event: who sent it under which command id, the case's number, what stands for
 * personal values and files, the order in which departments answered, and their times. Everything else of the event
 * comes from the scenario, so that equal chain heads prove equal runs.
 */
export interface Recorded {
  readonly actor: Actor;
  readonly commandId?: string;
  readonly digest?: string;
  readonly start?: { readonly caseNumber: string; readonly variables: Variables };
  readonly job?: { readonly instance: number; readonly attempt: number; readonly outcome: JobOutcome };
}

/** Reduces a real event to what no scenario can know. */
export function recordedOf(event: Event): Recorded {
  const { actor, commandId, digest } = event;
  return {
    actor,
    ...(commandId === undefined ? {} : { commandId }),
    ...(digest === undefined ? {} : { digest }),
    ...(event.type === 'start' ? { start: { caseNumber: event.caseNumber, variables: Object.fromEntries(Object.entries(event.variables).filter(([name, value]) => name === 'materials' || isCommitment(value))) } } : {}),
    ...(event.type === 'job' ? { job: { instance: event.instance, attempt: event.attempt, outcome: event.outcome } } : {}),
  };
}

/** The scenario's outcome with what only the real department could say: times, a reference, the words of a failure. */
export function withRecorded(own: JobOutcome, recorded: JobOutcome): JobOutcome {
  if (own.kind === 'accepted' && recorded.kind === 'accepted') return recorded;
  if (own.kind === 'done' && recorded.kind === 'done') return { ...own, ...(recorded.times ? { times: recorded.times } : {}) };
  if (own.kind === 'error' && recorded.kind === 'error') return { ...own, ...(recorded.message === undefined ? {} : { message: recorded.message }), ...(recorded.times ? { times: recorded.times } : {}) };
  if (own.kind === 'failed' && recorded.kind === 'failed' && own.retryable === recorded.retryable) return recorded;
  return own;
}

/** Whether a value stands for a personal one. */
export const isCommitment = (value: Value): boolean => typeof value === 'object' && value !== null && !Array.isArray(value) && typeof (value as { $commitment?: Value }).$commitment === 'string';
