import type { Program } from '../program.ts';
import type { State } from '../state.ts';
import type { Instant } from '../value.ts';
import { liveOf } from './live.ts';
import type { Machine } from './machine.ts';
import { type DueTime, earliest, type Timed, type Timetable, timetableOf, withMore } from './timetable.ts';

/** The earliest due time of a running case, for the one alarm timer it has; null when nothing is timed. */
export function nextDue(_program: Program, state: State): Instant | null {
  if (state.status !== 'running') return null;
  const live = liveOf(state);
  const timed = { ...live, state };
  const found = earliest(fresh(live.timetable, timed), timed);
  live.timetable = found.timetable;
  return found.due?.at ?? null;
}

/** What is due by now, earliest first, older before younger at the same instant. */
export function dueNow(m: Machine): DueTime | null {
  const found = earliest(fresh(upToDate(m), m), m);
  m.timetable = found.timetable;
  return found.due && found.due.at <= m.now ? found.due : null;
}

/** The timetable with what was appointed since; null when nobody has asked for it yet. */
export function upToDate(m: Machine): Timetable | null {
  return m.timetable && withMore(m.timetable, m.appointed.splice(0));
}

/** Made anew where there is none, for another calendar, and when most of it is over. */
function fresh(timetable: Timetable | null, timed: Timed): Timetable {
  const outdated = timetable === null || timetable.calendar !== timed.state.calendar || timetable.size > 64 + 4 * (timed.instances.size + timed.clocks.size);
  return outdated ? timetableOf(timed) : timetable;
}
