import type { Event } from '../../event.ts';
import { setVariables } from '../variables.ts';
import { ask } from '../jobs.ts';
import { settleIncident, stopWaiting } from '../instances.ts';
import { CONNECTOR_WAIT } from '../jobs.ts';
import { resumeStepClock } from '../clocks.ts';
import { instanceOf, type Machine, nodeOf } from '../machine.ts';
import { complete, enterActivity, guarded, behaviourOf } from '../tokens.ts';
import { portOf } from '../port.ts';
import { isActivity } from '../../elements/index.ts';

/** An operator settles an incident: corrected values are written, then the token tries again or goes past its element. */
export function settle(m: Machine, event: Extract<Event, { type: 'incident' }>): void {
  const incident = m.state.incidents[event.incident]!;
  const token = instanceOf(m, incident.instance);
  if (event.variables) setVariables(m, token, event.variables);
  settleIncident(m, token, event.action, event.reason);
  resumeStepClock(m, token, CONNECTOR_WAIT);
  m.queue.push({ token, run: () => guarded(m, token, incident.phase, () => (event.action === 'skip' ? skip() : retry())) });

  function skip(): void {
    stopWaiting(token, nodeOf(m, token).id);
    complete(m, token);
  }

  function retry(): void {
    if (incident.phase === 'leave') return complete(m, token);
    if (incident.phase === 'job' && token.task) {
      delete token.task.firstFailedAt;
      token.task.attempt = 0;
      if (event.variables) token.task.round = (token.task.round ?? 1) + 1;
      return ask(m, token);
    }
    const node = nodeOf(m, token);
    if (isActivity(node)) return enterActivity(m, token);
    behaviourOf(node).enter(node, token, portOf(m));
  }
}
