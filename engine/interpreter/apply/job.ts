import type { Event } from '../../event.ts';
import type { Instance, Wait } from '../../state.ts';
import { find, type Machine } from '../machine.ts';
import { occur } from '../occur.ts';

/**
 * A department's answer, from the call itself or from its callback, whichever is first. Nobody waits for it any more:
 * it is logged as late and changes nothing (exactly one effect).
 */
export function answerFromDepartment(m: Machine, event: Extract<Event, { type: 'job' }>): void {
  const token = find(m, event.instance);
  const wait = token && waited(m, token, event);
  if (!wait) return void m.log.push({ type: 'late', what: 'job', instance: event.instance });
  occur(m, token, wait, { kind: 'job', outcome: event.outcome });
}

/** What the answer meets: an open call, or an incident over a call that was never answered. */
function waited(m: Machine, token: Instance, { attempt, outcome }: Extract<Event, { type: 'job' }>): Wait | undefined {
  const task = token.task;
  if (m.state.status !== 'running' || task?.attempt === undefined || attempt < (task.roundFrom ?? 1) || attempt > task.attempt) return undefined;
  const wait = token.waits?.find(({ on }) => on.kind === 'job' || on.kind === 'callback' || on.kind === 'retry');
  // News of the call itself concerns the present attempt alone; the department's answer counts whichever attempt it answers.
  if (outcome.kind === 'accepted' || outcome.kind === 'failed') {
    if (attempt !== task.attempt) return undefined;
    // A later answer that can't be taken is a failure too, of a call that was accepted.
    const concerned = wait?.on.kind === 'job' || (wait?.on.kind === 'callback' && outcome.kind === 'failed' && !outcome.retryable);
    return concerned ? wait : undefined;
  }
  if (wait) return wait;
  const incident = token.incident === undefined ? undefined : m.state.incidents[token.incident];
  return incident?.phase === 'job' && incident.code !== 'ERROR_UNCAUGHT' ? { id: 0, node: token.node!, on: { kind: 'job' } } : undefined;
}
