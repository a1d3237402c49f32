import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** The workflow code of one version of the product, kept for as long as a case or a sealed history needs it. */
export interface Bundle {
  /** SHA-256 (hex) of the code without its source map: the build id of the worker and of every history it wrote. */
  readonly id: string;
  /** Absolute path of the code. */
  readonly path: string;
}

/**
 * Loaded once for all cases of a worker, with all they import: the engine is pure and keeps nothing of a case (what it
 * remembers between calls are readings of texts). Loaded for each case they cost more than the case itself.
 */
const sharedByCases = ['engine/interpreter/step.ts', 'engine/snapshot.ts', 'workflows/shortStacks.ts'];

const root = fileURLToPath(new URL('..', import.meta.url));
const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** The bundle of the workflow code as it stands now: built when the sources have changed since the last one, and kept. */
export async function currentBundle(dataDir: string): Promise<Bundle> {
  const folder = join(dataDir, 'bundles');
  await mkdir(folder, { recursive: true });
  const note = join(folder, `sources-${await sourcesHash()}`);
  const known = await readFile(note, 'utf8').then((id) => keptBundle(dataDir, id.trim()), () => null);
  if (known) return known;
  const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows', 'index.ts'), preloadModules: sharedByCases.map((file) => join(root, file)), logger: silent });
  const id = bundleId(code);
  const path = join(folder, `${id}.js`);
  await writeWhole(path, code);
  await writeWhole(note, id);
  return { id, path };
}

/** The kept bundle of that id, or null. Throws when the file is not what its name says. */
export async function keptBundle(dataDir: string, id: string): Promise<Bundle | null> {
  if (!/^[0-9a-f]{64}$/.test(id)) return null;
  const path = join(dataDir, 'bundles', `${id}.js`);
  const code = await readFile(path, 'utf8').catch(() => null);
  if (code === null) return null;
  if (bundleId(code) !== id) throw new Error(`Expected the workflow code of ${id} in ${path}, but the file was changed`);
  return { id, path };
}

/** Ids of all bundles kept under the data folder. */
export async function keptBundleIds(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, 'bundles')).catch(() => []);
  return names.flatMap((name) => /^([0-9a-f]{64})\.js$/.exec(name)?.[1] ?? []).sort();
}

/** The source map names the folder of the build; the code doesn't. */
function bundleId(code: string): string {
  const map = code.lastIndexOf('//# sourceMappingURL=');
  return createHash('sha256').update(map < 0 ? code : code.slice(0, map)).digest('hex');
}

/** Everything a bundle is made of: our pure code and the exact packages. */
async function sourcesHash(): Promise<string> {
  const sum = createHash('sha256');
  for (const room of ['engine', 'workflows']) {
    const names = (await readdir(join(root, room), { recursive: true })).filter((name) => /\.(ts|json)$/.test(name)).sort();
    for (const name of names) sum.update(`${room}/${name}\n`).update(await readFile(join(root, room, name)));
  }
  sum.update(sharedByCases.join());
  return sum.update(await readFile(join(root, 'package-lock.json')).catch(() => '')).digest('hex').slice(0, 16);
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await rename(draft, path);
}
