import type { Calendar } from '../../clock/calendar.ts';
import { dueOf } from '../../clock/legalClock.ts';
import { recalculate } from '../clocks.ts';
import type { Machine } from '../machine.ts';

/** A newly published calendar (or a typhoon day): open clocks are derived again, old and new date logged, and a provisional date that it confirms (SC-03, SC-32). */
export function applyCalendar(m: Machine, calendar: Calendar): void {
  if (m.state.status !== 'running') return;
  const before = Object.fromEntries(m.clocks.values().map((clock) => [clock.id, dueOf(clock, m.state.calendar)]));
  m.state.calendar = calendar;
  recalculate(m, before);
}
