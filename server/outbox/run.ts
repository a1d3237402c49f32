import { deliver, type OutboxParts } from './deliver.ts';
import { takeLeases } from './takeLeases.ts';

/** A chore of a process; `stop` waits for what is under way. */
export interface Chore {
  stop(): Promise<void>;
}

/** How long the runner rests when there was nothing to do. */
const restMs = 500;

/** How many commands one process delivers at a time. */
const batch = 16;

/** Delivers commands whose process died or could not reach Temporal, until stopped. Any number of processes may run it. */
export function runOutbox(parts: OutboxParts): Chore {
  return repeat(restMs, parts, async () => {
    const ids = await takeLeases(parts.orm, 'commands', parts.holder, parts.now(), batch);
    await eachOfThem(parts, ids, (id) => deliver(parts, id));
    return ids.length;
  });
}

/** Does all of them; one that breaks is logged, stays leased, and is taken up again when its lease ends. */
export async function eachOfThem({ log }: Pick<OutboxParts, 'log'>, ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(ids.map(work));
  results.forEach((result, n) => {
    if (result.status === 'rejected') log.error({ id: ids[n], err: { name: (result.reason as Error).name, message: (result.reason as Error).message } }, 'delivery broke off and will be tried again');
  });
}

/** Repeats `work` until stopped: at once while it finds something to do, else after a rest. A failure is logged and rested over. */
export function repeat(rest: number, { log }: Pick<OutboxParts, 'log'>, work: () => Promise<number>): Chore {
  let stopped = false;
  let wake: (() => void) | undefined;
  const loop = (async () => {
    while (!stopped) {
      const found = await work().catch((error: Error) => {
        log.error({ err: { name: error.name, message: error.message } }, 'a chore failed and will be tried again');
        return 0;
      });
      if (found > 0 || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await loop;
    },
  };
}
