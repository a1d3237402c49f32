import type { Calendar } from '../clock/calendar.ts';
import { isWorkingDay } from '../clock/calendar.ts';
import { addDays, civilDate, compare } from '../clock/civil.ts';
import type { CivilDate, Instant } from '../value.ts';

/** A span of one day for a joint visit; `from` and `to` are `HH:MM:SS` in UTC+08:00, `to` not included. */
export interface Slot {
  readonly date: CivilDate;
  readonly from: string;
  readonly to: string;
}

/** Who is called to a visit. The applicant is one more participant, and always mandatory. */
export interface Participant {
  readonly id: string;
  readonly mandatory: boolean;
}

/** One participant's answer to one candidate slot. */
export interface Availability {
  readonly participant: string;
  /** Index of the slot in the proposal. */
  readonly slot: number;
  readonly attends: 'can' | 'cannot' | 'remote';
  /** The people who would come. Empty: the participant names them later. */
  readonly people: readonly string[];
}

/** A slot that a person holds already, for this or another case. */
export interface Booking extends Slot {
  readonly person: string;
}

/** Everything a choice depends on. */
export interface SlotQuestion {
  readonly calendar: Calendar;
  /** First and last day the promise allows, both inclusive. */
  readonly window: { readonly from: CivilDate; readonly until: CivilDate };
  readonly slots: readonly Slot[];
  readonly participants: readonly Participant[];
  readonly answers: readonly Availability[];
  readonly bookings: readonly Booking[];
}

/**
 * `agreed`: every mandatory participant can come. `best`: the slot most can attend, with the mandatory ones that are
 * missing. `none`: no candidate is a working day inside the window. Silence is never read as consent.
 */
export type SlotChoice =
  | { readonly kind: 'agreed' | 'best'; readonly slot: Slot; readonly index: number; readonly attending: readonly Attendance[]; readonly missing: readonly string[] }
  | { readonly kind: 'none' };

/** Who comes, and with whom: only people who are free. */
export interface Attendance {
  readonly participant: string;
  readonly remote: boolean;
  readonly people: readonly string[];
}

/** Chooses the slot of a joint visit: the earliest that suits all mandatory participants, else the best of the rest. */
export function chooseSlot(question: SlotQuestion): SlotChoice {
  const mandatory = question.participants.filter((each) => each.mandatory).map(({ id }) => id);
  const candidates = question.slots
    .map((slot, index) => ({ slot, index }))
    .filter(({ slot }) => isOffered(question, slot))
    .sort((a, b) => compare(`${a.slot.date}${a.slot.from}`, `${b.slot.date}${b.slot.from}`))
    .map(({ slot, index }) => {
      const attending = question.participants.flatMap((each) => attendance(question, each, slot, index) ?? []);
      const missing = mandatory.filter((id) => !attending.some(({ participant }) => participant === id));
      return { slot, index, attending, missing };
    });
  const agreed = candidates.find(({ missing }) => missing.length === 0);
  if (agreed) return { kind: 'agreed', ...agreed };
  // Fewest mandatory missing, then most attending; the earlier of equals stands first already.
  const [best] = candidates.toSorted((a, b) => a.missing.length - b.missing.length || b.attending.length - a.attending.length);
  return best ? { kind: 'best', ...best } : { kind: 'none' };
}

/** The next `count` half-days of working days after `date`, which itself is not offered; none after `until`. */
export function proposeSlots(calendar: Calendar, date: CivilDate, count: number, until: CivilDate): Slot[] {
  const slots: Slot[] = [];
  for (let at = addDays(date, 1); slots.length < count && compare(at, until) <= 0; at = addDays(at, 1)) {
    if (isWorkingDay(calendar, at)) slots.push(...calendar.workingHours.map(([from, to]) => ({ date: at, from, to })));
  }
  return slots.slice(0, count);
}

/** Whether a visit may be proposed to begin at an instant: after `now`, on a working day. */
export const mayBegin = (calendar: Calendar, at: Instant, now: Instant): boolean => at > now && isWorkingDay(calendar, civilDate(at));

/** Whether two slots share a moment. */
export function overlaps(a: Slot, b: Slot): boolean {
  return a.date === b.date && compare(a.from, b.to) < 0 && compare(b.from, a.to) < 0;
}

function isOffered({ calendar, window }: SlotQuestion, { date, from, to }: Slot): boolean {
  return compare(from, to) < 0 && isWorkingDay(calendar, date) && compare(date, window.from) >= 0 && compare(date, window.until) <= 0;
}

function attendance({ answers, bookings }: SlotQuestion, { id }: Participant, slot: Slot, index: number): Attendance | null {
  const answer = answers.findLast((each) => each.participant === id && each.slot === index);
  if (!answer || answer.attends === 'cannot') return null;
  const people = answer.people.filter((person) => !bookings.some((booking) => booking.person === person && overlaps(booking, slot)));
  if (answer.people.length > 0 && people.length === 0) return null;
  return { participant: id, remote: answer.attends === 'remote', people };
}
