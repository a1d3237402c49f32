import { evaluate } from '../../../engine/expressions/feel.ts';
import type { Job } from '../../../engine/command.ts';
import type { JobOutcome } from '../../../engine/event.ts';
import type { Instant, Value } from '../../../engine/value.ts';
import type { Worker } from '../caseFile.ts';

/** A worker's answer as the case tells it to answer: at once without data unless told otherwise. */
export function answerOf(worker: Worker, job: Job, now: Instant): JobOutcome {
  if (worker.hold) return { kind: 'accepted' };
  if (worker.throwError !== undefined) return { kind: 'error', code: worker.throwError };
  const value = (told: Value): Value => (typeof told === 'string' && told.startsWith('=') ? evaluate(told.slice(1), job.variables, now) : told);
  return { kind: 'done', variables: Object.fromEntries(Object.entries(worker.set ?? {}).map(([name, told]) => [name, value(told)])) };
}
