import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from './parts.ts';

/** What `run.json` in the data folder says of the platform that runs there. */
export type Run = {
  /** The supervisor. SIGTERM to it stops everything in order. */
  pid: number,
  startedAt: string,
  /** Whether everything has been up since this start. */
  ready: boolean,
  url: string,
  ports: { api: number, standins: number, temporal: number | null, temporalUi: number | null },
  temporal: { address: string, namespace: string },
  /** Each the leader of a process group: a signal to -pid reaches the whole part. A part that is not there is missing. */
  pids: Partial<Record<Part, number>>,
};

/** The platform that runs on that data folder; null when none does. */
export function readRun(dataDir: string): Run | null {
  try {
    const run = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as Run;
    return isSupervisor(run.pid) ? run : null;
  } catch {
    return null;
  }
}

/**
 * Claims the data folder for this supervisor. Answers the file to keep up to date, or the platform that holds the
 * folder already. What a killed supervisor left is taken over; `left` says so.
 */
export function claim(dataDir: string, first: Run): { held: Run } | { left: boolean, write(run: Run): void, release(): void } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'run.json');
  const own = `${file}.${process.pid}`;
  let left = false;
  for (;;) {
    writeFileSync(own, `${JSON.stringify(first, null, 2)}\n`);
    try {
      linkSync(own, file);
      rmSync(own);
      break;
    } catch (error) {
      rmSync(own);
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const held = readRun(dataDir);
    if (held !== null) return { held };
    left = true;
    rmSync(file, { force: true });
  }
  return {
    left,
    write(run) {
      writeFileSync(own, `${JSON.stringify(run, null, 2)}\n`);
      renameSync(own, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Whether that process lives and, where the system tells, is a supervisor: process ids come round again. */
function isSupervisor(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('supervis');
  } catch {
    return true;
  }
}
