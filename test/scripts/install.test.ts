import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { installHash, isRecentNode, npmArguments, npmProblem, packagesOf } from '../../scripts/install.mjs';
import { takeInstallLock } from '../../scripts/installLock.mjs';
import { runScript } from '../support/runScript.ts';
import { root } from '../support/sources.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder('install');

describe('the hash of an install', () => {
  test('changes with package.json and with the lock, and with nothing else', () => {
    writeFileSync(join(folder, 'package.json'), '{"a":1}');
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    const first = installHash(folder);

    writeFileSync(join(folder, 'README.md'), 'other');
    expect(installHash(folder)).toBe(first);
    writeFileSync(join(folder, 'package-lock.json'), '{"b":2}');
    const second = installHash(folder);
    expect(second).not.toBe(first);
    writeFileSync(join(folder, 'package.json'), '{"a":2}');
    expect(installHash(folder)).not.toBe(second);
  });

  test('keeps the two files apart: bytes that move from one to the other count', () => {
    writeFileSync(join(folder, 'package.json'), 'ab');
    writeFileSync(join(folder, 'package-lock.json'), 'c');
    const first = installHash(folder);

    writeFileSync(join(folder, 'package.json'), 'a');
    writeFileSync(join(folder, 'package-lock.json'), 'bc');
    expect(installHash(folder)).not.toBe(first);
  });
});

describe('npm', () => {
  test('reads the lock on the platform it was made on and resolves anew elsewhere, never with scripts', () => {
    expect(npmArguments('linux', 'x64')).not.toContain('--no-package-lock');
    for (const [platform, arch] of [['linux', 'arm64'], ['darwin', 'arm64'], ['win32', 'x64']] as const) {
      expect(npmArguments(platform, arch)).toEqual(expect.arrayContaining(['install', '--ignore-scripts', '--no-package-lock']));
    }
  });

  test.each([
    ['npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error network request to https://registry failed\n', 'network request to https://registry failed'],
    ['npm ERR! code E404\nnpm ERR! 404 Not Found\n', '404 Not Found'],
    ['', 'no reason given'],
  ])('of %j says %s', (said, line) => {
    expect(npmProblem(said)).toBe(line);
  });
});

test.each([['v24.9.0', true], ['24.21.0', true], ['v25.0.0', true], ['v24.8.1', false], ['v22.23.0', false], ['v20.20.2', false]])('Node %s runs the sources: %s', (version, runs) => {
  expect(isRecentNode(version)).toBe(runs);
});

test('what an install will fill leaves out the packages of other platforms', () => {
  const lock = JSON.stringify({ packages: {
    '': {}, 'node_modules/a': {}, 'node_modules/a/node_modules/b': {}, 'node_modules/mac': { os: ['darwin'] },
    'node_modules/arm': { os: 'linux', cpu: 'arm64' }, 'node_modules/here': { os: 'linux', cpu: 'x64' }, 'node_modules/musl': { os: ['linux'], libc: ['musl'] },
  } });

  expect(packagesOf(lock, 'linux', 'x64')).toEqual(['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/here']);
});

describe('the right to install', () => {
  test('is one process at a time: the second waits and is told so', async () => {
    const modules = join(folder, 'busy');
    const release = await takeInstallLock(modules);
    let waited = false;

    const second = takeInstallLock(modules, () => { waited = true; }, 20);
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    expect(waited).toBe(true);
    release();
    (await second)();
  });

  test('is taken from a process that no longer lives', async () => {
    const modules = join(folder, 'stale');
    mkdirSync(modules);
    writeFileSync(join(modules, '.yijianshi-installing'), '2147480000');

    const release = await takeInstallLock(modules, () => { throw new Error('waited'); });
    release();
  });
});

test('a clone that cannot be written to is one line, not a stack', async () => {
  const clone = join(folder, 'clone');
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true });
  // A file in its place: nothing can be made there, whoever runs the test.
  writeFileSync(join(clone, 'node_modules'), '');

  const said = await runScript([join(clone, 'scripts', 'prepare.mjs')], {});

  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.err).toMatch(/^✗ The folder .*clone\/ cannot be written to \(\w+\)\. .*\n$/);
}, 60_000);
