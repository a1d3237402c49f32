import { spawn } from 'node:child_process';

/** What a script said and how it ended. */
export type Said = { code: number | null, out: string, err: string };

/** Runs one of our scripts to its end, with that environment and nothing else. */
export function runScript(args: string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Said = { code: null, out: '', err: '' };
    child.stdout.on('data', (part: Buffer) => { said.out += part.toString('utf8'); });
    child.stderr.on('data', (part: Buffer) => { said.err += part.toString('utf8'); });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...said, code }));
  });
}

/** Waits until a question is answered with yes. Throws after that many milliseconds. */
export async function eventually(question: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<void> {
  const until = Date.now() + milliseconds;
  while (!(await question())) {
    if (Date.now() > until) throw new Error(`Not so after ${milliseconds / 1_000} s: ${question.toString()}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

/** Whether that process lives. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
