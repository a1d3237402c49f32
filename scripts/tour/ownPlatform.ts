import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A platform started for the tour alone, and the link that it printed. */
export interface OwnPlatform {
  readonly link: string;
  /** Seconds from the start to the printed link. */
  readonly seconds: number;
  /** Environment that a command of the terminal needs to speak to it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** Starts a platform as `npm start` does, with a data folder and ports of its own, and waits for its one-time link. */
export async function startOwnPlatform(said: (line: string) => void): Promise<OwnPlatform> {
  const data = mkdtempSync(join(tmpdir(), 'yjs-tour-'));
  const env = { ...process.env, YJS_DATA: data, YJS_PORT: '0', YJS_STANDINS_PORT: '0', YJS_TEMPORAL_PORT: '0', YJS_DEMO: '1' };
  const began = Date.now();
  const child = spawn(process.execPath, [join(root, 'scripts/supervisor.ts')], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const link = await new Promise<string>((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /https?:\/\/\S+\/enter\/\S+/.exec(text);
      for (const line of chunk.toString().split('\n')) if (line.trim()) said(line);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`npm start ended with ${code} before it printed its link:\n${text}`)));
  });
  return {
    link,
    seconds: (Date.now() - began) / 1000,
    env: { ...process.env, YJS_DATA: data },
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
