import type { Event } from '../../event.ts';
import { resumeStepClock } from '../holds.ts';
import { settleIncident } from '../instances.ts';
import { CONNECTOR_WAIT } from '../jobs.ts';
import { move } from '../move.ts';
import { instanceOf, type Machine } from '../machine.ts';
import { retry, skip } from '../retry.ts';
import { guarded } from '../tokens.ts';
import { setVariables } from '../variables.ts';

/** An operator settles an incident: corrected values are written, then the token tries again, goes past its element, or goes on elsewhere. */
export function settle(m: Machine, event: Extract<Event, { type: 'incident' }>): void {
  const { instance, phase } = m.state.incidents[event.incident]!;
  const token = instanceOf(m, instance);
  if (event.variables) setVariables(m, token, event.variables);
  settleIncident(m, token, event.action, event.reason);
  resumeStepClock(m, token, CONNECTOR_WAIT);
  m.touched.add(token.id);
  if (event.action === 'move') return move(m, { from: token.id, to: event.to!, reason: event.reason });
  const again = (): void => (event.action === 'skip' ? skip(m, token, phase) : retry(m, token, phase, event.variables !== undefined));
  m.queue.push({ token, run: () => guarded(m, token, phase, again) });
}
