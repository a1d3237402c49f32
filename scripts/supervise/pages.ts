import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What the pages are built from. */
const SOURCES = ['designer', 'portal', 'ui', 'engine', 'definitions', 'vite.config.ts', 'package-lock.json'];

/** The hash of all the pages are built from: names and bytes, in one order on every machine. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesOf(join(root, source))).sort()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path).filter((name) => !name.startsWith('.')).flatMap((name) => filesOf(join(path, name)));
}

/** Whether the pages in `dist/` are of the sources as they stand. Where no sources were packed, they are as they were packed. */
export function pagesAreBuilt(root: string): boolean {
  if (!existsSync(join(root, 'vite.config.ts'))) return existsSync(join(root, 'dist', 'index.html'));
  try {
    return readFileSync(stampOf(root), 'utf8') === sourcesHash(root);
  } catch {
    return false;
  }
}

/** Builds the pages into `dist/`; what the builder says goes to the log, or to the terminal. Throws when it fails. */
export async function buildPages(root: string, log: string | null): Promise<void> {
  const hash = sourcesHash(root);
  if (log !== null) mkdirSync(dirname(log), { recursive: true });
  const output = log === null ? 'inherit' : openSync(log, 'a');
  const code = await new Promise<number | null>((resolve) => {
    const vite = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], { cwd: root, stdio: ['ignore', output, output] });
    // A start that is broken off takes the build with it.
    const end = () => vite.kill();
    process.once('exit', end);
    vite.once('error', () => resolve(null));
    vite.once('exit', (ended) => {
      process.off('exit', end);
      resolve(ended);
    });
  });
  if (output !== 'inherit') closeSync(output);
  if (code !== 0) throw new Error(`the builder ended with ${code}`);
  writeFileSync(stampOf(root), hash);
}

function stampOf(root: string): string {
  return join(root, 'dist', '.sources');
}
