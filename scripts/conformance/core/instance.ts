import { loadCalendar } from '../../../definitions/calendars/load.ts';
import type { Command } from '../../../engine/command.ts';
import type { Event } from '../../../engine/event.ts';
import { nextDue } from '../../../engine/interpreter/dueTimes.ts';
import { step } from '../../../engine/interpreter/step.ts';
import type { LogEntry } from '../../../engine/log.ts';
import type { Program } from '../../../engine/program.ts';
import type { State, WaitFor } from '../../../engine/state.ts';
import { type Heard, hears, subscriptionsOf } from '../../../engine/subscriptions.ts';
import type { Instant, Variables } from '../../../engine/value.ts';

/** What happened and starts an instance. */
export type StartCause = Extract<Event, { type: 'start' }>['by'];

type Body = Event extends infer E ? (E extends Event ? Omit<E, 'now' | 'actor'> : never) : never;

const calendar = loadCalendar();

/** One process instance on the bare core. */
export class CoreInstance {
  readonly program: Program;
  readonly id: string;
  readonly log: LogEntry[] = [];
  #state: State | null = null;

  constructor(program: Program, id: string) {
    this.program = program;
    this.id = id;
  }

  get state(): State {
    return this.#state!;
  }

  get running(): boolean {
    return this.#state?.status === 'running';
  }

  /** When something happens by itself; null when it only waits for others. */
  get due(): Instant | null {
    return this.#state ? nextDue(this.program, this.#state) : null;
  }

  begin(variables: Variables, node: string | undefined, now: Instant, by?: StartCause): readonly Command[] {
    return this.send({ type: 'start', caseNumber: this.id, variables, calendar, ladders: {}, ...(node === undefined ? {} : { node }), ...(by ? { by } : {}) }, now);
  }

  /** @throws DomainError when the event is refused. */
  send(body: Body, now: Instant): readonly Command[] {
    const result = step(this.program, this.#state, { ...body, now, actor: { user: 'conformance', role: 'administrator' } } as Event);
    this.#state = result.state;
    this.log.push(...result.log);
    return result.commands;
  }

  /** Instances of user tasks somebody has to complete, oldest first. */
  openTasks(): { readonly element: string; readonly instance: number }[] {
    return this.#waits(({ kind }) => kind === 'work').map(({ owner, node }) => ({ element: node, instance: owner }));
  }

  /** Somebody inside waits for this message or signal; a key counts where both sides have one. */
  hears(heard: Omit<Heard, 'now'>): boolean {
    const state = this.#state;
    return state !== null && subscriptionsOf(state).some((subscription) => hears(subscription, { ...heard, now: state.now }));
  }

  #waits(fits: (on: WaitFor) => boolean): { readonly owner: number; readonly node: string }[] {
    if (!this.running) return [];
    return Object.values(this.state.instances).flatMap(({ id, waits }) => (waits ?? []).filter(({ on }) => fits(on)).map(({ node }) => ({ owner: id, node })));
  }
}
