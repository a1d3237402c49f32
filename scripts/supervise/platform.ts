import { join } from 'node:path';
import { complain, say, text } from '../progress.mjs';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import { lastWords } from './lastWords.ts';
import { GRACE_MILLISECONDS, PARTS } from './parts.ts';
import type { Launch, Part } from './parts.ts';
import type { Run } from './runFile.ts';
import { SetupFailure } from './setupFile.ts';

/** Deaths in a row, while it has never been ready, after which a part is not tried again. */
const PATIENCE_DEATHS = 3;

/** The parts of one platform: started one by one, kept alive, stopped in order. */
export type Platform = {
  /** Starts a part and waits until the question about it is answered with yes. Throws a SetupFailure when it keeps dying. */
  start(part: Part, launch: Launch, isReady: () => Promise<boolean>): Promise<void>,
  /** Throws a SetupFailure when a part keeps dying. */
  check(): void,
  /** Stops every part: API, worker, stand-ins, Temporal, each after the one before has ended. */
  stop(): Promise<void>,
  /** Ends every part hard. */
  kill(): void,
};

/** Opens a platform without parts. `changed` is called with the process ids whenever one has started. */
export function openPlatform(dataDir: string, env: NodeJS.ProcessEnv, changed: (pids: Run['pids']) => void): Platform {
  const children = new Map<Part, Child>();
  const settled = new Set<Part>();
  const logOf = (part: Part) => join(dataDir, 'logs', `${part}.log`);
  const pids = () => Object.fromEntries([...children].map(([part, child]) => [part, child.pid()]).filter(([, pid]) => pid !== null)) as Run['pids'];

  const platform: Platform = {
    async start(part, launch, isReady) {
      children.set(part, startChild({ ...launch, env, log: logOf(part), grace: GRACE_MILLISECONDS[part] }, {
        // The first start is told before `startChild` has answered.
        started: () => queueMicrotask(() => changed(pids())),
        died: (how, deaths, wait) => complain('partDied', { part: text(part), how, deaths, wait: wait / 1000, log: logOf(part) }),
      }));
      while (!(await isReady().catch(() => false))) {
        platform.check();
        await new Promise((resolve) => { setTimeout(resolve, 150); });
      }
      settled.add(part);
    },
    check() {
      for (const [part, child] of children) {
        if (settled.has(part) || child.deaths() < PATIENCE_DEATHS) continue;
        throw new SetupFailure('partKeepsDying', { part: text(part), problem: lastWords(logOf(part)), log: logOf(part) });
      }
    },
    async stop() {
      for (const part of PARTS) {
        const child = children.get(part);
        if (child === undefined) continue;
        await child.stop();
        children.delete(part);
        say('partStopped', { part: text(part) });
      }
    },
    kill: () => children.forEach((child) => child.kill()),
  };
  return platform;
}
