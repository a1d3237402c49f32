import { expect } from '@jest/globals';
import type { CompileOptions } from '../../engine/compile.ts';
import type { Command } from '../../engine/command.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import type { Ladder } from '../../engine/clock/ladder.ts';
import type { Event, JobOutcome } from '../../engine/event.ts';
import { nextDue } from '../../engine/interpreter/dueTimes.ts';
import { step } from '../../engine/interpreter/step.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Program } from '../../engine/program.ts';
import type { Instance, State } from '../../engine/state.ts';
import type { Variables } from '../../engine/value.ts';
import { drawing, names, programOf } from './drawing.ts';
import { frozen } from './frozen.ts';

type Body = Event extends infer E ? (E extends Event ? Omit<E, 'now' | 'actor'> : never) : never;

/** Every weekday of 2026 is worked; signals at nine, days close at midnight. */
export const plainCalendar: Calendar = {
  version: 'plain', from: '2026-01-01', until: '2026-12-31', restDays: [], workDays: [], overlays: [],
  dayStart: '09:00:00', dayEnd: '23:59:59', workingHours: [['09:00:00', '12:00:00'], ['14:00:00', '17:00:00']],
};

/** Monday morning. */
export const MONDAY = '2026-03-02T01:00:00.000Z';

export interface StartWith {
  readonly variables?: Variables;
  readonly calendar?: Calendar;
  readonly ladders?: Record<string, Ladder>;
  readonly at?: string;
  readonly node?: string;
  readonly by?: Extract<Event, { type: 'start' }>['by'];
}

/**
 * A case on the pure interpreter, asked and answered by element names. After every step its state is checked for soundness;
 * every step is made on a state that can't be written to, and again on a plain copy of it.
 */
export function runningCase(program: Program, { variables = {}, calendar = plainCalendar, ladders = {}, at = MONDAY, node, by }: StartWith = {}) {
  let now = at;
  let state: State | null = null;
  const events: Event[] = [];
  const log: LogEntry[] = [];
  const commands: Command[] = [];

  const send = (body: Body, user = 'officer'): readonly LogEntry[] => {
    const event = { ...body, now, actor: { user, role: 'approver' } } as Event;
    const after = step(program, frozen(state), event);
    const again = step(program, jsonOf(state), jsonOf(event));
    expect({ state: again.state, commands: again.commands, log: again.log }).toEqual({ state: jsonOf(after.state), commands: after.commands, log: after.log });
    expect(nextDue(program, after.state)).toBe(nextDue(program, jsonOf(after.state)));
    state = after.state;
    checkSound(state);
    events.push(event);
    log.push(...after.log);
    commands.push(...after.commands);
    return after.log;
  };

  const running = {
    program, events, log, commands, send,
    get state(): State {
      return state!;
    },
    get status() {
      return state!.status;
    },
    /** Variables of the case. */
    get variables() {
      return Object.values(state!.instances).find(({ parent }) => parent === null)!.variables!;
    },
    /** Elements with an open work item, in order of birth. */
    get open() {
      return live(({ waits }) => waits?.some(({ on }) => on.kind === 'work'));
    },
    /** Elements that have asked a system and wait for it. */
    get asked() {
      return live(({ waits }) => waits?.some(({ on }) => on.kind === 'job' || on.kind === 'callback'));
    },
    /** `element: code` of every incident. */
    get incidents() {
      return Object.values(state!.incidents).map(({ instance, code }) => `${state!.instances[instance]!.node ?? state!.instances[instance]!.process}: ${code}`);
    },
    get due() {
      return nextDue(program, state!);
    },
    /** Elements entered so far, in order. */
    get entered() {
      return log.flatMap((entry) => (entry.type === 'entered' ? [entry.element] : []));
    },
    /** `element: how` of every element left, in order. */
    get left() {
      return log.flatMap((entry) => (entry.type === 'left' ? [`${entry.element}: ${entry.how}`] : []));
    },
    complete: (element: string, answer: Omit<Extract<Body, { type: 'complete' }>, 'type' | 'instance'> = {}, user?: string) => send({ type: 'complete', instance: instance(element).id, ...answer }, user),
    answer: (element: string, outcome: JobOutcome = { kind: 'done' }, attempt?: number) => send({ type: 'job', instance: instance(element).id, attempt: attempt ?? instance(element).task?.attempt ?? 1, outcome }),
    message: (name: string, more: Partial<Extract<Body, { type: 'message' }>> = {}) => send({ type: 'message', name, ...more }),
    signal: (name = 's', given: Variables = {}) => send({ type: 'signal', name, variables: given }),
    /** Lets the time come to an instant, as a driver does: a tick for each due time on the way. */
    until(to: string) {
      for (let due = running.due; due !== null && due <= to; due = running.due) {
        if (due > now) now = due;
        send({ type: 'tick' });
        if (running.due === due) throw new Error(`Expected ${due} to pass, but it stands`);
      }
      now = to;
      send({ type: 'tick' });
    },
    settle: (action: 'retry' | 'skip', given?: Variables, which = 0) => send({ type: 'incident', incident: Object.values(state!.incidents)[which]!.id, action, reason: 'looked into', ...(given ? { variables: given } : {}) }),
    instance,
    clockOf: (element: string) => Object.values(state!.clocks).findLast((clock) => clock.element === element),
    get caseClock() {
      return state!.clocks[state!.caseClock!]!;
    },
  };

  function live(has: (instance: Instance) => unknown): string[] {
    return Object.values(state!.instances).filter(has).map(({ node: at }) => at!);
  }

  /** The oldest live instance of an element that somebody waits for, else the oldest one. */
  function instance(element: string): Instance {
    const found = Object.values(state!.instances).filter(({ node: at }) => at === element);
    const chosen = found.find(({ waits }) => waits?.some(({ on }) => ['work', 'job', 'callback'].includes(on.kind))) ?? found[0];
    if (!chosen) throw new Error(`Expected a token at "${element}", but there are only ${live(() => true).join(', ')}`);
    return chosen;
  }

  send({ type: 'start', caseNumber: 'C1', variables, calendar, ladders, ...(node ? { node } : {}), ...(by ? { by } : {}) });
  return running;
}

