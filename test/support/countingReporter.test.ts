import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from './sources.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder('reporter');
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
writeFileSync(join(folder, 'jest.config.mjs'), `export default { transform: {}, testMatch: ['**/*.test.mjs'], reporters: [${JSON.stringify(join(root, 'test/support/countingReporter.ts'))}] };`);

/** Runs jest with our reporter on suites of that content; answers its last line and its exit code. */
function run(name: string, suites: Record<string, string>, ...args: string[]) {
  mkdirSync(join(folder, name));
  for (const [file, content] of Object.entries(suites)) writeFileSync(join(folder, name, `${file}.test.mjs`), content);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const { status, stderr } = spawnSync(process.execPath, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, `${name}/`, '--rootDir', folder, '-i', ...args], { cwd: folder, encoding: 'utf8' });
  return { status, last: stderr.trim().split('\n').at(-1) };
}

test.each([
  ['all pass', { a: 'test("one", () => {}); test("two", () => {});' }, { status: 0, last: '2 passed, 0 failed' }],
  ['one fails', { a: 'test("one", () => {}); test("two", () => { throw new Error("no"); });' }, { status: 1, last: '1 passed, 1 failed' }],
  ['a suite that cannot be loaded counts as one failure', { a: 'test("one", () => {});', b: 'import "./missing.mjs";' }, { status: 1, last: '1 passed, 1 failed' }],
  ['a skipped test counts as failed', { a: 'test("one", () => {}); test.skip("two", () => {}); test.todo("three");' }, { status: 1, last: '1 passed, 2 failed' }],
])('%s', (name, suites, outcome) => {
  expect(run(name.replaceAll(' ', '-'), suites)).toEqual(outcome);
}, 60_000);

test('a run narrowed to some names leaves the others out', () => {
  expect(run('narrowed', { a: 'test("one", () => {}); test("two", () => {});' }, '-t', 'one')).toEqual({ status: 0, last: '1 passed, 0 failed' });
}, 60_000);
