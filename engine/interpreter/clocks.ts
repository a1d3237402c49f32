import { type ActivityNode, isActivity } from '../elements/index.ts';
import type { ClockEntry } from '../log.ts';
import type { Limit } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Instant } from '../value.ts';
import { type Due, dueOf, finishClock, isPaused, type LegalClock, pauseClock, resumeClock, startClock, type Stop } from '../clock/legalClock.ts';
import { type Machine, nextId, nodeOf } from './machine.ts';
import { departmentOf } from './work.ts';

/** The ladder a limit has when the drawing names none. */
export const DEFAULT_LADDER = 'default';

/** Starts the case's own clock at acceptance, where the matter promises one. */
export function startCaseClock(m: Machine, limit: Limit | undefined, department: string | undefined): void {
  if (!limit) return;
  m.state.caseClock = begin(m, null, null, limit, department ?? null, DEFAULT_LADDER);
}

/** Starts a step's clock, and stops those around it where the step's time is not counted (行政许可法 45). */
export function startStepClock(m: Machine, token: Instance, node: ActivityNode): void {
  const step = node.step;
  // A retry enters again: the clock that has started runs on.
  if (!step || token.clock !== undefined) return;
  if (step.limit) token.clock = begin(m, token.id, node.id, step.limit, departmentOf(m, token, step), step.ladder ?? DEFAULT_LADDER);
  if (step.clock === 'restart') for (const outer of timedAncestors(m, token)) finish(m, outer.clock!);
  if (step.clock === 'stop' || step.clock === 'restart') holdAround(m, token, stepHold(token), node.name ?? node.id, step.clockBasis);
}

/** Ends a step's clock and lets those around it go on if this step held them. */
export function stopStepClock(m: Machine, token: Instance): void {
  if (token.clock !== undefined) finish(m, token.clock);
  for (const clock of clocksAround(m, token)) for (const key of m.state.holds[clock] ?? []) if (key.endsWith(`:${token.id}`)) release(m, clock, key);
}

/**
 * A step whose clock was ended by one inside it that restarts it gets its time anew when no such step is open any more,
 * however that one ended: done, called off by an event, passed by an operator.
 */
export function restartClocks(m: Machine): void {
  const ended = Object.values(m.state.instances).filter(({ clock }) => clock !== undefined && m.state.clocks[clock]!.stoppedAt !== undefined);
  if (ended.length === 0) return;
  const waiting = new Set(Object.values(m.state.instances).filter((token) => restarts(m, token)).flatMap((token) => timedAncestors(m, token)));
  for (const outer of ended) {
    if (waiting.has(outer)) continue;
    const { limit, element, ladder, department } = m.state.clocks[outer.clock!]!;
    const { from: _counted, ...anew } = limit;
    outer.clock = begin(m, outer.id, element, anew, department, ladder ?? 'none');
  }
}

function restarts(m: Machine, token: Instance): boolean {
  const node = token.node === null ? null : nodeOf(m, token);
  return node !== null && isActivity(node) && node.step?.clock === 'restart';
}

/** Enclosing steps with a clock, across calls; nearest first. */
function timedAncestors(m: Machine, token: Instance): Instance[] {
  const found: Instance[] = [];
  for (let at = m.state.instances[token.parent ?? 0]; at; at = m.state.instances[at.parent ?? 0]) if (at.clock !== undefined) found.push(at);
  return found;
}

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

/** Stops the case's clock and those of the enclosing steps. */
function holdAround(m: Machine, token: Instance, key: string, reason: string, basis?: string): void {
  for (const clock of clocksAround(m, token)) hold(m, clock, key, reason, basis);
}

function releaseAround(m: Machine, token: Instance, key: string): void {
  for (const clock of clocksAround(m, token)) release(m, clock, key);
}

/** The case's clock and those of the enclosing steps. */
const clocksAround = (m: Machine, token: Instance): readonly number[] =>
  [m.state.caseClock, ...timedAncestors(m, token).map(({ clock }) => clock)].filter((clock) => clock !== undefined);

