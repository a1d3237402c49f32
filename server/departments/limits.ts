import { ConnectorFailure, type Connector } from '../../activities/connectors/connector.ts';
import type { JobOutcome } from '../../engine/event.ts';

/** Bounds that keep one sick department from harming the others. */
export interface LimitTerms {
  /** Failures in a row after which the circuit opens. */
  readonly failures: number;
  /** How long it stays open before one call may try again, milliseconds. */
  readonly openMs: number;
  /** How long a call waits for its turn, milliseconds. */
  readonly turnMs: number;
}

const usual: LimitTerms = { failures: 5, openMs: 60_000, turnMs: 5_000 };

interface Circuit {
  failures: number;
  openUntil: number;
}

/**
 * Puts limits before a connector, for each department on its own: so many calls at one time (W-15), and a circuit that
 * opens when the department is dead, letting one call a minute through until one succeeds (W-14). Calls of rehearsals
 * are not counted: their outages pass on a clock of their own.
 */
export function withLimits(connector: Connector, terms: LimitTerms = usual, clock: () => number = Date.now): Connector {
  const circuits = new Map<string, Circuit>();
  const turns = new Map<string, Turns>();

  return {
    protocol: connector.protocol,
    async call(request, signal) {
      const { department, maximumInFlight = 4 } = request.system;
      const rehearsal = Math.abs(Date.parse(request.now()) - clock()) > 60_000;
      const circuit = rehearsal ? { failures: 0, openUntil: 0 } : (circuits.get(department) ?? { failures: 0, openUntil: 0 });
      if (!rehearsal) circuits.set(department, circuit);
      const wait = circuit.openUntil - clock();
      if (wait > 0) throw new ConnectorFailure('DEPT_CIRCUIT_OPEN', 'the department has been failing; the next try is later', wait + Math.random() * 5_000);
      // The one that finds the circuit due to close is the probe; the rest go on waiting for it.
      if (circuit.failures >= terms.failures) circuit.openUntil = clock() + terms.openMs;

      const queue = turns.get(department) ?? new Turns();
      turns.set(department, queue);
      await queue.take(maximumInFlight, terms.turnMs, signal);
      try {
        const outcome: JobOutcome = await connector.call(request, signal);
        circuit.failures = 0;
        circuit.openUntil = 0;
        return outcome;
      } catch (error) {
        // Whoever asked has stopped waiting: that says nothing about the department.
        if (signal.aborted && signal.reason.name !== 'TimeoutError') throw error;
        circuit.failures += 1;
        if (circuit.failures >= terms.failures) circuit.openUntil = clock() + terms.openMs;
        throw error;
      } finally {
        queue.give();
      }
    },
  };
}

/** First come, first served; whoever waits too long is told to come again. */
class Turns {
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  async take(most: number, turnMs: number, signal: AbortSignal): Promise<void> {
    if (this.#taken < most) {
      this.#taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        const place = this.#waiting.indexOf(go);
        if (place >= 0) this.#waiting.splice(place, 1);
        reject(new ConnectorFailure('DEPT_BUSY', 'the department has as many calls as it can bear', 1_000));
      };
      const timer = setTimeout(leave, turnMs);
      const go = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(go);
    });
  }

  /** Hands the turn to whoever waits longest, else takes it back. */
  give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }
}
