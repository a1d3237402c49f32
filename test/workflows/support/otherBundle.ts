import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentBundle } from '../../../server/bundles.ts';

/**
 * Makes another version of the workflow code the one that new cases of this data folder begin with, as if the sources
 * were others. `edits` are texts of the built code and what stands in their place. Returns its id and the way back.
 */
export async function otherBundle(dataDir: string, edits: readonly (readonly [text: string, by: string])[]) {
  const current = await currentBundle(dataDir);
  const folder = join(dataDir, 'bundles');
  let code = readFileSync(current.path, 'utf8');
  for (const [text, by] of edits) {
    if (code.split(text).length !== 2) throw new Error(`Expected "${text}" once in the workflow code, but found it ${code.split(text).length - 1} times`);
    code = code.replace(text, () => by);
  }
  const map = code.lastIndexOf('//# sourceMappingURL=');
  const id = createHash('sha256').update(map < 0 ? code : code.slice(0, map)).digest('hex');
  writeFileSync(join(folder, `${id}.js`), code);
  const use = (which: string): void => readdirSync(folder).filter((name) => name.startsWith('sources-')).forEach((name) => writeFileSync(join(folder, name), which));
  use(id);
  return { id, before: current.id, /** New cases begin with the sources' own code again. */ undo: () => use(current.id) };
}
