import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../engine/value.ts';
import type { Turnstile } from './turnstile.ts';

interface Armed {
  readonly at: number;
  readonly scope: CancellationScope;
}

/**
 * The one timer of a case on the wall clock. It is armed again only when something falls due earlier; when the earliest
 * due time has moved later, the timer goes off once for nothing, which costs less history than cancelling each time.
 */
export class Alarm {
  readonly #turnstile: Turnstile;
  readonly #ring: () => void;
  readonly #shield = new CancellationScope({ cancellable: false });
  #armed: readonly Armed[] = [];

  constructor(turnstile: Turnstile, ring: () => void) {
    this.#turnstile = turnstile;
    this.#ring = ring;
  }

  /** Makes sure that the alarm rings at `due` or before; a later one that was set is called off, or rings for nothing. */
  set(due: Instant | null): void {
    if (due === null) return;
    const at = Date.parse(due);
    if (this.#armed.some((armed) => armed.at <= at)) return;
    // Otherwise it may have gone off already where a replay would call it off.
    if (this.#turnstile.settled) {
      for (const armed of this.#armed) armed.scope.cancel();
      this.#armed = [];
    }
    void this.#sleepUntil(at);
  }

  async #sleepUntil(at: number): Promise<void> {
    const armed = { at, scope: new CancellationScope({ cancellable: true, parent: this.#shield }) };
    this.#armed = [...this.#armed, armed];
    const ticket = this.#turnstile.ticket();
    try {
      await armed.scope.run(() => sleep(Math.max(1, at - Date.now())));
    } catch {
      return; // Armed again for an earlier instant.
    }
    this.#turnstile.enter(() => {
      this.#armed = this.#armed.filter((each) => each !== armed);
      this.#ring();
    }, ticket);
  }
}
