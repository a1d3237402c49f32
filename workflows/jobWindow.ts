import { CancellationScope, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { CallAnswer, CaseActivities, JobRequest, SafeAnswer } from '../activities/ports.ts';
import type { JobOutcome } from '../engine/event.ts';
import type { Instant } from '../engine/value.ts';
import type { HeldJob, JobCommand } from './messages.ts';
import { outcomeOfFailure } from './outcome.ts';
import type { Load, Projection } from './projection.ts';

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

/** The calls to department systems that a case has asked for: started in order, at most fifty at once. */
export class JobWindow {
  readonly #caseNumber: string;
  readonly #clockMode: 'wall' | 'rehearsal';
  readonly #now: () => Instant;
  readonly #onOutcome: (command: JobCommand, outcome: JobOutcome, answeredAt?: Instant) => void;
  readonly #projection: Pick<Projection, 'ride' | 'arrived'>;
  /** Shields calls from a cancellation of the workflow by Temporal's own tools: only the case cancels its jobs. */
  readonly #shield = new CancellationScope({ cancellable: false });
  readonly #inFlight = new Map<string, { command: JobCommand; scope: CancellationScope }>();
  #waiting: HeldJob[];
  #holding = false;
  #reading = 0;
  #readsInARow = 0;

  constructor(caseNumber: string, clockMode: 'wall' | 'rehearsal', held: readonly HeldJob[], projection: Pick<Projection, 'ride' | 'arrived'>, now: () => Instant, onOutcome: (command: JobCommand, outcome: JobOutcome, answeredAt?: Instant) => void) {
    this.#caseNumber = caseNumber;
    this.#clockMode = clockMode;
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

  /** A local activity is under way, or what its answer does. */
  get isReading(): boolean {
    return this.#reading > 0;
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
    for (const [id, job] of this.#inFlight) {
      if (job.command.instance !== instance) continue;
      this.#inFlight.delete(id);
      job.scope.cancel();
    }
    this.pump();
  }

  /** From now on nothing new starts: the run is about to end. */
  hold(): void {
    this.#holding = true;
  }

  pump(): void {
    while (!this.#holding && this.#inFlight.size < windowSize) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#start(job);
    }
  }

  #start(job: HeldJob): void {
    const { attempt, job: asked } = job.command;
    // Where the department has failed before there is no hurry.
    if (asked.safe && attempt === 1 && !job.tried && this.#readsInARow < readsInARow) this.#read(job);
    else this.#call(job);
  }

  /**
   * Safe in the sense of RFC 9110: asked as a local activity, it may be asked again, and otherwise, should the worker die, and no
   * harm is done. Steps never go along: they would be told before they are certain.
   */
  #read(job: HeldJob): void {
    const { command, at } = job;
    const scope = this.#enter(command);
    this.#reading += 1;
    this.#readsInARow += 1;
    void scope.run(() => readDepartment({ caseNumber: this.#caseNumber, command, at, rehearsal: this.#clockMode === 'rehearsal' })).then(
      (answer) => this.#hasRead(job, answer),
      () => this.#hasRead(job, null),
    );
  }

  #hasRead(job: HeldJob, answer: SafeAnswer | null): void {
    if (this.#inFlight.delete(job.command.id)) {
      if (answer) this.#onOutcome(job.command, answer.outcome, new Date(Date.parse(job.at) + answer.tookMs).toISOString());
      else this.#waiting.unshift({ ...job, tried: true });
      this.pump();
    }
    this.#reading -= 1;
  }

  #call({ command, at }: HeldJob): void {
    const scope = this.#enter(command);
    const load = this.#projection.ride();
    const request: JobRequest = { caseNumber: this.#caseNumber, command, at, rehearsal: this.#clockMode === 'rehearsal', ...(load && { told: load.batch }) };
    // Element and instance name the call in the history, so that a replay that would ask somebody else can't pass.
    const activityId = load ? `${command.id}~${load.name}` : command.id;
    // No `await` and no `catch` between: each promise of a case costs the worker more than what it waits for.
    void scope
      .run(() => callDepartment.executeWithOptions({ activityId, startToCloseTimeout, retry: patience[this.#clockMode] }, [request]))
      .then(
        (answer) => this.#answered(command, load, answer),
        (error: unknown) => this.#answered(command, load, { ...outcomeOfFailure(error, Date.parse(this.#now()) - Date.parse(at)), untold: true }),
      );
  }

  #enter(command: JobCommand): CancellationScope {
    const scope = new CancellationScope({ cancellable: true, parent: this.#shield });
    this.#inFlight.set(command.id, { command, scope });
    return scope;
  }

  #answered(command: JobCommand, load: Load | null, { untold, ...outcome }: CallAnswer): void {
    this.#readsInARow = 0;
    if (load) this.#projection.arrived(load, untold === undefined);
    if (!this.#inFlight.delete(command.id)) return;
    this.#onOutcome(command, outcome);
    this.pump();
  }
}
