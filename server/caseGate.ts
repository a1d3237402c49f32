import { DomainError } from '../engine/errors.ts';

/** Commands of one case that this process has under way together: Temporal takes ten, and lets the eleventh wait for long. */
const atOnce = 8;

/** Most commands that wait for their turn at one case; whoever comes then is told to come again. */
const mostWaiting = 100;

/** Seconds after which to come again. */
const retryAfterSeconds = 2;

/** Lets the commands of each case pass in the order they came, a few at a time (W-06). */
export interface CaseGate {
  /** Runs `ask` when it is its turn. @throws CASE_BUSY when that does not come within `waitMs`; nothing was asked then. */
  pass<T>(caseNumber: string, waitMs: number, ask: (leftMs: number) => Promise<T>): Promise<T>;
  /** @throws CASE_BUSY when so many wait already that one more would hardly be answered in time. */
  refuseIfCrowded(caseNumber: string): void;
}

interface Queue {
  under: number;
  readonly waiting: (() => void)[];
}

const busy = (): DomainError => new DomainError('CASE_BUSY', { retryAfterSeconds });

/** A gate of its own for each process. */
export function createCaseGate(): CaseGate {
  const queues = new Map<string, Queue>();

  async function turn(queue: Queue, waitMs: number): Promise<void> {
    if (queue.under < atOnce) {
      queue.under += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = () => (clearTimeout(timer), resolve());
      const timer = setTimeout(() => {
        queue.waiting.splice(queue.waiting.indexOf(begin), 1);
        reject(busy());
      }, waitMs);
      queue.waiting.push(begin);
    });
  }

  return {
    async pass(caseNumber, waitMs, ask) {
      const until = Date.now() + waitMs;
      const queue = queues.get(caseNumber) ?? { under: 0, waiting: [] };
      queues.set(caseNumber, queue);
      await turn(queue, waitMs);
      try {
        return await ask(Math.max(1, until - Date.now()));
      } finally {
        // The place goes to the next in line.
        const next = queue.waiting.shift();
        if (next) next();
        else queue.under -= 1;
        if (queue.under === 0 && queues.get(caseNumber) === queue) queues.delete(caseNumber);
      }
    },
    refuseIfCrowded(caseNumber) {
      if ((queues.get(caseNumber)?.waiting.length ?? 0) >= mostWaiting) throw busy();
    },
  };
}
