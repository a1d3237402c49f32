import { condition, proxyActivities } from '@temporalio/workflow';
import type { CaseActivities, ProjectedStep } from '../activities/ports.ts';
import type { Snapshot } from '../engine/snapshot.ts';

/** Steps in one batch: keeps a payload far below the server's 2 MB. */
const batchSize = 100;

/** Far above what a transaction takes; bounds how long a batch handed to a dead worker is lost. */
const startToCloseTimeout = '10 seconds';

const { project } = proxyActivities<CaseActivities>({ startToCloseTimeout });

/**
 * Tells the read model what the case has done, one batch at a time, each with all that has gathered since the last one
 * was written. The flow never waits for it; the database may be away for hours.
 */
export class Projection {
  readonly #caseNumber: string;
  readonly #runId: string;
  readonly #snapshot: () => Snapshot;
  #steps: ProjectedStep[];
  #writing: readonly ProjectedStep[] = [];
  #holding = false;

  constructor(caseNumber: string, runId: string, carried: readonly ProjectedStep[], snapshot: () => Snapshot) {
    this.#caseNumber = caseNumber;
    this.#runId = runId;
    this.#steps = [...carried];
    this.#snapshot = snapshot;
  }

  /** Steps the read model has not confirmed yet, oldest first. */
  get unwritten(): readonly ProjectedStep[] {
    return [...this.#writing, ...this.#steps];
  }

  /** No batch is under way. */
  get still(): boolean {
    return this.#writing.length === 0;
  }

  /** From now on no new batch starts: the run is about to end, and the next one writes the rest. */
  hold(): void {
    this.#holding = true;
  }

  /** The run goes on after all: the case has ended in it. */
  release(): void {
    this.#holding = false;
  }

  add(step: ProjectedStep): void {
    this.#steps.push(step);
  }

  /** Runs beside the flow for the whole run. */
  async run(): Promise<never> {
    for (;;) {
      await condition(() => this.#steps.length > 0 && !this.#holding);
      const steps = this.#steps.splice(0, batchSize);
      this.#writing = steps;
      const last = steps.at(-1)!;
      // The head of the chain is part of the id, which a replay compares: no recorded input can differ unnoticed.
      await project.executeWithOptions(
        {
          activityId: `p${last.seq}-${last.chain.slice(0, 16)}`,
          startToCloseTimeout,
          retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
        },
        [{ caseNumber: this.#caseNumber, runId: this.#runId, steps, snapshot: this.#snapshot() }],
      );
      this.#writing = [];
    }
  }
}
