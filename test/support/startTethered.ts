import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const tether = fileURLToPath(new URL('../../scripts/tether.ts', import.meta.url));

/** Starts a program that ends with this run of tests, even when the run is killed. */
export function startTethered(program: string, args: string[], options: SpawnOptions = {}) {
  const child = spawn(process.execPath, [tether, program, ...args], { ...options, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (part: Buffer) => { said = (said + part.toString('utf8')).slice(-4_000); });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  return {
    /** The process that holds it and ends with it; what CPU the program uses is found below it. */
    pid: child.pid!,
    /** Whether the program has ended. */
    ended: () => child.exitCode !== null || child.signalCode !== null,
    /** The end of what it wrote to its error output. */
    said: () => said.trim(),
    /** Ends it and waits for its end. */
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}
