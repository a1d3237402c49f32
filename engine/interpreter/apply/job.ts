import type { Event } from '../../event.ts';
import type { Machine } from '../machine.ts';
import { occur } from '../occur.ts';

/**
 * A department's answer, from the call itself or from its callback, whichever is first. Nobody waits for it any more:
 * it is logged as late and changes nothing (exactly one effect).
 */
export function answerFromDepartment(m: Machine, event: Extract<Event, { type: 'job' }>): void {
  const token = m.state.instances[event.instance];
  const wait = token?.waits?.find(({ on }) => on.kind === 'job' || on.kind === 'callback' || on.kind === 'retry');
  const stale = wait?.on.kind !== 'job' && (event.outcome.kind === 'accepted' || event.outcome.kind === 'failed');
  const settlesIncident = token?.incident !== undefined && token.task && (event.outcome.kind === 'done' || event.outcome.kind === 'error');
  if (!token || m.state.status !== 'running' || ((!wait || stale) && !settlesIncident)) {
    m.log.push({ type: 'late', what: 'job', instance: event.instance });
    return;
  }
  occur(m, token, wait ?? { id: 0, node: token.node!, on: { kind: 'job' } }, { kind: 'job', outcome: event.outcome });
}
