/**
 * Loaded into a process before anything else (`--import`): the process ends itself (SIGKILL) when one lap has used more CPU
 * than `YJS_CPU_BUDGET` milliseconds, and says what its longest lap has used on its fourth file (descriptor 3) when it ends in
 * order. By the clock everything would take long on a computer that is busy with other things. Without a budget it does nothing.
 */
import { writeSync } from 'node:fs';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Milliseconds between two looks at what was used. */
const INTERVAL = 100;

const budget = Number(process.env.YJS_CPU_BUDGET);
let began = 0;
let longest = 0;
let watch: Worker | undefined;

/** Used in this lap by all threads together, milliseconds. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000 - began;
}

/** A piece of work is done: the next one has the whole budget again. */
export function lap(): void {
  const took = used();
  longest = Math.max(longest, took);
  began += took;
  watch?.postMessage(began);
}

if (!Number.isNaN(budget)) {
  if (isMainThread) {
    // A thread of its own: what hangs looks at nothing.
    watch = new Worker(new URL(import.meta.url), { execArgv: [] });
    watch.unref();
    process.on('exit', () => {
      lap();
      writeSync(3, String(longest));
    });
  } else {
    parentPort!.on('message', (at: number) => (began = at));
    setInterval(() => {
      if (used() > budget) process.kill(process.pid, 'SIGKILL');
    }, INTERVAL);
  }
}
