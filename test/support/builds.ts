import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './sources.ts';

/** What Vite builds for the tests, by name: the options of its command. */
export const builds = {
  /** The web application as it ships. */
  pages: ['--config', 'vite.config.ts'],
  /** The drawing tool alone on a page. */
  bench: ['test/designer/support/bench'],
  /** The outline alone on a page. */
  outline: ['test/designer/outline/bench'],
  /** The core with its compiler for a bare page. */
  everywhere: ['--config', 'test/engine/everywhere/vite.config.ts'],
} as const;

const sources = ['ui', 'designer', 'portal', 'engine', 'definitions', 'vite.config.ts', 'package-lock.json', 'test/designer/support/bench', 'test/designer/outline/bench', 'test/engine/everywhere'];
const cache = join(root, 'node_modules', '.cache');
const hour = 3_600_000;

/** Makes a build where it is not there yet; only the broker does, once a run. */
export async function makeBuild(name: keyof typeof builds): Promise<string> {
  const digest = createHash('sha256');
  for (const source of sources) walk(join(root, source), (path, { size, mtimeMs }) => digest.update(`${path} ${size} ${mtimeMs}\n`));
  const folder = join(cache, `${name}-${digest.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(`${folder}-`);
  // A process of its own: Vite's native parts refuse jest's contexts.
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', ...builds[name], '--outDir', making, '--emptyOutDir', '--logLevel', 'error'], { cwd: root });
  // Another run may still serve a younger one.
  for (const old of readdirSync(cache)) if (old.startsWith(`${name}-`) && Date.now() - statSync(join(cache, old)).mtimeMs > hour) rmSync(join(cache, old), { recursive: true, force: true });
  try {
    renameSync(making, folder);
  } catch {
    // Another run was faster; its build is the same.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

function walk(path: string, visit: (path: string, stat: { size: number; mtimeMs: number }) => void): void {
  const stat = statSync(path);
  if (!stat.isDirectory()) return visit(path, stat);
  for (const name of readdirSync(path).sort()) walk(join(path, name), visit);
}
