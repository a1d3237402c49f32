import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../provision/freePort.ts';
import type { Part } from '../supervise/parts.ts';
import { readRun, type Run } from '../supervise/runFile.ts';

/** A whole platform of its own: own folder, own ports, own supervisor, beside whatever else runs. */
export interface OwnPlatform {
  readonly url: string;
  readonly standinsUrl: string;
  readonly dataDir: string;
  /** `kill -9` of one part with everything it started; false when it is just down. */
  kill(part: Part): boolean;
  /** Waits until every part is up again. */
  ready(patienceMs?: number): Promise<void>;
  /** Stops everything in order; the folder goes when nothing needs to be looked at. */
  stop(keepFolder: boolean): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** Starts a demonstration city under a supervisor and waits until it is ready. Throws with the supervisor's last line. */
export async function startPlatform(patienceMs = 300_000): Promise<OwnPlatform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-chaos-'));
  const [api, standins, temporal] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${api}`;
  const logFile = join(dataDir, 'logs', 'supervisor.log');
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const log = openSync(logFile, 'a');
  // Nothing of the caller's own settings may lead a run to another cluster or database.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(YJS_|TEMPORAL_|DATABASE_URL)/.test(name));
  const env = { ...Object.fromEntries(inherited), YJS_DATA: dataDir, YJS_PORT: String(api), YJS_STANDINS_PORT: String(standins), YJS_TEMPORAL_PORT: String(temporal), YJS_DEMO: '1', YJS_REHEARSALS: '0' };
  // Tethered: it ends with this process, even when that is killed outright.
  const command = [join(root, 'scripts/tether.ts'), process.execPath, '--disable-warning=ExperimentalWarning', join(root, 'scripts/supervisor.ts')];
  const supervisor = spawn(process.execPath, command, { env, stdio: ['pipe', log, log] });

  const killed = new Map<Part, number>();
  const own: OwnPlatform = {
    url,
    standinsUrl: `http://127.0.0.1:${standins}`,
    dataDir,
    kill(part) {
      const pid = readRun(dataDir)?.pids[part];
      if (pid === undefined) return false;
      try {
        process.kill(-pid, 'SIGKILL');
        killed.set(part, pid);
        return true;
      } catch {
        return false;
      }
    },
    async ready(patience = 90_000) {
      const until = Date.now() + patience;
      while (!(await isReady(url, readRun(dataDir), killed))) {
        if (supervisor.exitCode !== null) throw new Error(`the platform ended: ${lastLine(logFile)}`);
        if (Date.now() > until) throw new Error(`the platform is not ready after ${patience / 1000} s: ${lastLine(logFile)}`);
        await pause(150);
      }
    },
    async stop(keepFolder) {
      await end(supervisor);
      if (!keepFolder) rmSync(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await own.ready(patienceMs);
  } catch (error) {
    await own.stop(true);
    throw error;
  }
  return own;
}

/** Up means: started anew where it was killed, and the API says that it can work. */
async function isReady(url: string, run: Run | null, killed: ReadonlyMap<Part, number>): Promise<boolean> {
  if (run?.ready !== true || [...killed].some(([part, pid]) => run.pids[part] === pid)) return false;
  const reply = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  await reply?.body?.cancel();
  return reply?.ok === true;
}

async function end(supervisor: ChildProcess): Promise<void> {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return;
  const ended = new Promise((resolve) => supervisor.once('exit', resolve));
  supervisor.kill('SIGTERM');
  const patience = setTimeout(() => supervisor.kill('SIGKILL'), 60_000);
  await ended;
  clearTimeout(patience);
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
}
