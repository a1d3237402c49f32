import { addDuration } from '../../../engine/clock/iso8601.ts';
import type { Command } from '../../../engine/command.ts';
import { nextFiring, timerWait, type TimerWait } from '../../../engine/interpreter/triggers.ts';
import type { Program } from '../../../engine/program.ts';
import { mayStartByHand, standsAtStart, startBy, startsOf } from '../../../engine/starts.ts';
import type { Instant, Value, Variables } from '../../../engine/value.ts';
import { loadCalendar } from '../../../definitions/calendars/load.ts';
import type { Worker } from '../caseFile.ts';
import { KEPT_FOR } from '../../../server/post/earlyLetters.ts';
import { CoreInstance, type StartCause } from './instance.ts';
import { answerOf } from './workers.ts';

/** Acts outside that one step of a case may lead to: a flow that asks its worker for ever is stopped here. */
const MOST_ACTS = 20_000;

type ThrownMessage = Extract<Command, { type: 'throwMessage' }>;

/**
 * Several process instances side by side on the pure core, in virtual time, with the workers and the post between
 * them. Everything that happens outside an instance is done one after the other, first come first served.
 */
export class World {
  readonly instances: CoreInstance[] = [];
  main: CoreInstance | null = null;
  now: Instant;
  readonly #programs: Readonly<Record<string, Program>>;
  readonly #workers: Readonly<Record<string, Worker>>;
  readonly #outside: (() => void)[] = [];
  /** Messages that were thrown before anybody waited for them: each is for the first who does. */
  #early: { readonly letter: ThrownMessage; readonly sender: CoreInstance; readonly until: Instant }[] = [];
  readonly #timers: { readonly program: Program; readonly node: string; on: TimerWait | null }[];

