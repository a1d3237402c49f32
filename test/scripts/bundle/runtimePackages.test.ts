import { expect, test } from '@jest/globals';
import { runtimePackages } from '../../../scripts/bundle/runtimePackages.ts';

const linux = { platform: 'linux', arch: 'x64' };

test('an archive holds what the platform depends on, however far, and nothing of development or of other machines', () => {
  const lock = JSON.stringify({ packages: {
    '': { dependencies: { a: '1' }, devDependencies: { jest: '1' }, optionalDependencies: { gone: '1' } },
    'node_modules/a': { dependencies: { b: '2' }, optionalDependencies: { '@x/mac': '1', '@x/linux': '1' } },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': {},
    'node_modules/c': { dependencies: { a: '1' } },
    'node_modules/@x/mac': { os: ['darwin'] },
    'node_modules/@x/linux': { os: ['linux'], cpu: ['x64'] },
    'node_modules/jest': {},
  } });

  expect(runtimePackages(lock, linux)).toEqual(['node_modules/@x/linux', 'node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c']);
});