export type RunningCase = ReturnType<typeof runningCase>;

/** Draws, compiles and starts a case in one go. */
export const begin = async (content: string, with_: StartWith & { more?: string; attributes?: string; called?: Program['processes']; decisions?: CompileOptions['decisions'] } = {}): Promise<RunningCase> => {
  const { more = '', attributes = '', called, decisions, ...start } = with_;
  return runningCase(await programOf(drawing(content, { more: names + more, attributes }), { ...(called ? { called } : {}), ...(decisions ? { decisions } : {}) }), start);
};

/** What is true of every state between two events: tokens are counted, nothing points at what is gone. */
export function checkSound(state: State): void {
  const instances = Object.values(state.instances);
  const wrong: string[] = [];
  for (const { id, parent, node, live, incident } of instances) {
    const arrived = Object.entries(state.arrivals).filter(([key]) => key.startsWith(`${id}:`)).flatMap(([, byFlow]) => Object.values(byFlow)).reduce((a, b) => a + b, 0);
    const inside = instances.filter((other) => other.parent === id).length + arrived;
    if ((live ?? 0) !== inside) wrong.push(`${node ?? 'root'} counts ${live} tokens and has ${inside}`);
    if (parent !== null && !state.instances[parent]) wrong.push(`${node} has lost its scope`);
    if (incident !== undefined && !state.incidents[incident]) wrong.push(`${node} points at a settled incident`);
  }
  for (const { id, instance } of Object.values(state.incidents)) if (state.instances[instance]?.incident !== id) wrong.push(`incident ${id} is at nobody`);
  for (const key of Object.keys(state.arrivals)) if (!state.instances[Number(key.slice(0, key.indexOf(':')))]) wrong.push(`arrivals at ${key} wait in no scope`);
  for (const { instance, stoppedAt, element } of Object.values(state.clocks)) if (instance !== null && !stoppedAt && !state.instances[instance]) wrong.push(`the clock of ${element} runs for nobody`);
  for (const clock of Object.keys(state.holds)) if (!state.clocks[Number(clock)] || state.clocks[Number(clock)]!.stoppedAt) wrong.push(`clock ${clock} is held and has ended`);
  if (state.status === 'running' && Object.keys(state.incidents).length === 0 && instances.every((each) => each.parent === null)) wrong.push('the case runs without a token or an incident');
  if (state.status !== 'running' && instances.length > 1) wrong.push('the case has ended with tokens in it');
  expect(wrong).toEqual([]);
}

const jsonOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
