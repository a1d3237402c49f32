import type { Calendar } from '../../engine/clock/calendar.ts';
import { isWorkingDay } from '../../engine/clock/calendar.ts';
import { addDays, civilDate, instantAt } from '../../engine/clock/civil.ts';
import type { Ladder } from '../../engine/clock/ladder.ts';
import type { Event } from '../../engine/event.ts';
import { nextDue } from '../../engine/interpreter/dueTimes.ts';
import { type Snapshot, snapshotOf } from '../../engine/snapshot.ts';
import { step } from '../../engine/interpreter/step.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Opinion, Program } from '../../engine/program.ts';
import type { State, WaitFor } from '../../engine/state.ts';
import type { Instant, Variables } from '../../engine/value.ts';

/** Something the case waits for, which the person who tries the flow can let happen. */
export type Open =
  | { readonly kind: 'work'; readonly instance: number; readonly element: string; readonly process: string; readonly department: string | null; readonly opinions: readonly Opinion[] }
  | { readonly kind: 'job'; readonly instance: number; readonly element: string; readonly process: string; readonly department: string | null; readonly attempt: number }
  | { readonly kind: 'message'; readonly instance: number; readonly element: string; readonly process: string; readonly wait: Extract<WaitFor, { kind: 'message' }> }
  | { readonly kind: 'signal'; readonly instance: number; readonly element: string; readonly process: string; readonly name: string }
  | { readonly kind: 'conditional'; readonly instance: number; readonly element: string; readonly process: string; readonly condition: string }
  | { readonly kind: 'incident'; readonly incident: number; readonly element: string; readonly process: string; readonly code: string; readonly message: string };

/** One line of what happened, with the virtual instant. */
export interface Happened {
  readonly at: Instant;
  readonly entry: LogEntry;
}

type Body<E> = E extends unknown ? Omit<E, 'now' | 'actor' | 'commandId' | 'digest'> : never;

/** Most automatic moves while time is moved on: a flow that turns faster is shown as it stands. */
const mostTicks = 500;

/**
 * A case tried in the browser by the very interpreter that runs real cases: on a virtual clock, with the person as
 * every officer and every department system.
 */
export class Rehearsal {
  readonly #program: Program;
  #state: State;
  readonly #happened: Happened[] = [];

  constructor(program: Program, start: { now: Instant; variables: Variables; calendar: Calendar; ladders: Readonly<Record<string, Ladder>> }) {
    this.#program = program;
    const { now, ...more } = start;
    const begun = step(program, null, { type: 'start', caseNumber: 'rehearsal', now, actor: { user: 'rehearsal', role: 'clerk' }, ...more });
    this.#state = begun.state;
    this.#note(begun.log);
  }

  get snapshot(): Snapshot {
    return snapshotOf(this.#program, this.#state);
  }

  get happened(): readonly Happened[] {
    return this.#happened;
  }

  get variables(): Variables {
    const root = Object.values(this.#state.instances).find((instance) => instance.parent === null);
    return root?.variables ?? {};
  }

  /** Elements and flows of a process that were passed, in order. */
  path(process: string): string[] {
    const passed = this.#happened.flatMap(({ entry }) => ('process' in entry && entry.process === process ? (entry.type === 'entered' ? [entry.element] : entry.type === 'flow' ? [entry.flow] : []) : []));
    return [...new Set(passed)];
  }

  /** What the case waits for now, oldest first. */
  get open(): readonly Open[] {
    const nodes = new Map(Object.values(this.#program.processes).flatMap(({ key, nodes: own }) => own.map((node) => [`${key} ${node.id}`, node] as const)));
    const instances = Object.values(this.#state.instances).flatMap((instance) => {
      const { process, node, id } = instance;
      // What waits at a process itself are its event sub-processes.
      if (instance.incident !== undefined) return [];
      const drawn = node === null ? undefined : nodes.get(`${process} ${node}`);
      const opinions = drawn !== undefined && 'step' in drawn ? (drawn.step?.opinions ?? []) : [];
      const department = instance.task?.department ?? null;
      return (instance.waits ?? []).flatMap(({ on, node: element }): Open[] => {
        if (on.kind === 'work') return [{ kind: 'work', instance: id, element, process, department, opinions }];
        if (on.kind === 'job' || on.kind === 'callback') return [{ kind: 'job', instance: id, element, process, department, attempt: instance.task?.attempt ?? 1 }];
        if (on.kind === 'message') return [{ kind: 'message', instance: id, element, process, wait: on }];
        if (on.kind === 'conditional') return [{ kind: 'conditional', instance: id, element, process, condition: on.condition }];
        return on.kind === 'signal' ? [{ kind: 'signal', instance: id, element, process, name: on.name }] : [];
      });
    });
    const incidents = Object.values(this.#state.incidents).map(({ id, instance, code, message }): Open => {
      const held = this.#state.instances[instance];
      return { kind: 'incident', incident: id, element: held?.node ?? '', process: held?.process ?? '', code, message };
    });
    return [...instances, ...incidents];
  }

  /** The next instant at which something happens by itself; null when everything waits for somebody. */
  get due(): Instant | null {
    return nextDue(this.#program, this.#state);
  }

  /** Lets an event happen now. @throws DomainError as the real case would refuse it. */
  apply(event: Body<Event>): void {
    const { state, log } = step(this.#program, this.#state, { ...event, now: this.#state.now, actor: { user: 'rehearsal', role: 'operator' } } as Event);
    this.#state = state;
    this.#note(log);
  }

  /** Moves the virtual clock; everything due on the way happens in its order. */
  advance(to: Instant): void {
    for (let ticks = 0; ticks < mostTicks; ticks++) {
      const due = this.due;
      const now = due !== null && due <= to ? due : to;
      const { state, log } = step(this.#program, this.#state, { type: 'tick', now: now < this.#state.now ? this.#state.now : now, actor: { user: 'rehearsal', role: 'operator' } });
      this.#state = state;
      this.#note(log);
      if (now === to) return;
    }
  }

  /** Nine o'clock of the next working day. */
  get nextWorkingDay(): Instant {
    const { calendar, now } = this.#state;
    let date = addDays(civilDate(now), 1);
    while (!isWorkingDay(calendar, date)) date = addDays(date, 1);
    return instantAt(date, calendar.dayStart);
  }

  #note(log: readonly LogEntry[]): void {
    this.#happened.push(...log.map((entry) => ({ at: this.#state.now, entry })));
  }
}
