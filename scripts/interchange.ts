/**
 * `npm run interchange -- FOLDER`: imports every drawing of a folder and those inside it, exports it and shows that no element, attribute,
 * extension or shape was lost, nor anything its case file lists. Closes with one line; exit 1 on a failure. Reads that
 * folder alone.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf } from './conformance/runCase.ts';
import { exchange } from './interchange/exchange.ts';
import type { Inventory } from './interchange/inventory.ts';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run interchange -- FOLDER');
  process.exit(2);
}
const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
if (!isThere) console.error(`no folder: ${folder}`);
const names = isThere ? readdirSync(folder, { encoding: 'utf8', recursive: true }).sort() : [];
let [passed, failed] = [0, 0];
const cases = names.filter((name) => name.endsWith('.json')).flatMap(caseOf);
for (const name of names.filter((each) => /\.(bpmn|bpmn20\.xml)$/.test(each))) {
  const found = await exchange(readFileSync(join(folder, name)), inventoryOf(name)).catch((error: unknown) => [`not read: ${messageOf(error)}`]);
  for (const each of found) console.log(`✗ ${name}: ${each}`);
  if (found.length > 0) failed += 1;
  else passed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** A file that can't be read as one says so, and is a failure. */
function caseOf(name: string): { readonly at: string; readonly bpmn?: readonly string[]; readonly expect?: Inventory }[] {
  try {
    return [{ ...(JSON.parse(readFileSync(join(folder!, name), 'utf8')) as object), at: dirname(name) }];
  } catch (error) {
    console.log(`✗ ${name}: not read: ${messageOf(error)}`);
    failed += 1;
    return [];
  }
}

/** What the case beside a drawing expects of it, where there is one that names it. */
function inventoryOf(name: string): Inventory {
  return cases.find(({ at, bpmn, expect }) => at === dirname(name) && expect?.elements !== undefined && bpmn?.some((each) => basename(each) === basename(name)))?.expect ?? {};
}
