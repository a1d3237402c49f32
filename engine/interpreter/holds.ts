import type { Instance } from '../state.ts';
import { isPaused, pauseClock, resumeClock } from '../clock/legalClock.ts';
import { writeClock } from './clockEntry.ts';
import { find, type Machine, writable } from './machine.ts';

/** Names the hold that a special procedure over the whole case lays on each clock. */
const WHOLE_CASE = 'case:specialProcedure';

const suspendedHold = (token: Instance): string => `suspended:${token.id}`;

/** A procedure suspends a step: time that the law does not count is counted by no limit that it lies in. */
export function suspendClocks(m: Machine, token: Instance, reason: 'correction' | 'specialProcedure', basis: string): void {
  token.suspended = reason;
  hold(m, token.clock, reason, reason, basis);
  holdAround(m, token, suspendedHold(token), reason, basis);
}

/** The procedure at the step is over. */
export function resumeClocks(m: Machine, token: Instance): void {
  release(m, token.clock, token.suspended!);
  releaseAround(m, token, suspendedHold(token));
  delete token.suspended;
}

/**
 * Waiting that is the platform's own fault stops the step's clock and the enclosing steps', so that no officer gets a card
 * for it. The case's clock runs: it is no fault of the applicant's either.
 */
export function pauseStepClock(m: Machine, token: Instance, reason: string): void {
  hold(m, token.clock, reason, reason);
  for (const outer of timedAncestors(m, token)) hold(m, outer.clock, `${reason}:${token.id}`, reason);
}

export function resumeStepClock(m: Machine, token: Instance, reason: string): void {
  release(m, token.clock, reason);
  for (const outer of timedAncestors(m, token)) release(m, outer.clock, `${reason}:${token.id}`);
}

/** A special procedure over the whole case: every open clock stands, and so will those that start meanwhile. */
export function holdAll(m: Machine, reason: string, basis: string): void {
  m.state.specialProcedure = { reason, basis };
  for (const { id } of m.clocks.values()) hold(m, id, WHOLE_CASE, 'specialProcedure', basis);
}

/** The special procedure over the whole case is over. */
export function releaseAll(m: Machine): void {
  delete m.state.specialProcedure;
  for (const { id } of m.clocks.values()) release(m, id, WHOLE_CASE);
}

/** A clock that starts while a special procedure lies over the whole case stands from the beginning. */
export function holdWithCase(m: Machine, id: number): void {
  if (m.state.specialProcedure) hold(m, id, WHOLE_CASE, 'specialProcedure', m.state.specialProcedure.basis);
}

/** Stops the case's clock and those of the enclosing steps. */
export function holdAround(m: Machine, token: Instance, key: string, reason: string, basis?: string): void {
  for (const clock of clocksAround(m, token)) hold(m, clock, key, reason, basis);
}

function releaseAround(m: Machine, token: Instance, key: string): void {
  for (const clock of clocksAround(m, token)) release(m, clock, key);
}

/** The case's clock and those of the enclosing steps. */
const clocksAround = (m: Machine, token: Instance): readonly number[] =>
  [m.state.caseClock, ...timedAncestors(m, token).map(({ clock }) => clock)].filter((clock) => clock !== undefined);

/** Lets go every clock that a step which is gone has held, whatever for. */
export function releaseAllBy(m: Machine, token: Instance): void {
  for (const clock of clocksAround(m, token)) for (const key of m.state.holds[clock] ?? []) if (key.endsWith(`:${token.id}`)) release(m, clock, key);
}

/** Enclosing steps with a clock, across calls; nearest first. */
export function timedAncestors(m: Machine, token: Instance): Instance[] {
  const found: Instance[] = [];
  for (let at = find(m, token.parent); at; at = find(m, at.parent)) if (at.clock !== undefined) found.push(at);
  return found;
}

/** One more reason for a clock to stand; the first one stops it. */
function hold(m: Machine, id: number | undefined, key: string, reason: string, basis?: string): void {
  const clock = id === undefined ? undefined : m.clocks.get(id);
  if (!clock || clock.stoppedAt) return;
  const holds = m.state.holds[clock.id] ?? [];
  if (holds.includes(key)) return;
  writable(m, 'holds')[clock.id] = [...holds, key];
  if (!isPaused(clock)) writeClock(m, pauseClock(clock, m.now, reason, basis), 'paused', { reason, ...(basis ? { basis } : {}) });
}

/** One reason less; the last one lets the clock go on. */
function release(m: Machine, id: number | undefined, key: string): void {
  const holds = id === undefined ? undefined : m.state.holds[id];
  if (!holds?.includes(key)) return;
  const left = holds.filter((entry) => entry !== key);
  if (left.length > 0) {
    writable(m, 'holds')[id!] = left;
    return;
  }
  delete writable(m, 'holds')[id!];
  const clock = m.clocks.get(id!)!;
  if (isPaused(clock)) writeClock(m, resumeClock(clock, m.now), 'resumed', {});
}
