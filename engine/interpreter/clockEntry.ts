import type { ClockEntry } from '../log.ts';
import { dueOf, type LegalClock } from '../clock/legalClock.ts';
import type { Machine } from './machine.ts';
import { signalOf } from './timetable.ts';

/** Puts a clock's new ledger into the case, and says so. */
export function writeClock(m: Machine, clock: LegalClock, action: ClockEntry['action'], more: Partial<ClockEntry>): void {
  // Logged first: a limit that can't be counted leaves no clock behind.
  logClock(m, clock, action, more);
  putClock(m, clock);
}

/** Puts a clock's new ledger into the case, with the signal it gives next. */
export function putClock(m: Machine, clock: LegalClock): void {
  m.clocks.set(clock.id, clock);
  if (clock.stoppedAt !== undefined) m.ended = [...m.ended, clock.id];
  else if (m.timetable) m.appointed.push(...signalOf(m.state, clock));
}

/** Says what has become of a clock, with the date it is due on now. */
export function logClock(m: Machine, clock: LegalClock, action: ClockEntry['action'], more: Partial<ClockEntry>): void {
  const due = dueOf(clock, m.state.calendar);
  m.log.push({
    type: 'clock',
    action,
    clock: clock.id,
    instance: clock.instance,
    element: clock.element,
    limit: clock.limit,
    dueOn: due?.on ?? null,
    dueAt: due?.at ?? null,
    provisional: due?.provisional ?? false,
    calendarVersion: m.state.calendar.version,
    ...(action === 'stopped' ? { ledger: clock } : {}),
    ...more,
  });
}
