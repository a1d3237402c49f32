import type { ClockEntry } from '../log.ts';
import { dueOf, type LegalClock } from '../clock/legalClock.ts';
import type { Machine } from './machine.ts';

/** Puts a clock's new ledger into the case, and says so. */
export function writeClock(m: Machine, clock: LegalClock, action: ClockEntry['action'], more: Partial<ClockEntry>): void {
  // Logged first: a limit that can't be counted leaves no clock behind.
  logClock(m, clock, action, more);
  m.state.clocks[clock.id] = clock;
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
