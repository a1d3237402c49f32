import { CancellationScope, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { CallAnswer, CaseActivities, JobRequest, SafeAnswer } from '../activities/ports.ts';
import type { JobOutcome } from '../engine/event.ts';
import type { Instant } from '../engine/value.ts';
import type { HeldJob, JobCommand } from './messages.ts';
import { outcomeOfFailure } from './outcome.ts';
import type { Load, Projection } from './projection.ts';
import type { Turnstile } from './turnstile.ts';

/** Calls of one case that may be under way together: the server fails a workflow task with over 100 buffered events. */
const windowSize = 50;

/** A call may take ten seconds. The server may hand work to a worker that has just died: this bounds how long it is lost. */
const startToCloseTimeout = '12 seconds';

const { callDepartment } = proxyActivities<CaseActivities>({ startToCloseTimeout });

/** While a local activity runs, its workflow task does not end: whoever sent a command waits for it too, and a task may take ten seconds. */
const { readDepartment } = proxyLocalActivities<CaseActivities>({ scheduleToCloseTimeout: '1 second', retry: { maximumAttempts: 1 } });

/** Local activities that may follow each other before a call goes the ordinary way, which ends the workflow task: bounds how long it takes and what it says at once. */
const readsInARow = 8;

/** About a minute of repetitions in wall time, a moment in a rehearsal; then the case itself waits by a due time. */
const patience: Record<'wall' | 'rehearsal', ActivityOptions['retry']> = {
  wall: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds', maximumAttempts: 6 },
  rehearsal: { initialInterval: '100 milliseconds', maximumAttempts: 2 },
};

/** A call under way. */
interface Call {
  readonly command: JobCommand;
  readonly scope: CancellationScope;
  /** What rides along; null for one that only reads. */
  readonly load: Load | null;
  readonly reads: boolean;
}

/** What came back from a local activity; `answer` null: nothing that settles the matter. */
interface Reading {
  readonly job: HeldJob;
  readonly answer: SafeAnswer | null;
}

/** The calls to department systems that a case has asked for: started in order, at most fifty at once. */
export class JobWindow {
  readonly #caseNumber: string;
  readonly #clockMode: 'wall' | 'rehearsal';
  readonly #turnstile: Turnstile;
  readonly #now: () => Instant;
  readonly #onOutcome: (command: JobCommand, outcome: JobOutcome, answeredAt?: Instant) => void;
  readonly #projection: Pick<Projection, 'ride' | 'arrived'>;
  /** Shields calls from a cancellation of the workflow by Temporal's own tools: only the case cancels its jobs. */
  readonly #shield = new CancellationScope({ cancellable: false });
  readonly #inFlight = new Map<string, Call>();
  #waiting: HeldJob[];
  #holding = false;
  /** Local activities under way, and those that are back: what they answered is done when all are. */
  #reading = 0;
  #read: Reading[] = [];
  #readsInARow = 0;

  constructor(caseNumber: string, clockMode: 'wall' | 'rehearsal', held: readonly HeldJob[], projection: Pick<Projection, 'ride' | 'arrived'>, turnstile: Turnstile, now: () => Instant, onOutcome: (command: JobCommand, outcome: JobOutcome, answeredAt?: Instant) => void) {
    this.#caseNumber = caseNumber;
    this.#clockMode = clockMode;
    this.#turnstile = turnstile;
    this.#now = now;
    this.#onOutcome = onOutcome;
    this.#projection = projection;
    this.#waiting = [...held];
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** Nobody is being asked anything. */
  get idle(): boolean {
    return this.#inFlight.size === 0 && this.#waiting.length === 0;
  }

  /** Jobs not yet started, oldest first; the next run starts them. */
  get waiting(): readonly HeldJob[] {
    return this.#waiting;
  }

  ask(job: HeldJob): void {
    this.#waiting.push(job);
    this.pump();
  }

  /** Forgets the instance's jobs: an answer that is under way finds nobody. */
  cancel(instance: number): void {
    this.#waiting = this.#waiting.filter((job) => job.command.instance !== instance);
    for (const [id, call] of this.#inFlight) {
      if (call.command.instance !== instance) continue;
      this.#inFlight.delete(id);
      if (call.load) this.#projection.arrived(call.load, false);
      call.scope.cancel();
    }
    this.pump();
  }

  /** From now on nothing new starts: the run is about to end. */
  hold(): void {
    this.#holding = true;
  }

  pump(): void {
    while (!this.#holding && this.#inFlight.size < windowSize) {
      // An ordinary call leaves the worker after all local activities have ended, so it may as well be begun then.
      const next = this.#waiting.findIndex((job) => !this.#turnstile.isShut || this.#mayRead(job));
      const [job] = next < 0 ? [] : this.#waiting.splice(next, 1);
      if (job === undefined) return;
      if (this.#mayRead(job)) this.#startReading(job);
      else this.#call(job);
    }
  }

  /**
   * Never beside an ordinary call: answered in a later workflow task than in a replay, a reading could call one off that has been
   * answered meanwhile. Where the department has failed before there is no hurry, nor in a rehearsal.
   */
  #mayRead({ command: { attempt, job }, tried }: HeldJob): boolean {
    return job.safe === true && attempt === 1 && !tried && this.#clockMode === 'wall' && this.#turnstile.mayRead && this.#readsInARow < readsInARow && [...this.#inFlight.values()].every(({ reads }) => reads);
  }

  /**
   * Safe in the sense of RFC 9110: asked as a local activity, it may be asked again, and otherwise, should the worker die, and no
   * harm is done. Steps never go along: they would be told before they are certain.
   */
  #startReading(job: HeldJob): void {
    const { command, at } = job;
    this.#turnstile.shut();
    this.#reading += 1;
    this.#readsInARow += 1;
    const scope = this.#enter({ command, load: null, reads: true });
    void scope.run(() => readDepartment({ caseNumber: this.#caseNumber, command, at, rehearsal: false })).then(
      (answer) => this.#hasRead({ job, answer }),
      () => this.#hasRead({ job, answer: null }),
    );
  }

  /** Answers of local activities may share an activation in a replay, or not: nothing is done before the last is back, then all in the order of their own times. */
  #hasRead(reading: Reading): void {
    this.#read.push(reading);
    this.#reading -= 1;
    if (this.#reading > 0) return;
    const all = this.#read.map((each) => ({ ...each, at: answeredAt(each) })).sort(byTime);
    this.#read = [];
    for (const { job, answer, at } of all) {
      if (!this.#inFlight.delete(job.command.id)) continue;
      if (answer) this.#onOutcome(job.command, answer.outcome, at);
      else this.#waiting.unshift({ ...job, tried: true });
      this.pump();
    }
    if (this.#reading === 0) this.#turnstile.open(() => this.pump());
  }

  #call({ command, at }: HeldJob): void {
    const load = this.#projection.ride();
    const ticket = this.#turnstile.ticket();
    const scope = this.#enter({ command, load, reads: false });
    const request: JobRequest = { caseNumber: this.#caseNumber, command, at, rehearsal: this.#clockMode === 'rehearsal', ...(load && { told: load.batch }) };
    // Element and instance name the call in the history, so that a replay that would ask somebody else can't pass.
    const activityId = load ? `${command.id}~${load.name}` : command.id;
    const arrive = (answer: () => CallAnswer, at?: Instant): void => {
      // Called off: nobody waits for it.
      if (this.#inFlight.get(command.id)?.scope === scope) this.#turnstile.enter(() => this.#answered(command, scope, answer()), ticket, at);
    };
    // No `await` and no `catch` between: each promise of a case costs the worker more than what it waits for.
    void scope
      .run(() => callDepartment.executeWithOptions({ activityId, startToCloseTimeout, retry: patience[this.#clockMode] }, [request]))
      .then(
        ({ answeredAt: answered, ...answer }) => arrive(() => answer, answered),
        (error: unknown) => arrive(() => ({ ...outcomeOfFailure(error, Date.parse(this.#now()) - Date.parse(at)), untold: true })),
      );
  }

  #enter(call: Omit<Call, 'scope'>): CancellationScope {
    const scope = new CancellationScope({ cancellable: true, parent: this.#shield });
    this.#inFlight.set(call.command.id, { ...call, scope });
    return scope;
  }

  #answered(command: JobCommand, scope: CancellationScope, { untold, ...outcome }: CallAnswer): void {
    const call = this.#inFlight.get(command.id);
    if (call?.scope !== scope) return;
    this.#inFlight.delete(command.id);
    this.#readsInARow = 0;
    if (call.load) this.#projection.arrived(call.load, untold === undefined);
    this.#onOutcome(command, outcome);
    this.pump();
  }
}

/** By the case's own clock and what the activity measured: both are recorded. */
const answeredAt = ({ job, answer }: Reading): Instant => new Date(Date.parse(job.at) + (answer?.tookMs ?? 0)).toISOString();

const byTime = (a: Reading & { readonly at: Instant }, b: Reading & { readonly at: Instant }): number =>
  Number(a.answer === null) - Number(b.answer === null) || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.job.command.id < b.job.command.id ? -1 : 1);
