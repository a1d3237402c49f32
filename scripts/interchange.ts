/**
 * `npm run interchange -- FOLDER`: imports every drawing of a folder and those inside it, exports it and shows that no element, attribute,
 * extension or shape was lost, nor anything its case file lists. Closes with one line; exit 1 on a failure. Reads that
 * folder alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { exchange } from './interchange/exchange.ts';
import type { Inventory } from './interchange/inventory.ts';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run interchange -- FOLDER');
  process.exit(2);
}
const names = readdirSync(folder, { encoding: 'utf8', recursive: true }).sort();
let failed = 0;
const drawings = names.filter((name) => /\.(bpmn|bpmn20\.xml)$/.test(name));
for (const name of drawings) {
  const found = await exchange(readFileSync(join(folder, name)), inventoryOf(name)).catch((error: unknown) => [`not read: ${error instanceof Error ? error.message : String(error)}`]);
  if (found.length > 0) failed += 1;
  for (const each of found) console.log(`✗ ${name}: ${each}`);
}
console.log(`${drawings.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || drawings.length === 0 ? 1 : 0);

/** What the case beside a drawing expects of it, where there is one that names it. */
function inventoryOf(name: string): Inventory {
  const cases = names.filter((each) => each.endsWith('.json') && dirname(each) === dirname(name)).map((each) => JSON.parse(readFileSync(join(folder!, each), 'utf8')) as { bpmn?: string[]; expect?: Inventory });
  return cases.find(({ bpmn, expect }) => expect?.elements !== undefined && bpmn?.some((each) => basename(each) === basename(name)))?.expect ?? {};
}
