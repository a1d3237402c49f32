import { condition, proxyActivities } from '@temporalio/workflow';
import type { CaseActivities, ProjectedStep } from '../activities/ports.ts';
import type { Snapshot } from '../engine/snapshot.ts';

/** Steps in one batch: keeps a payload far below the server's 2 MB. */
const batchSize = 100;

const { project } = proxyActivities<CaseActivities>({ startToCloseTimeout: '30 seconds' });

/**
 * Tells the read model what the case has done, one batch at a time, each with all that has gathered since the last one
 * was written. The flow never waits for it; the database may be away for hours.
 */
export class Projection {
  readonly #caseNumber: string;
  readonly #runId: string;
  readonly #snapshot: () => Snapshot;
  #steps: ProjectedStep[] = [];
  #writing = false;

  constructor(caseNumber: string, runId: string, snapshot: () => Snapshot) {
    this.#caseNumber = caseNumber;
    this.#runId = runId;
    this.#snapshot = snapshot;
  }

  get unwritten(): number {
    return this.#steps.length;
  }

  /** Nothing is left to write. */
  get settled(): boolean {
    return this.#steps.length === 0 && !this.#writing;
  }

  add(step: ProjectedStep): void {
    this.#steps.push(step);
  }

  /** Runs beside the flow for the whole run. */
  async run(): Promise<never> {
    for (;;) {
      await condition(() => this.#steps.length > 0);
      this.#writing = true;
      const steps = this.#steps.splice(0, batchSize);
      const last = steps.at(-1)!;
      // The head of the chain is part of the id, which a replay compares: no recorded input can differ unnoticed.
      await project.executeWithOptions(
        {
          activityId: `p${last.seq}-${last.chain.slice(0, 16)}`,
          startToCloseTimeout: '30 seconds',
          retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
        },
        [{ caseNumber: this.#caseNumber, runId: this.#runId, steps, snapshot: this.#snapshot() }],
      );
      this.#writing = false;
    }
  }
}