/** Ends every clock still running when the case ends. */
export function stopAllClocks(m: Machine): void {
  for (const clock of Object.values(m.state.clocks)) finish(m, clock.id);
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

/** One more reason for a clock to stand; the first one stops it. */
function hold(m: Machine, id: number | undefined, key: string, reason: string, basis?: string): void {
  const clock = id === undefined ? undefined : m.state.clocks[id];
  if (!clock || clock.stoppedAt) return;
  const holds = (m.state.holds[clock.id] ??= []);
  if (holds.includes(key)) return;
  holds.push(key);
  if (!isPaused(clock)) update(m, pauseClock(clock, m.now, reason, basis), 'paused', { reason, ...(basis ? { basis } : {}) });
}

/** One reason less; the last one lets the clock go on. */
function release(m: Machine, id: number | undefined, key: string): void {
  const holds = id === undefined ? undefined : m.state.holds[id];
  if (!holds?.includes(key)) return;
  const left = holds.filter((entry) => entry !== key);
  if (left.length > 0) {
    m.state.holds[id!] = left;
    return;
  }
  delete m.state.holds[id!];
  const clock = m.state.clocks[id!]!;
  if (isPaused(clock)) update(m, resumeClock(clock, m.now), 'resumed', {});
}

/** A special procedure over the whole case: every open clock stands, and so will those that start meanwhile. */
export function holdAll(m: Machine, reason: string, basis: string): void {
  m.state.specialProcedure = { reason, basis };
  for (const { id } of Object.values(m.state.clocks)) hold(m, id, WHOLE_CASE, 'specialProcedure', basis);
}

/** The special procedure over the whole case is over. */
export function releaseAll(m: Machine): void {
  delete m.state.specialProcedure;
  for (const { id } of Object.values(m.state.clocks)) release(m, id, WHOLE_CASE);
}

/** When the step's limit ends; null without a clock or while it stands. */
export function dueAtOf(m: Machine, token: Instance): Instant | null {
  const clock = token.clock === undefined ? undefined : m.state.clocks[token.clock];
  return (clock && dueOf(clock, m.state.calendar)?.at) ?? null;
}

/** A new calendar moves the open clocks; every moved date is logged old to new, and a provisional one when it is confirmed. */
export function recalculate(m: Machine, before: Readonly<Record<number, Due | null>>): void {
  for (const clock of Object.values(m.state.clocks)) {
    if (clock.stoppedAt) continue;
    const earlier = before[clock.id];
    const due = dueOf(clock, m.state.calendar);
    if (due && (due.at !== earlier?.at || due.provisional !== earlier.provisional)) log(m, clock, 'recalculated', earlier ? { before: earlier.on } : {});
  }
}

function begin(m: Machine, instance: number | null, element: string | null, limit: Limit, department: string | null, ladder: string): number {
  const fromAcceptance = limit.from === 'acceptance';
  const clock = startClock({ id: nextId(m), instance, element, limit, startedAt: fromAcceptance ? m.state.startedAt : m.now, ladder: ladder === 'none' ? null : ladder, department });
  update(m, fromAcceptance ? { ...clock, stops: stopsSoFar(m) } : clock, 'started', {});
  if (m.state.specialProcedure) hold(m, clock.id, WHOLE_CASE, 'specialProcedure', m.state.specialProcedure.basis);
  return clock.id;
}

/** What the case has not counted up to now is not counted by a limit that began with it either. */
function stopsSoFar(m: Machine): readonly Stop[] {
  const caseClock = m.state.clocks[m.state.caseClock ?? 0];
  return (caseClock?.stops ?? []).map((stop) => ({ ...stop, to: stop.to ?? m.now }));
}

function finish(m: Machine, id: number): void {
  const clock = m.state.clocks[id];
  if (!clock || clock.stoppedAt) return;
  update(m, finishClock(clock, m.now), 'stopped', {});
  delete m.state.holds[id];
}

function update(m: Machine, clock: LegalClock, action: ClockEntry['action'], more: Partial<ClockEntry>): void {
  // Logged first: a limit that can't be counted leaves no clock behind.
  log(m, clock, action, more);
  m.state.clocks[clock.id] = clock;
}

function log(m: Machine, clock: LegalClock, action: ClockEntry['action'], more: Partial<ClockEntry>): void {
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
    ...more,
  });
}

/** Names the hold that a special procedure over the whole case lays on each clock. */
const WHOLE_CASE = 'case:specialProcedure';

const stepHold = (token: Instance): string => `step:${token.id}`;

const suspendedHold = (token: Instance): string => `suspended:${token.id}`;

