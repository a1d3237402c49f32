import { CancellationScope, condition, proxyActivities } from '@temporalio/workflow';
import type { CaseActivities, ProjectedStep, ProjectionBatch } from '../activities/ports.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { Turnstile } from './turnstile.ts';

/** Steps in one batch: keeps a payload far below the server's 2 MB. */
const batchSize = 100;

/** Far above what a transaction takes; bounds how long a batch handed to a dead worker is lost. */
const startToCloseTimeout = '10 seconds';

const { project } = proxyActivities<CaseActivities>({ startToCloseTimeout });

/** Steps on their way to the read model. */
export interface Load {
  readonly batch: ProjectionBatch;
  /** Names the last step and the head of the chain there; part of an activity's id, which a replay compares: no recorded input can differ unnoticed. */
  readonly name: string;
}

/**
 * Tells the read model what the case has done. Steps ride along with the next call to a department; where none goes out,
 * an activity of their own takes them, one at a time, each with all that has gathered meanwhile. The flow never waits
 * for it; the database may be away for hours. Batches may arrive in any order: the read model folds them by number.
 */
export class Projection {
  readonly #caseNumber: string;
  readonly #runId: string;
  readonly #snapshot: () => Snapshot;
  /** Whether it is so much to say where the case stands that it is said less often. */
  readonly #isWide: () => boolean;
  readonly #turnstile: Turnstile;
  /** Only the case decides what it tells, not a cancellation of the workflow by Temporal's own tools. */
  readonly #shield = new CancellationScope({ cancellable: false });
  #steps: ProjectedStep[];
  /** Whether somebody must be sent: only steps that their sender tells may wait for a ride. */
  #urgent: boolean;
  readonly #loads = new Set<Load>();
  #writing = false;
  #holding = false;

  constructor(caseNumber: string, runId: string, carried: readonly ProjectedStep[], snapshot: () => Snapshot, isWide: () => boolean, turnstile: Turnstile) {
    this.#caseNumber = caseNumber;
    this.#runId = runId;
    this.#steps = [...carried];
    this.#urgent = carried.length > 0;
    this.#snapshot = snapshot;
    this.#isWide = isWide;
    this.#turnstile = turnstile;
  }

  /** Steps the read model has not confirmed yet, oldest first. */
  get unwritten(): readonly ProjectedStep[] {
    return [...[...this.#loads].flatMap(({ batch }) => batch.steps), ...this.#steps].sort((a, b) => a.seq - b.seq);
  }

  /** What is urgent can't go out now. */
  get isHeldUp(): boolean {
    return this.#writing || this.#holding;
  }

  /** No batch is under way. */
  get still(): boolean {
    return this.#loads.size === 0;
  }

  /** From now on no new batch starts: the run is about to end, and the next one writes the rest. */
  hold(): void {
    this.#holding = true;
  }

  /** The run goes on after all: the case has ended in it. */
  release(): void {
    this.#holding = false;
  }

  /** `told`: who asked for the step writes it. */
  add(step: ProjectedStep, told: boolean): void {
    this.#steps.push(step);
    this.#urgent ||= !told;
  }

  /** Everything that waits goes out by an activity of its own. */
  hurry(): void {
    this.#urgent = this.#steps.length > 0;
  }

  /** What waits goes with a call that is about to leave; null when nothing does. */
  ride(): Load | null {
    return this.#isWide() ? null : this.#load();
  }

  #load(): Load | null {
    if (this.#steps.length === 0 || this.#holding) return null;
    const steps = this.#steps.splice(0, batchSize);
    this.#urgent &&= this.#steps.length > 0;
    const last = steps.at(-1)!;
    const load = { batch: { caseNumber: this.#caseNumber, runId: this.#runId, steps, snapshot: this.#snapshot() }, name: `p${last.seq}-${last.chain.slice(0, 16)}` };
    this.#loads.add(load);
    return load;
  }

  /** The load has arrived, or has not: then it goes again. */
  arrived(load: Load, written: boolean): void {
    this.#loads.delete(load);
    if (written) return;
    this.#steps = [...load.batch.steps, ...this.#steps].sort((a, b) => a.seq - b.seq);
    this.#urgent = true;
  }

  /** Runs beside the flow for the whole run: what gathers in one activation goes out together at its end. */
  async run(): Promise<never> {
    for (;;) {
      // Until it is sure in a replay too where an activation ends, only `flush` sends.
      await condition(() => this.#isDue() && this.#turnstile.settled);
      await this.#send();
    }
  }

  /** What is urgent goes out now. */
  flush(): void {
    if (this.#isDue()) void this.#send();
  }

  #isDue(): boolean {
    return this.#urgent && !this.isHeldUp;
  }

  #send(): Promise<void> | null {
    const load = this.#load();
    // A call that left in the same breath has taken everything along.
    if (load === null) return null;
    this.#writing = true;
    const ticket = this.#turnstile.ticket();
    return this.#shield
      .run(() =>
        project.executeWithOptions({ activityId: load.name, startToCloseTimeout, retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' } }, [load.batch]),
      )
      .then(() => this.#turnstile.enterUntimed(() => this.#sent(load), ticket));
  }

  #sent(load: Load): void {
    this.#writing = false;
    this.arrived(load, true);
  }
}
