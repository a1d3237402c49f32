/**
 * `npm run conformance-dmn -- FOLDER`: runs every test of the decision kit below a folder, prints what fails with expected and
 * got, the numbers of each folder and level, and closes with `N passed, N failed`. Exits with 1 on a failure.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Outcome, runFolder } from './conformance/dmn/runFolder.ts';

const folder = process.argv[2];
if (!folder || !existsSync(folder)) {
  console.error('Usage: npm run conformance-dmn -- FOLDER');
  process.exit(1);
}

const outcomes = await runFolder(resolve(folder));
for (const { id, reason } of outcomes.filter(({ passed }) => !passed)) console.log(`FAILED ${id}: ${reason}`);
for (const name of groups(({ folder: each }) => each)) console.log(counted(name, ({ folder: each }) => each === name));
for (const name of groups(({ level }) => level)) console.log(counted(name || 'without a level', ({ level }) => level === name));
const failed = outcomes.filter(({ passed }) => !passed).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || outcomes.length === 0 ? 1 : 0;

function groups(of: (outcome: Outcome) => string): string[] {
  return [...new Set(outcomes.map(of))];
}

function counted(name: string, belongs: (outcome: Outcome) => boolean): string {
  const of = outcomes.filter(belongs);
  return `${name}: ${of.filter(({ passed }) => passed).length} of ${of.length} passed`;
}
