import type { RungTime } from '../clock/ladder.ts';
import type { LegalClock } from '../clock/legalClock.ts';
import type { Program } from '../program.ts';
import type { State, Wait } from '../state.ts';
import type { Instant } from '../value.ts';
import { nextSignal } from './cards.ts';

/** Something that fires at a time: a wait of an instance, or a clock's next signal. */
export type DueTime =
  | { readonly kind: 'wait'; readonly at: Instant; readonly id: number; readonly owner: number; readonly wait: Wait }
  | { readonly kind: 'rung'; readonly at: Instant; readonly id: number; readonly clock: LegalClock; readonly rung: RungTime };

/** The earliest due time of a running case, for the one alarm timer it has; null when nothing is timed. */
export function nextDue(_program: Program, state: State): Instant | null {
  return state.status === 'running' ? (earliest(state)?.at ?? null) : null;
}

/** What is due at `now`, earliest first, older before younger at the same instant. */
export function dueNow(state: State, now: Instant): DueTime | null {
  const due = earliest(state);
  return due && due.at <= now ? due : null;
}

function earliest(state: State): DueTime | null {
  let first: DueTime | null = null;
  const offer = (due: DueTime): void => {
    if (!first || due.at < first.at || (due.at === first.at && due.id < first.id)) first = due;
  };
  for (const instance of Object.values(state.instances)) {
    for (const wait of instance.waits ?? []) {
      const at = 'due' in wait.on ? wait.on.due : null;
      if (at !== null) offer({ kind: 'wait', at, id: wait.id, owner: instance.id, wait });
    }
  }
  for (const clock of Object.values(state.clocks)) {
    const rung = nextSignal(state, clock);
    if (rung) offer({ kind: 'rung', at: rung.at, id: clock.id, clock, rung });
  }
  return first;
}
