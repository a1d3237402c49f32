import { type ActivityNode, isActivity, type Node } from '../elements/index.ts';
import type { Limit } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Instant } from '../value.ts';
import { type Due, dueOf, finishClock, startClock, type Stop } from '../clock/legalClock.ts';
import { logClock, writeClock } from './clockEntry.ts';
import { holdAround, holdWithCase, releaseAllBy, timedAncestors } from './holds.ts';
import { findAll, type Machine, nextId, nodeOf, writable } from './machine.ts';
import { someNode } from './programIndex.ts';
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
  if (step.clock === 'stop' || step.clock === 'restart') holdAround(m, token, `step:${token.id}`, node.name ?? node.id, step.clockBasis);
}

/** Ends a step's clock and lets those around it go on if this step held them. */
export function stopStepClock(m: Machine, token: Instance): void {
  if (token.clock !== undefined) finish(m, token.clock);
  releaseAllBy(m, token);
}

/**
 * A step whose clock was ended by one inside it that restarts it gets its time anew when no such step is open any more,
 * however that one ended: done, called off by an event, passed by an operator.
 */
export function restartClocks(m: Machine): void {
  if (!restartsSome(m.program)) return;
  const ended = findAll(m, ({ clock }) => clock !== undefined && m.clocks.get(clock)!.stoppedAt !== undefined);
  if (ended.length === 0) return;
  const waiting = new Set(findAll(m, (token) => restarts(m, token)).flatMap((token) => timedAncestors(m, token)));
  for (const outer of ended) {
    if (waiting.has(outer)) continue;
    const { limit, element, ladder, department } = m.clocks.get(outer.clock!)!;
    const { from: _counted, ...anew } = limit;
    outer.clock = begin(m, outer.id, element, anew, department, ladder ?? 'none');
  }
}

const isRestart = (node: Node): boolean => isActivity(node) && node.step?.clock === 'restart';

/** Most programs have no step that gives those around it their time anew: nothing is looked for in them. */
const restartsSome = someNode(isRestart);

const restarts = (m: Machine, token: Instance): boolean => token.node !== null && isRestart(nodeOf(m, token));

/** Ends every clock still running when the case ends. */
export function stopAllClocks(m: Machine): void {
  for (const clock of m.clocks.values()) finish(m, clock.id);
}

/** When the step's limit ends; null without a clock or while it stands. */
export function dueAtOf(m: Machine, token: Instance): Instant | null {
  const clock = token.clock === undefined ? undefined : m.clocks.get(token.clock);
  return (clock && dueOf(clock, m.state.calendar)?.at) ?? null;
}

/** A new calendar moves the open clocks; every moved date is logged old to new, and a provisional one when it is confirmed. */
export function recalculate(m: Machine, before: Readonly<Record<number, Due | null>>): void {
  for (const clock of m.clocks.values()) {
    if (clock.stoppedAt) continue;
    const earlier = before[clock.id];
    const due = dueOf(clock, m.state.calendar);
    if (due && (due.at !== earlier?.at || due.provisional !== earlier.provisional)) logClock(m, clock, 'recalculated', earlier ? { before: earlier.on } : {});
  }
}

function begin(m: Machine, instance: number | null, element: string | null, limit: Limit, department: string | null, ladder: string): number {
  const fromAcceptance = limit.from === 'acceptance';
  const clock = startClock({ id: nextId(m), instance, element, limit, startedAt: fromAcceptance ? m.state.startedAt : m.now, ladder: ladder === 'none' ? null : ladder, department });
  writeClock(m, fromAcceptance ? { ...clock, stops: stopsSoFar(m) } : clock, 'started', {});
  holdWithCase(m, clock.id);
  return clock.id;
}

/** What the case has not counted up to now is not counted by a limit that began with it either. */
function stopsSoFar(m: Machine): readonly Stop[] {
  const caseClock = m.clocks.get(m.state.caseClock ?? 0);
  return (caseClock?.stops ?? []).map((stop) => ({ ...stop, to: stop.to ?? m.now }));
}

function finish(m: Machine, id: number): void {
  const clock = m.clocks.get(id);
  if (!clock || clock.stoppedAt) return;
  writeClock(m, finishClock(clock, m.now), 'stopped', {});
  if (m.state.holds[id]) delete writable(m, 'holds')[id];
}
