import type { Instance, WaitFor } from '../state.ts';
import { type Trigger, triggersIn } from '../elements/trigger.ts';
import { DomainError } from '../errors.ts';
import { type Instant, isNonNegativeInteger } from '../value.ts';
import { MOST_REPEATS, ringsTooOften, SHORTEST_CYCLE } from '../clock/cycleLimits.ts';
import { addDuration, parseCycle, parseDateTime, parseDuration } from '../clock/iso8601.ts';
import { addWorkingDays, type Calendar } from '../clock/calendar.ts';
import { civilDate, epochMilliseconds, instantAt } from '../clock/civil.ts';
import { evaluate } from '../expressions/feel.ts';
import { IncidentRaised } from './incident.ts';
import { wait } from './instances.ts';
import { type Machine, visibleVariables } from './machine.ts';

/** Makes an instance wait for a drawn trigger on behalf of a node; for each one of a multiple event. What happens to nobody is not waited for. */
export function armTrigger(m: Machine, owner: Instance, node: string, trigger: Trigger): void {
  // All are read before any is waited for: one that can't be read leaves none of the others behind.
  const parts = triggersIn(trigger).map((each) => waitFor(m, owner, each));
  parts.forEach((on, part) => {
    if (on) wait(m, owner, node, on, trigger.kind === 'multiple' ? part : undefined);
  });
}

function waitFor(m: Machine, at: Instance, trigger: Trigger): WaitFor | null {
  switch (trigger.kind) {
    case 'message': {
      const { key, ...others } = trigger;
      return { ...others, ...(key === undefined ? {} : { key: value(m, at, key) }) };
    }
    case 'signal':
      return { kind: 'signal', name: trigger.name };
    case 'error':
      return { kind: 'error', ...(trigger.code === undefined ? {} : { code: trigger.code }) };
    case 'escalation':
      return { kind: 'escalation', ...(trigger.code === undefined ? {} : { code: trigger.code }) };
    case 'conditional':
      return { kind: 'conditional', condition: trigger.condition, held: false };
    case 'timer':
      return timer(m, at, trigger);
    default:
      return null;
  }
}

/** What a timer inside a case waits for; its text may be FEEL over what the instance sees. */
function timer(m: Machine, at: Instance, trigger: Extract<Trigger, { kind: 'timer' }>): TimerWait {
  const text = trigger.feel ? textOf(value(m, at, trigger.text)) : trigger.text;
  try {
    if (trigger.form === 'cycle' && m.program.profile === 'matter' && ringsTooOften(text)) {
      throw new IncidentRaised('TIMER_TOO_OFTEN', `Expected a cycle of ${SHORTEST_CYCLE} or longer that ends after ${MOST_REPEATS} times at most, but got "${text}"`);
    }
    return timerWait(trigger.form, text, m.now, m.state.calendar);
  } catch (error) {
    if (error instanceof IncidentRaised) throw error;
    throw new IncidentRaised('TIMER_INVALID', (error as Error).message);
  }
}

export type TimerWait = Extract<WaitFor, { kind: 'timer' }>;

/** As often as a cycle can say that it rings. */
const MOST_TIMES = 999_999;

/**
 * A timer's first due time: a date, a duration from now, a number of working days, or a cycle (BPMN 2.0, 10.5.5).
 * @throws DomainError TIMER_INVALID
 */
export function timerWait(form: Extract<Trigger, { kind: 'timer' }>['form'], text: string, now: Instant, calendar: Calendar): TimerWait {
  if (form === 'workingDays') {
    const days = Number(text);
    if (!isNonNegativeInteger(days)) throw new DomainError('TIMER_INVALID', { expected: 'whole working days', got: text });
    return { kind: 'timer', due: instantAt(addWorkingDays(calendar, civilDate(now), days).date, calendar.dayEnd) };
  }
  if (form === 'date') return { kind: 'timer', due: parseDateTime(text) };
  if (form === 'duration') return { kind: 'timer', due: addDuration(now, text) };
  const { repetitions, start, every, end } = parseCycle(text);
  if (end === undefined) {
    const { months, years } = parseDuration(every);
    // The day that a month is too short for comes again in the next: each is counted from the beginning.
    return { kind: 'timer', due: start ?? addDuration(now, every), every: months + years > 0 ? `${start ?? now}/${every}` : every, left: repetitions === null ? null : repetitions - 1 };
  }
  const left = repetitions === null ? mostBefore(end, every, now) : repetitions - 1;
  if (left >= MOST_TIMES) throw new DomainError('TIMER_INVALID', { expected: `a cycle that rings ${MOST_TIMES} times at most up to its end`, got: text });
  return { kind: 'timer', due: addDuration(end, every, -left), every: `${every}/${end}`, left };
}

/** The next firing of a cycle, or null when it is spent. What counts from a beginning or back from an end keeps to it exactly, however long its months are. */
export function nextFiring(on: TimerWait): TimerWait | null {
  const { every, left = null } = on;
  if (every === undefined || left === 0) return null;
  return { ...on, due: next(on.due, every, left), left: left === null ? null : left - 1 };
}

function next(due: Instant, every: string, left: number | null): Instant {
  const [first, second] = every.split('/') as [string, string?];
  if (second === undefined) return addDuration(due, first);
  return /^\d/.test(first) ? firstAfter(due, first, second) : addDuration(second, first, 1 - left!);
}

/** The first of all instants so many lengths behind a start that comes after another one. */
function firstAfter(due: Instant, start: Instant, length: string): Instant {
  const one = epochMilliseconds(addDuration(start, length)) - epochMilliseconds(start);
  // Right but for months and years, of which some are longer.
  let times = Math.max(1, Math.floor((epochMilliseconds(due) - epochMilliseconds(start)) / one));
  while (times > 1 && addDuration(start, length, times - 1) > due) times -= 1;
  while (addDuration(start, length, times) <= due) times += 1;
  return addDuration(start, length, times);
}

/** How many times an interval fits between now and an end: what lies before now of a cycle without beginning has passed. */
function mostBefore(end: Instant, every: string, now: Instant): number {
  const length = epochMilliseconds(end) - epochMilliseconds(addDuration(end, every, -1));
  // Right but for months and years, of which some are longer.
  let most = Math.max(0, Math.floor((epochMilliseconds(end) - epochMilliseconds(now)) / length));
  while (addDuration(end, every, -most - 1) >= now) most += 1;
  while (most > 0 && addDuration(end, every, -most) < now) most -= 1;
  return most;
}

const value = (m: Machine, at: Instance, text: string) => evaluate(text, visibleVariables(m, at), m.now);

function textOf(result: unknown): string {
  if (typeof result === 'string') return result;
  if (typeof result === 'number') return String(result);
  throw new IncidentRaised('TIMER_INVALID', `Expected a date, duration or cycle as text, but got ${String(result)}`);
}
