import type { State } from '../state.ts';
import { upToDate } from './dueTimes.ts';
import { stateOf } from './live.ts';
import type { Machine } from './machine.ts';

/** The state that a machine leaves behind, for the next step to begin with. The machine is not used after that. */
export function stateAfter(m: Machine): State {
  const { hearers, newHearers } = m;
  return stateOf({
    rest: m.state,
    instances: m.instances.done(),
    clocks: m.clocks.done(),
    joins: m.joins,
    ended: m.ended,
    timetable: upToDate(m),
    hearers: hearers && newHearers.length > 0 ? [...hearers, ...newHearers] : hearers,
  });
}
