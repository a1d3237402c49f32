import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A command of a Go module at a version, as `go install` takes it. */
export type GoCommand = `${string}@v${string}`;

/** Builds one command of a Go module and puts it at `target`, whole or not at all. Throws with the last line that go said. */
export async function goInstall(go: string, command: GoCommand, target: string, env: NodeJS.ProcessEnv): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'build-'));
  try {
    const said = await run(go, ['install', command], { ...env, GOBIN: folder });
    if (said !== null) throw new Error(said);
    renameSync(join(folder, basename(command.split('@')[0]!)), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command to its end; null when it succeeded, else the last line it said. */
function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    // A start that is broken off takes the build with it.
    const end = () => child.kill();
    process.once('exit', end);
    let said = '';
    child.stderr.on('data', (part: Buffer) => { said = (said + part.toString('utf8')).slice(-2_000); });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      process.off('exit', end);
      resolve(code === 0 ? null : said.trim().split('\n').at(-1) || String(signal ?? `exit ${code}`));
    });
  });
}
