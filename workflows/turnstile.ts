import type { Instant } from '../engine/value.ts';

/** What the workflow's surroundings say. */
export interface Surroundings {
  /** The SDK's clock, milliseconds. */
  readonly clock: () => number;
  /** Names the workflow task: the length of the history at its beginning. */
  readonly task: () => number;
  /** Resolves at the end of an activation by which the condition holds. */
  readonly until: (holds: () => boolean) => Promise<void>;
  /** A timer of the history. */
  readonly pause: () => Promise<void>;
}

/** What an activity or timer shows when it comes back: which reading was the last when it was begun; null: one was under way. */
export type Ticket = number | null;

interface Arrival {
  readonly take: () => void;
  /** `recorded`: it brings its time along. */
  readonly kind: 'command' | 'recorded' | 'timed' | 'untimed';
  /** The time of it in a replay too, milliseconds; null while none is sure. */
  at: number | null;
}

/**
 * Promises from the end of what is taken until all its commands have left: the SDK needs a handful for the answer to an update or
 * to call an activity off, and each interceptor may add some. How many does not matter, so long as they are enough.
 */
const untilCommandsHaveLeft = 20;

/**
 * Whatever comes from outside (answers, timers, commands) passes here, one at a time, so that its order and time are the same in
 * a replay. Without local activities it passes at once, by the SDK's clock. With one under way the SDK (1.24) keeps neither:
 *
 * - A query that comes meanwhile ends the workflow task. What the local activity answered is then recorded in that task but handed
 *   over in the next one, with what has newly come; in a replay it is handed over in the task that recorded it. So everything else
 *   waits until all local activities are back and what they answered is done.
 * - The clock of a replay is then ahead: it knows of answers to come. It is sure again when something comes back that was begun
 *   after the last answer ("settled"), or in the same workflow task as something sure; a timer sees to it where something waits.
 * - A workflow task that leaves nothing in the history is one with its successor in a replay, and has its time; without local activities
 *   too. So answers bring their own, what has none sees to it that something is left (`leansOnTask`), and a local activity is begun only
 *   where it can't matter (`mayRead`).
 */
export class Turnstile {
  readonly #around: Surroundings;
  readonly #afterEach: () => void;
  readonly #waiting: Arrival[] = [];
  #shut = false;
  #clockIsSure = true;
  /** How often a local activity has begun. */
  #readings = 0;
  #sure: { readonly task: number; readonly at: number } | null = null;
  #taken: Arrival | null = null;
  #pausing = false;
  #nothingCame = true;
  #begun = 0;

  /** `afterEach`: one thing has been done, no local activity is under way, and the end of the activation can't be relied on. */
  constructor(around: Surroundings, afterEach: () => void) {
    this.#around = around;
    this.#afterEach = afterEach;
  }

  /** The ends of activations, and the SDK's clock, are the same in a replay. */
  get settled(): boolean {
    return this.#clockIsSure && !this.#pausing && this.#waiting.length === 0;
  }

  /** A local activity is under way, or what it answered is not done yet. */
  get isShut(): boolean {
    return this.#shut;
  }

  /** The time of what is being taken. */
  now(): Instant {
    return new Date(this.#taken?.at ?? this.#around.clock()).toISOString();
  }

  /** For an activity or timer that is begun now. */
  ticket(): Ticket {
    this.#begun += 1;
    return this.#shut ? null : this.#readings;
  }

  /** Activities and timers begun so far. */
  get begun(): number {
    return this.#begun;
  }

  /** What is being taken has the SDK's time, and the workflow task may have left nothing in the history. */
  get leansOnTask(): boolean {
    return this.#taken?.kind === 'timed';
  }

  /** A local activity may begin where a run does, whose time is in its input; where a command asks for it, whose acceptance is recorded; and where another one's answer does. */
  get mayRead(): boolean {
    return this.#shut || this.#nothingCame || this.#taken?.kind === 'command';
  }

  /** A local activity begins. */
  shut(): void {
    if (this.#readings === 0) void this.#settle();
    this.#shut = true;
    this.#clockIsSure = false;
    this.#readings += 1;
  }

  /** All local activities are back, and what they answered is done. `first`: what the case itself has put off till now. */
  open(first: () => void): void {
    this.#shut = false;
    first();
    this.#goOn();
  }

  /** A command: what taking it gives or throws, at once where nothing is waited for. */
  admit<T>(take: () => T): T | Promise<T> {
    if (!this.settled) return new Promise<T>((resolve, reject) => this.#arrive(() => answer(take, resolve, reject), 'command'));
    let reply: T;
    this.#arrive(() => (reply = take()), 'command');
    return reply!;
  }

  /**
   * What an activity or timer brings; `at`: when, by a clock that may be fast. A replay's is never behind that of the first time, so
   * what lies before that one does so in a replay.
   */
  enter(take: () => void, ticket: Ticket, at?: Instant): void {
    const recorded = at === undefined ? null : Date.parse(at);
    if (recorded !== null && recorded <= this.#around.clock()) this.#arrive(take, 'recorded', ticket, recorded);
    else this.#arrive(take, 'timed', ticket);
  }

  /** The same, where nobody asks what time it is. */
  enterUntimed(take: () => void, ticket: Ticket): void {
    this.#arrive(take, 'untimed', ticket);
  }

  #arrive(take: () => void, kind: Arrival['kind'], ticket: Ticket = null, recorded: number | null = null): void {
    this.#nothingCame = false;
    const task = this.#around.task();
    if (this.#clockIsSure || ticket === this.#readings) {
      this.#clockIsSure = true;
      this.#sure = { task, at: this.#around.clock() };
      for (const each of this.#waiting) each.at ??= this.#sure.at;
    }
    const arrival = { take, kind, at: recorded ?? (this.#sure?.task === task ? this.#sure.at : null) };
    if (this.settled) this.#take(arrival);
    else {
      this.#waiting.push(arrival);
      this.#takeNext();
    }
  }

  #take(arrival: Arrival): void {
    this.#taken = arrival;
    try {
      arrival.take();
    } finally {
      this.#taken = null;
    }
  }

  #takeNext(): void {
    const [next] = this.#waiting;
    if (next === undefined || this.#shut || this.#pausing || (next.at === null && next.kind !== 'untimed')) return;
    this.#waiting.shift();
    try {
      this.#take(next);
    } finally {
      this.#goOn();
    }
  }

  /** Which things share an activation may be another matter in a replay. So one after another, each with all that it entails. */
  #goOn(): void {
    if (!this.#shut && !this.#clockIsSure) this.#afterEach();
    this.#pausing = true;
    void promises(untilCommandsHaveLeft).then(() => {
      this.#pausing = false;
      this.#takeNext();
    });
  }

  /** What waits for a sure time gets it by a timer of its own, unless something else settles it. */
  async #settle(): Promise<never> {
    for (;;) {
      await this.#around.until(() => !this.#shut && !this.#pausing && this.#waiting.length > 0);
      const ticket = this.ticket();
      await this.#around.pause();
      this.enterUntimed(() => undefined, ticket);
    }
  }
}

async function promises(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await Promise.resolve();
}

function answer<T>(take: () => T, resolve: (reply: T) => void, reject: (reason: unknown) => void): void {
  try {
    resolve(take());
  } catch (reason) {
    reject(reason);
  }
}
