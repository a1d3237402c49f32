import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../support/sources.ts';

/** Runs Vite in a process of its own (its native parts refuse jest's contexts) and builds into the folder. */
export async function buildInto(folder: string, options: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', ...options, '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], { cwd: root });
}
