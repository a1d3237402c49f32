import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { CallAnswer, CaseActivities, JobRequest } from '../activities/ports.ts';
import type { JobOutcome } from '../engine/event.ts';
import type { HeldJob, JobCommand } from './messages.ts';
import { outcomeOfFailure } from './outcome.ts';
import type { Load, Projection } from './projection.ts';

/** Calls of one case that may be under way together: the server fails a workflow task with over 100 buffered events. */
const windowSize = 50;

/** A call may take ten seconds. The server may hand work to a worker that has just died: this bounds how long it is lost. */
const startToCloseTimeout = '12 seconds';

const { callDepartment } = proxyActivities<CaseActivities>({ startToCloseTimeout });

/** About a minute of repetitions in wall time, a moment in a rehearsal; then the case itself waits by a due time. */
const patience: Record<'wall' | 'rehearsal', ActivityOptions['retry']> = {
  wall: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds', maximumAttempts: 6 },
  rehearsal: { initialInterval: '100 milliseconds', maximumAttempts: 2 },
};

/** The calls to department systems that a case has asked for: started in order, at most fifty at once. */
export class JobWindow {
  readonly #caseNumber: string;
  readonly #clockMode: 'wall' | 'rehearsal';
  readonly #onOutcome: (command: JobCommand, outcome: JobOutcome) => void;
  readonly #projection: Pick<Projection, 'ride' | 'arrived'>;
  /** Shields calls from a cancellation of the workflow by Temporal's own tools: only the case cancels its jobs. */
  readonly #shield = new CancellationScope({ cancellable: false });
  readonly #inFlight = new Map<string, { command: JobCommand; scope: CancellationScope }>();
  #waiting: HeldJob[];
  #holding = false;

  constructor(caseNumber: string, clockMode: 'wall' | 'rehearsal', held: readonly HeldJob[], projection: Pick<Projection, 'ride' | 'arrived'>, onOutcome: (command: JobCommand, outcome: JobOutcome) => void) {
    this.#caseNumber = caseNumber;
    this.#clockMode = clockMode;
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

  #start({ command, at }: HeldJob): void {
    const scope = new CancellationScope({ cancellable: true, parent: this.#shield });
    this.#inFlight.set(command.id, { command, scope });
    const load = this.#projection.ride();
    const request: JobRequest = { caseNumber: this.#caseNumber, command, at, rehearsal: this.#clockMode === 'rehearsal', ...(load && { told: load.batch }) };
    // Element and instance name the call in the history, so that a replay that would ask somebody else can't pass.
    const activityId = load ? `${command.id}~${load.name}` : command.id;
    const started = Date.now();
    // No `await` and no `catch` between: each promise of a case costs the worker more than what it waits for.
    void scope
      .run(() => callDepartment.executeWithOptions({ activityId, startToCloseTimeout, retry: patience[this.#clockMode] }, [request]))
      .then(
        (answer) => this.#answered(command, load, answer),
        (error: unknown) => this.#answered(command, load, { ...outcomeOfFailure(error, this.#clockMode === 'wall' ? Date.now() - started : 0), untold: true }),
      );
  }

  #answered(command: JobCommand, load: Load | null, { untold, ...outcome }: CallAnswer): void {
    if (load) this.#projection.arrived(load, untold === undefined);
    if (!this.#inFlight.delete(command.id)) return;
    this.#onOutcome(command, outcome);
    this.pump();
  }
}
