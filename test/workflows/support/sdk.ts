import { Turnstile } from '../../../workflows/turnstile.ts';
import type { Ticket } from '../../../workflows/turnstile.ts';

/** What the history says of one workflow task. */
export interface Task {
  /** Length of the history at its beginning. */
  readonly id: number;
  readonly startedAt: number;
  /** What newly came, in order: commands `u1`, activities `a3` and timers `t2` that came back, calls with a time of their own. */
  readonly news: readonly { readonly id: string; readonly at?: number }[];
  /** Local activities answered in it, in order, with the case's time of the answer and the SDK's. */
  readonly markers: readonly { readonly id: string; readonly at: number; readonly clock: number }[];
  /** A query ended it while local activities were under way. */
  readonly endedByQuery: boolean;
  /** It follows its predecessor at once: for that reason, or for a command that was refused then. */
  readonly follows: boolean;
  /** It left something in the history: a command accepted, a marker, an activity or timer begun. */
  readonly recorded: boolean;
}

/** What a case did: each thing taken with its time, and what it asked for, in order. */
interface Done {
  readonly taken: readonly string[];
  readonly asked: readonly string[];
}

/**
 * A case that does something arbitrary, but always the same, with whatever comes, and an SDK that hands things over as
 * core 1.24 does: `act` is one activation.
 */
class World {
  clock = 0;
  task = 0;
  readonly done = { taken: [] as string[], asked: [] as string[] };
  readonly turnstile: Turnstile;
  /** Under way: what resolves an activity or timer, and local activities in the order they were begun. */
  readonly back = new Map<string, (at?: number) => void>();
  readonly reads = new Set<string>();
  #conditions: { readonly holds: () => boolean; readonly met: () => void }[] = [];
  #putOff: string[] = [];
  #answers: Task['markers'][number][] = [];
  #reading = 0;
  #ordinary = 0;
  #count = 0;
  #at = 0;
  /** Things done that nobody has been told of. */
  untold = 0;
  #telling = false;