  constructor(programs: Readonly<Record<string, Program>>, workers: Readonly<Record<string, Worker>>, now: Instant) {
    this.#programs = programs;
    this.#workers = workers;
    this.now = now;
    this.#timers = Object.values(programs).flatMap((program) =>
      startsOf(program).flatMap(({ node, trigger }) => (trigger.kind === 'timer' ? [{ program, node, on: timerWait(trigger.form, trigger.text, now, loadCalendar()) }] : [])),
    );
  }

  /** @throws when there is no such process */
  start(process: string, variables: Variables, main: boolean): void {
    const program = this.#programs[process];
    if (!program) throw new Error(`no process "${process}" was deployed`);
    if (!mayStartByHand(program)) throw new Error(`only events start "${process}"`);
    this.#begin(program, variables, undefined, main);
    this.settle();
  }

  /** @throws when nobody waits for it and nothing starts with it */
  message(name: string, key: Value | undefined, variables: Variables, all: boolean): void {
    if (!this.#deliver(name, key, variables, all, null)) throw new Error(`nobody waits for message "${name}", and no process starts with it`);
    this.settle();
  }

  signal(name: string, variables: Variables): void {
    this.#broadcast(name, variables, null);
    this.settle();
  }

  /** @throws when no such task is open */
  complete(element: string, variables: Variables): void {
    const found = this.instances.flatMap((instance) => instance.openTasks().map((task) => ({ instance, task }))).find(({ task }) => task.element === element);
    if (!found) throw new Error(`no open task of ${element}`);
    this.#send(found.instance, () => found.instance.send({ type: 'complete', instance: found.task.instance, variables }, this.now));
    this.settle();
  }

  /** @throws when no main instance runs */
  setVariables(variables: Variables): void {
    const main = this.main;
    if (!main) throw new Error('no main instance was started');
    this.#send(main, () => main.send({ type: 'variables', variables }, this.now));
    this.settle();
  }

  /** Lets time pass: everything due on the way happens at its own instant. */
  pass(duration: string): void {
    const until = addDuration(this.now, duration);
    for (let due = this.#nextDue(); due !== null && due <= until; due = this.#nextDue()) {
      if (due > this.now) this.now = due;
      this.#fire();
      this.settle();
    }
    this.now = until;
  }

  /** Runs what the last act led to outside, and what is due at once, until everything waits. */
  settle(): void {
    for (let acts = 0; ; acts += 1) {
      if (acts > MOST_ACTS) throw new Error(`still not at rest after ${MOST_ACTS} acts outside`);
      const act = this.#outside.shift() ?? this.#takeEarly();
      if (act) {
        act();
        continue;
      }
      const due = this.#nextDue();
      if (due === null || due > this.now) return;
      this.#fire();
    }
  }

  #begin(program: Program, variables: Variables, node: string | undefined, main: boolean, by?: StartCause): void {
    const instance = new CoreInstance(program, `${program.main}#${this.instances.length + 1}`);
    // One whose start is refused is none.
    const commands = instance.begin(variables, node, this.now, by);
    this.instances.push(instance);
    if (main || this.instances.length === 1) this.main = instance;
    this.#send(instance, () => commands);
  }

  #send(from: CoreInstance, act: () => readonly Command[]): void {
    for (const command of act()) this.#carry(command, from);
  }

  /** What an instance asks of the outside world is done after everything asked before. */
  #carry(command: Command, from: CoreInstance): void {
    switch (command.type) {
      case 'job':
        return void this.#outside.push(() => {
          const { instance, attempt } = command;
          const outcome = answerOf(this.#workers[command.element] ?? {}, command.job, this.now);
          this.#send(from, () => from.send({ type: 'job', instance, attempt, outcome }, this.now));
        });
      case 'throwMessage':
        return void this.#outside.push(() => {
          if (!this.#deliver(command.name, command.key, command.variables, false, from)) this.#early.push({ letter: command, sender: from, until: addDuration(this.now, KEPT_FOR) });
        });
      case 'throwSignal':
        return void this.#outside.push(() => this.#broadcast(command.name, command.variables, from));
      case 'cancelJob':
        return;
    }
  }

  /** The oldest early message that somebody else waits for by now. */
  #takeEarly(): (() => void) | undefined {
    this.#early = this.#early.filter(({ until }) => until > this.now);
    const found = this.#early.find(({ letter, sender }) => this.instances.some((one) => one !== sender && one.hears({ kind: 'message', ...letter })));
    if (!found) return undefined;
    this.#early = this.#early.filter((other) => other !== found);
    return () => void this.#deliver(found.letter.name, found.letter.key, found.letter.variables, false, found.sender);
  }

  /** To whoever waits (the instance begun first; all of them where asked), else to a process that starts with it. */
  #deliver(name: string, key: Value | undefined, variables: Variables, all: boolean, sender: CoreInstance | null): boolean {
    const waiting = this.instances.filter((instance) => instance !== sender && instance.hears({ kind: 'message', name, key, variables }));
    for (const instance of all ? waiting : waiting.slice(0, 1)) {
      this.#send(instance, () => instance.send({ type: 'message', name, variables, ...(key === undefined ? {} : { key }), ...(all ? { all } : {}) }, this.now));
    }
    if (waiting.length > 0) return true;
    const starting = Object.values(this.#programs).flatMap((program) => {
      const node = startBy(program, 'message', name);
      return node === undefined ? [] : [{ program, node }];
    });
    if (starting[0]) this.#begin(starting[0].program, variables, starting[0].node, false, { kind: 'message', name });
    return starting.length > 0;
  }

  /** Everybody who waits hears it, but not twice the one who threw it; every process that starts with it starts. */
  #broadcast(name: string, variables: Variables, sender: CoreInstance | null): void {
    const hearing = this.instances.filter((one) => one !== sender && one.hears({ kind: 'signal', name, variables }));
    // Those that have begun with one of several triggers and wait for the others take this one, and no more of them start.
    const begun = new Set(hearing.filter((one) => standsAtStart(one.program, one.state)).map(({ program }) => program));
    for (const instance of hearing) {
      this.#send(instance, () => instance.send({ type: 'signal', name, variables }, this.now));
    }
    for (const program of Object.values(this.#programs)) {
      const node = startBy(program, 'signal', name);
      if (node !== undefined && !begun.has(program)) this.#begin(program, variables, node, false, { kind: 'signal', name });
    }
  }

  #nextDue(): Instant | null {
    const times = [...this.instances.map(({ due }) => due), ...this.#timers.map(({ on }) => on?.due ?? null)].filter((time) => time !== null);
    return times.sort()[0] ?? null;
  }

  /** What is due first: a start by a timer, else everything due in the instance that was begun first. */
  #fire(): void {
    const due = this.#nextDue()!;
    const timer = this.#timers.find(({ on }) => on?.due === due);
    if (timer) {
      timer.on = nextFiring(timer.on!);
      return this.#begin(timer.program, {}, timer.node, false, { kind: 'timer' });
    }
    const instance = this.instances.find((one) => one.due === due)!;
    this.#send(instance, () => instance.send({ type: 'tick' }, this.now));
    if (instance.due === due) throw new Error(`the due time ${due} does not pass`);
  }
}
