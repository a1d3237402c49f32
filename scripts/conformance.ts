/**
 * `npm run conformance -- FOLDER [--engine core] [--only TEXT]`: runs every case of a folder that other projects wrote,
 * prints each failure with expected and got, and closes with one line. Exit 1 on a failure. Reads that folder alone.
 */
import { parseArgs } from 'node:util';
import { coreDriver } from './conformance/core/coreDriver.ts';
import { readFolder } from './conformance/readFolder.ts';
import { run } from './conformance/run.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { engine: { type: 'string', default: 'core' }, only: { type: 'string' } } });
const [folder] = positionals;
if (folder === undefined || values.engine !== 'core') {
  console.error('usage: npm run conformance -- FOLDER [--engine core] [--only TEXT]');
  process.exit(2);
}
const entries = readFolder(folder).filter(({ id }) => values.only === undefined || id.includes(values.only));
const { passed, failed } = await run(entries, 'core', coreDriver(), console.log);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