  constructor() {
    this.turnstile = new Turnstile(
      {
        clock: () => this.clock,
        task: () => this.task,
        until: (holds) => new Promise((met) => this.#conditions.push({ holds, met })),
        pause: () => new Promise((resolve) => this.#ask('t', () => resolve())),
      },
      () => this.#send(),
    );
  }

  /** One activation: the jobs, then what their promises do, then what waited for a condition. */
  async act(jobs: readonly (() => void)[]): Promise<void> {
    for (const job of jobs) job();
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const met = this.#conditions.filter(({ holds }) => holds());
      if (this.turnstile.settled) this.#send();
      if (met.length === 0) return;
      this.#conditions = this.#conditions.filter((each) => !met.includes(each));
      for (const each of met) each.met();
    }
  }

  /** To accept a command is recorded at once, to answer it when that is known. */
  command(id: string): void {
    this.done.asked.push(`accept ${id}`);
    void Promise.resolve(this.turnstile.admit(() => this.#take(id))).then(() => this.done.asked.push(`answer ${id}`));
  }

  /** The answer of a local activity. */
  answer(answer: Task['markers'][number]): void {
    this.#answers.push(answer);
    this.#reading -= 1;
    if (this.#reading > 0) return;
    const all = this.#answers.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    this.#answers = [];
    for (const each of all) this.#does(each.id, each.at);
    if (this.#reading === 0) {
      this.turnstile.open(() => {
        for (const putOff of this.#putOff.splice(0)) this.#call(putOff);
      });
    }
  }

  /** Something is to come yet. */
  get busy(): boolean {
    return this.back.size > 0 || this.reads.size > 0 || this.#reading > 0;
  }

  /** The SDK knows of an answer, and its clock with it. */
  answered({ id, clock }: Task['markers'][number]): void {
    this.reads.delete(id);
    this.clock = Math.max(this.clock, clock);
  }

  begin(): void {
    this.#does('start', 0);
  }

  #take(id: string): void {
    const { begun } = this.turnstile;
    this.#does(id, Date.parse(this.turnstile.now()));
    if (this.turnstile.leansOnTask && this.turnstile.begun === begun && this.#telling) this.done.asked.push('trace');
  }

  /** Some things lead to calls, some of which only read; which ones is decided by the name alone. */
  #does(id: string, at: number): void {
    this.#at = Math.max(this.#at, at);
    this.done.taken.push(`${id} ${this.#at}`);
    this.untold += 1;
    const lot = [...id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
    for (let n = 0; n < lot % 3 && this.#count < 60; n += 1) {
      this.#count += 1;
      const name = `${this.#count}`;
      if (lot % 7 < 3 && this.turnstile.mayRead && this.#ordinary === 0) this.#read(`r${name}`);
      else if (lot % 7 < 5) this.#letter(name);
      else if (this.turnstile.isShut) this.#putOff.push(name);
      else this.#call(name);
    }
  }

  #read(id: string): void {
    this.turnstile.shut();
    this.#reading += 1;
    this.reads.add(id);
  }

  #call(name: string): void {
    this.#ordinary += 1;
    const ticket = this.turnstile.ticket();
    this.#ask('a', (at) => this.turnstile.enter(() => ((this.#ordinary -= 1), this.#take(`a${name}`)), ticket, at === undefined ? undefined : new Date(at).toISOString()));
  }

  /** For somebody else; nobody asks when it arrived. */
  #letter(name: string): void {
    const ticket = this.turnstile.ticket();
    this.#ask('m', () => this.turnstile.enterUntimed(() => this.#does(`m${name}`, this.#at), ticket));
  }

  /** What has been done is told by an activity that nobody waits for. */
  #send(): void {
    if (this.untold === 0 || this.#telling) return;
    this.untold = 0;
    this.#telling = true;
    const ticket: Ticket = this.turnstile.ticket();
    this.#ask('p', () => this.turnstile.enterUntimed(() => void (this.#telling = false), ticket));
  }

  #ask(kind: string, back: (at?: number) => void): void {
    const id = `${kind}${this.done.asked.length}`;
    this.done.asked.push(id);
    this.back.set(id, back);
  }

  job({ id, at }: Task['news'][number]): () => void {
    if (id.startsWith('u')) return () => this.command(id);
    const back = this.back.get(id);
    if (!back) throw new Error(`Expected ${id} to be under way`);
    this.back.delete(id);
    return () => back(at);
  }
}

/** The first time: what comes when is drawn by lot. */
export async function firstRun(lot: (below: number) => number): Promise<{ history: Task[]; done: Done; untold: number }> {
  const world = new World();
  const history: Task[] = [];
  let late: Task['markers'] = [];
  // Commands come for a while; then all that is under way comes back.
  for (let id = 1; id <= 16 || world.busy; id += 1) {
    const startedAt = (history.at(-1)?.startedAt ?? 0) + 10 + lot(5);
    // What a query has ended goes on at once, often before anything has come; a refused command leaves an empty task.
    const forced = history.at(-1)?.endedByQuery === true;
    const refused = !forced && lot(3) === 0;
    const nothing = refused || (forced && lot(2) === 0);
    // While it is shut it lets no command in.
    const commands = Array.from({ length: id > 1 && id <= 16 && !nothing && !world.turnstile.isShut ? lot(3) : 0 }, (_, n) => ({ id: `u${id}_${n}` }));
    const back = nothing ? [] : [...world.back.keys()].filter(() => lot(2) === 0);
    // A worker's clock may be slow or fast; an answer that did not come has no time.
    const news: Task['news'] = [...commands, ...back.map((each) => ({ id: each, ...(each.startsWith('a') && lot(5) > 0 && { at: startedAt - 5 + lot(7) }) }))];
    if (id > 1 && news.length === 0 && late.length === 0 && world.reads.size === 0 && !refused) continue;
    const asked = world.done.asked.length;
    const markers: Task['markers'][number][] = [];
    world.task = id;
    world.clock = Math.max(world.clock, startedAt);
    await world.act([...(id === 1 ? [() => world.begin()] : []), ...news.map((each) => world.job(each)), ...late.map((each) => () => world.answer(each))]);
    late = [];
    let endedByQuery = false;
    while (world.reads.size > 0 && !endedByQuery) {
      endedByQuery = lot(4) === 0;
      const answers = [...world.reads].filter(() => lot(2) === 0).map((read) => ({ id: read, at: startedAt + lot(9), clock: startedAt + lot(9) }));
      for (const answer of answers) {
        world.answered(answer);
        markers.push(answer);
        if (!endedByQuery) await world.act([() => world.answer(answer)]);
      }
      if (endedByQuery) late = answers;
    }
    history.push({ id, startedAt, news, markers, endedByQuery, follows: (forced || refused) && news.length === 0, recorded: commands.length > 0 || markers.length > 0 || world.done.asked.length > asked });
  }
  return { history, done: world.done, untold: world.untold };
}

/** The same again, from the history. */
export async function replayOf(history: readonly Task[]): Promise<Done> {
  const world = new World();
  let news: Task['news'] = [];
  let left = false;
  for (const [n, task] of history.entries()) {
    news = [...news, ...task.news];
    // One that left nothing, after one that left nothing, is taken for a part of the next that follows at once.
    if (!left && !task.recorded && history[n + 1]?.follows) continue;
    left = task.recorded;
    world.task = task.id;
    world.clock = Math.max(world.clock, task.startedAt);
    const markers = [...task.markers];
    const known = (): (() => void)[] => {
      const jobs: (() => void)[] = [];
      for (let next = markers[0]; next && world.reads.has(next.id); next = markers[0]) {
        const answer = markers.shift()!;
        world.answered(answer);
        jobs.push(() => world.answer(answer));
      }
      return jobs;
    };
    const early = known();
    await world.act([...(world.done.taken.length === 0 ? [() => world.begin()] : []), ...news.map((each) => world.job(each)), ...early]);
    for (let jobs = known(); jobs.length > 0; jobs = known()) await world.act(jobs);
    news = [];
  }
  return world.done;
}
