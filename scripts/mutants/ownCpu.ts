/**
 * Loaded into a process before anything else (`--import`): the process ends itself (SIGKILL) when it has used more CPU than
 * `YJS_CPU_BUDGET` milliseconds, and says what it has used on its fourth file (descriptor 3) when it ends in order. By the
 * clock everything would take long on a computer that is busy with other things.
 */
import { writeSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';

/** Milliseconds between two looks at what was used. */
const INTERVAL = 100;

/** All threads together, milliseconds. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

if (isMainThread) {
  // A thread of its own: what hangs looks at nothing.
  new Worker(new URL(import.meta.url), { execArgv: [] }).unref();
  process.on('exit', () => writeSync(3, String(used())));
} else {
  setInterval(() => {
    if (used() > Number(process.env.YJS_CPU_BUDGET)) process.kill(process.pid, 'SIGKILL');
  }, INTERVAL);
}
