import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../engine/value.ts';

/**
 * The one timer of a case on the wall clock. It is armed again only when something falls due earlier; when the earliest
 * due time has moved later, the timer goes off once for nothing, which costs less history than cancelling each time.
 */
export class Alarm {
  readonly #ring: () => void;
  readonly #shield = new CancellationScope({ cancellable: false });
  #armed: { readonly at: number; readonly scope: CancellationScope } | null = null;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** Makes sure that the alarm rings at `due` or before. */
  set(due: Instant | null): void {
    if (due === null) return;
    const at = Date.parse(due);
    if (this.#armed !== null && this.#armed.at <= at) return;
    this.#armed?.scope.cancel();
    void this.#sleepUntil(at);
  }

  async #sleepUntil(at: number): Promise<void> {
    const armed = { at, scope: new CancellationScope({ cancellable: true, parent: this.#shield }) };
    this.#armed = armed;
    try {
      await armed.scope.run(() => sleep(Math.max(1, at - Date.now())));
    } catch {
      return; // Armed again for an earlier instant.
    }
    if (this.#armed === armed) this.#armed = null;
    this.#ring();
  }
}
