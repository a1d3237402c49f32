import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import type { HeldLetter } from './messages.ts';

/** Reading who waits and telling them takes a moment; the platform's database may be away for longer than one try. */
const startToCloseTimeout = '20 seconds';

const { post } = proxyActivities<CaseActivities>({ startToCloseTimeout });

/**
 * Messages and signals for others, carried out one at a time in the order they were thrown. Each is repeated under its
 * own id until the platform has it; the flow never waits for that, but a case does not end before.
 */
export class Post {
  readonly #caseNumber: string;
  readonly #shield = new CancellationScope({ cancellable: false });
  readonly #letters: HeldLetter[];
  #carrying = false;
  #holding = false;

  constructor(caseNumber: string, held: readonly HeldLetter[]) {
    this.#caseNumber = caseNumber;
    this.#letters = [...held];
  }

  /** Everything thrown has been handed over. */
  get idle(): boolean {
    return this.#letters.length === 0;
  }

  /** Nothing is being handed over at the moment. */
  get still(): boolean {
    return !this.#carrying;
  }

  /** What is not handed over yet, oldest first. */
  get waiting(): readonly HeldLetter[] {
    return this.#letters;
  }

  send(letter: HeldLetter): void {
    this.#letters.push(letter);
    this.pump();
  }

  /** From now on nothing new is carried: the run is about to end. */
  hold(): void {
    this.#holding = true;
  }

  /** The run goes on after all: the case has ended in it. */
  release(): void {
    this.#holding = false;
    this.pump();
  }

  pump(): void {
    if (this.#carrying || this.#holding || this.#letters.length === 0) return;
    this.#carrying = true;
    void this.#shield.run(() => this.#carry());
  }

  async #carry(): Promise<void> {
    for (let letter = this.#letters[0]; letter !== undefined && !this.#holding; letter = this.#letters[0]) {
      const request = { caseNumber: this.#caseNumber, ...letter };
      await post.executeWithOptions({ activityId: `m${letter.command.id}`, startToCloseTimeout, retry: { initialInterval: '300 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' } }, [request]);
      this.#letters.shift();
    }
    this.#carrying = false;
    // One may have come while the last was on its way.
    this.pump();
  }
}
