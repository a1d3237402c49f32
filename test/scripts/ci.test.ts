import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../support/sources.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder('ci');

/** Runs .ci/run where npm is a stand-in that says those lines and ends with that code. */
function run(name: string, lines: string[], code: number) {
  const clone = join(folder, name);
  mkdirSync(join(clone, '.ci'), { recursive: true });
  copyFileSync(join(root, '.ci', 'run'), join(clone, '.ci', 'run'));
  const npm = join(clone, 'npm');
  writeFileSync(npm, `#!/bin/sh\necho "called with $*"\n${lines.map((line) => `echo '${line}' >&2`).join('\n')}\nexit ${code}\n`);
  chmodSync(npm, 0o755);
  const { status, stdout } = spawnSync(join(clone, '.ci', 'run'), { env: { PATH: `${clone}:/usr/bin:/bin` }, encoding: 'utf8' });
  const said = stdout.trim().split('\n');
  return { status, first: said[0], last: said.at(-1) };
}

test.each([
  ['passes', ['Tests: 3', '3 passed, 0 failed'], 0, 0, '3 passed, 0 failed'],
  ['fails', ['2 passed, 1 failed'], 1, 1, '2 passed, 1 failed'],
  ['ends before its last line', ['✗ Packages: no network'], 1, 1, '0 passed, 1 failed'],
  ['ends badly though no test failed', ['5 passed, 0 failed'], 1, 1, '5 passed, 1 failed'],
])('a run that %s closes with its counts', (name, lines, code, status, last) => {
  expect(run(name.replaceAll(' ', '-'), lines, code)).toEqual({ status, first: 'called with test', last });
});
