import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How a part is started. */
export type ChildSettings = {
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  /** Its output is appended there; a file that has grown large is put aside first. */
  log: string,
  /** Milliseconds between SIGTERM and SIGKILL. */
  grace: number,
  /** Waits before it is started again after it died, one after the other, the last for good. */
  backOff?: number[],
};

/** What the supervisor is told about a part. */
export type ChildEvents = {
  started(pid: number): void,
  /** It died by itself and will be started again after that wait. */
  died(how: string, deaths: number, wait: number): void,
};

/** A part that is kept alive until it is stopped. */
export type Child = {
  /** The leader of its process group: a signal to -pid reaches everything the part started. */
  pid(): number | null,
  /** Deaths in a row, each within half a minute of its start. */
  deaths(): number,
  /** Ends it in order, hard after the grace, and waits for its end. */
  stop(): Promise<void>,
  /** Ends it hard at once. */
  kill(): void,
};

const BACK_OFF = [200, 500, 1_000, 2_000, 5_000, 10_000];
const SETTLED_MILLISECONDS = 30_000;
const LARGE_LOG_BYTES = 20_000_000;

/** Starts a part in a process group of its own and starts it again whenever it dies. */
export function startChild(settings: ChildSettings, events: ChildEvents): Child {
  const backOff = settings.backOff ?? BACK_OFF;
  const stopping = new AbortController();
  let current: ChildProcess | null = null;
  let deaths = 0;

  const run = async () => {
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      const how = await runOnce();
      if (stopping.signal.aborted) return;
      deaths = Date.now() - startedAt > SETTLED_MILLISECONDS ? 1 : deaths + 1;
      const wait = backOff[Math.min(deaths, backOff.length) - 1]!;
      events.died(how, deaths, wait);
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const runOnce = () => new Promise<string>((resolve) => {
    const log = openLog(settings.log);
    const child = spawn(settings.program, settings.args, { env: settings.env, stdio: ['pipe', log, log], detached: true });
    closeSync(log);
    current = child;
    // The pipe is only there to close when we are gone.
    child.stdin?.on('error', () => {});
    if (child.pid !== undefined) events.started(child.pid);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      killGroup(child);
      resolve(signal ?? `exit ${code}`);
    });
  });
  const running = run();

  return {
    pid: () => current?.pid ?? null,
    deaths: () => deaths,
    async stop() {
      stopping.abort();
      current?.kill('SIGTERM');
      const patience = setTimeout(() => killGroup(current), settings.grace);
      await running;
      clearTimeout(patience);
    },
    kill() {
      stopping.abort();
      killGroup(current);
    },
  };
}

/** Ends whatever is left in the group of a process. */
function killGroup(child: ChildProcess | null): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGE_LOG_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
