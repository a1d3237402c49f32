import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import type { HeldLetter } from './messages.ts';
import type { Turnstile } from './turnstile.ts';

/** Reading who waits and telling them takes a moment; the platform's database may be away for longer than one try. */
const startToCloseTimeout = '20 seconds';

const { post } = proxyActivities<CaseActivities>({ startToCloseTimeout });

/**
 * Messages and signals for others, carried out one at a time in the order they were thrown. Each is repeated under its
 * own id until the platform has it; the flow never waits for that, but a case does not end before.
 */
export class Post {
  readonly #caseNumber: string;
  readonly #turnstile: Turnstile;
  readonly #shield = new CancellationScope({ cancellable: false });
  readonly #letters: HeldLetter[];
  #carrying = false;
  #holding = false;

  constructor(caseNumber: string, held: readonly HeldLetter[], turnstile: Turnstile) {
    this.#caseNumber = caseNumber;
    this.#turnstile = turnstile;
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
    const letter = this.#letters[0];
    if (this.#carrying || this.#holding || letter === undefined) return;
    this.#carrying = true;
    const ticket = this.#turnstile.ticket();
    const request = { caseNumber: this.#caseNumber, ...letter };
    void this.#shield
      .run(() => post.executeWithOptions({ activityId: `m${letter.command.id}`, startToCloseTimeout, retry: { initialInterval: '300 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' } }, [request]))
      .then(() => this.#turnstile.enterUntimed(() => this.#carried(), ticket));
  }

  #carried(): void {
    this.#letters.shift();
    this.#carrying = false;
    this.pump();
  }
}
