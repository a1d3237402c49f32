import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { availableParallelism } from 'node:os';
import type { FoldData, Folded, PastCase } from './foldWorker.ts';

/** Threads at most: the API goes on answering beside them. */
const MOST_THREADS = 4;

/** Followed while it goes: called with the outcomes of each batch; `false` stops it. */
export type Watch = (outcomes: Folded['outcomes']) => Promise<boolean>;

/**
 * Folds batches of past cases in threads of their own, as many as there is work and the machine has processors. A batch is read while others
 * are folded. @returns false when it was stopped. Throws what a thread throws.
 */
export async function foldCases(data: FoldData, batches: AsyncIterable<readonly PastCase[]>, watch: Watch): Promise<boolean> {
  const most = Math.min(MOST_THREADS, availableParallelism());
  const threads: Worker[] = [];
  const free: Worker[] = [];
  const begin = (): Worker => {
    const thread = new Worker(fileURLToPath(new URL('./foldWorker.ts', import.meta.url)), { workerData: data });
    // A thread may fail while it waits for work: the next batch given to it then says so.
    thread.on('error', () => undefined);
    threads.push(thread);
    return thread;
  };
  const running = new Set<Promise<void>>();
  let goes = true;
  const fold = async (thread: Worker, cases: readonly PastCase[]): Promise<void> => {
    const { outcomes } = await answerOf(thread, cases);
    free.push(thread);
    goes = (await watch(outcomes)) && goes;
  };
  try {
    for await (const cases of batches) {
      if (free.length === 0 && threads.length === most) await Promise.race(running);
      if (!goes) return false;
      const turn: Promise<void> = fold(free.pop() ?? begin(), cases).finally(() => running.delete(turn));
      // What it throws is met at the next wait; until then it must not count as met by nobody.
      turn.catch(() => undefined);
      running.add(turn);
    }
    await Promise.all(running);
    return goes;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function answerOf(thread: Worker, cases: readonly PastCase[]): Promise<Folded> {
  // A thread that has failed while it waited for work answers nothing more.
  if (thread.threadId === -1) return Promise.reject(new Error('A thread of the replay gate ended before its work'));
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      thread.off('message', told);
      thread.off('error', failed);
    };
    const told = (folded: Folded): void => {
      settle();
      resolve(folded);
    };
    const failed = (error: unknown): void => {
      settle();
      reject(error as Error);
    };
    thread.on('message', told);
    thread.on('error', failed);
    thread.postMessage(cases);
  });
}
