import type { Calendar } from '../clock/calendar.ts';
import type { RungTime } from '../clock/ladder.ts';
import type { LegalClock } from '../clock/legalClock.ts';
import type { Instance, State, Wait } from '../state.ts';
import type { Instant } from '../value.ts';
import { nextSignal } from './cards.ts';
import type { Readable } from './table.ts';

/** Something that fires at a time: a wait of an instance, or a clock's next signal. */
export type DueTime =
  | { readonly kind: 'wait'; readonly at: Instant; readonly id: number; readonly owner: number; readonly wait: Wait }
  | { readonly kind: 'rung'; readonly at: Instant; readonly id: number; readonly clock: LegalClock; readonly rung: RungTime };

/** An appointment: at what time something might fall due. Whether it still does is looked up when its time is the earliest. */
export interface Appointment {
  readonly at: Instant;
  /** Of the wait, or of the clock. */
  readonly id: number;
  /** The instance that waits; null for a clock. */
  readonly owner: number | null;
}

/** A leftist heap: its earliest appointment is at the top, and one more or one less shares nearly all of the others. */
interface Heap extends Appointment {
  readonly rank: number;
  readonly left: Heap | null;
  readonly right: Heap | null;
}

/** Appointments of a case, earliest first, older before younger; never changed. */
export interface Timetable {
  readonly heap: Heap | null;
  /** Appointments in the heap, passed and cancelled ones included. */
  readonly size: number;
  readonly calendar: Calendar;
}

/** What an appointment is looked up in. */
export interface Timed {
  readonly instances: Readable<Instance>;
  readonly clocks: Readable<LegalClock>;
  readonly state: Pick<State, 'calendar' | 'ladders'>;
}

/** All appointments there are. */
export function timetableOf({ instances, clocks, state }: Timed): Timetable {
  const waits = instances.values().flatMap(({ id: owner, waits: all = [] }) => all.flatMap(({ id, on }) => ('due' in on && on.due !== null ? [{ at: on.due, id, owner }] : [])));
  const signals = clocks.values().flatMap((clock) => signalOf(state, clock));
  return withMore({ heap: null, size: 0, calendar: state.calendar }, [...waits, ...signals]);
}

/** A clock's next signal as an appointment. */
export function signalOf(state: Timed['state'], clock: LegalClock): readonly Appointment[] {
  const rung = nextSignal(state, clock);
  return rung ? [{ at: rung.at, id: clock.id, owner: null }] : [];
}

export function withMore(timetable: Timetable, more: readonly Appointment[]): Timetable {
  if (more.length === 0) return timetable;
  let { heap } = timetable;
  for (const one of more) heap = merge(heap, { ...one, rank: 1, left: null, right: null });
  return { ...timetable, heap, size: timetable.size + more.length };
}

/** What falls due first, and the timetable without what was found to be over. */
export function earliest(timetable: Timetable, timed: Timed): { readonly due: DueTime | null; readonly timetable: Timetable } {
  let { heap, size } = timetable;
  let due: DueTime | null = null;
  while (heap && !(due = standing(heap, timed))) {
    heap = merge(heap.left, heap.right);
    size -= 1;
  }
  return { due, timetable: heap === timetable.heap ? timetable : { ...timetable, heap, size } };
}

/** What an appointment stands for; null when it is over. */
function standing({ at, id, owner }: Appointment, { instances, clocks, state }: Timed): DueTime | null {
  if (owner !== null) {
    const wait = instances.get(owner)?.waits?.find((each) => each.id === id);
    return wait && 'due' in wait.on && wait.on.due === at ? { kind: 'wait', at, id, owner, wait } : null;
  }
  const clock = clocks.get(id);
  const rung = clock ? nextSignal(state, clock) : null;
  return rung?.at === at ? { kind: 'rung', at, id, clock: clock!, rung } : null;
}

const isBefore = (a: Appointment, b: Appointment): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

function merge(a: Heap | null, b: Heap | null): Heap | null {
  if (!a) return b;
  if (!b) return a;
  const [first, other] = isBefore(a, b) ? [a, b] : [b, a];
  const merged = merge(first.right, other);
  const [left, right] = (first.left?.rank ?? 0) >= (merged?.rank ?? 0) ? [first.left, merged] : [merged, first.left];
  return { at: first.at, id: first.id, owner: first.owner, rank: (right?.rank ?? 0) + 1, left, right };
}
