import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildInto } from './buildInto.ts';
import { root } from '../../support/sources.ts';

const sources = ['ui', 'designer', 'portal', 'engine', 'definitions', 'vite.config.ts', 'package-lock.json'];
const cache = join(root, 'node_modules', '.cache');

const hour = 3_600_000;

/** The folder of the built web application, built anew only when a source has changed. */
export async function builtPages(): Promise<string> {
  const digest = createHash('sha256');
  for (const source of sources) walk(join(root, source), (path, { size, mtimeMs }) => digest.update(`${path} ${size} ${mtimeMs}\n`));
  const folder = join(cache, `pages-${digest.digest('hex').slice(0, 16)}`);
  if (existsSync(join(folder, 'index.html'))) return folder;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(`${folder}-`);
  await buildInto(making, ['--config', join(root, 'vite.config.ts')]);
  // Another run may still serve a younger one.
  for (const old of readdirSync(cache)) if (old.startsWith('pages-') && Date.now() - statSync(join(cache, old)).mtimeMs > hour) rmSync(join(cache, old), { recursive: true, force: true });
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
