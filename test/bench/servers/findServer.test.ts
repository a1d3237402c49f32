import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findServer } from '../../../bench/servers/findServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const home = temporaryFolder('server');
const program = (name: string): string => {
  const path = join(home, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
};
const find = (env: NodeJS.ProcessEnv) => findServer({ env: { HOME: home, ...env }, downloads: '', goPlaces: [] });

test('given no server anywhere and no go, when it is looked for, then one line names the variable that would help', async () => {
  await expect(find({ PATH: '' })).rejects.toThrow('No temporal-server, and no go to build it: name one in TEMPORAL_SERVER');
});

test('given a variable that names no program, when the server is looked for, then that is said', async () => {
  await expect(find({ TEMPORAL_SERVER: join(home, 'nothing') })).rejects.toThrow(/^TEMPORAL_SERVER: expected a program, but got ".*nothing"$/);
});

test('given one named and one on PATH, when both are looked for, then those are taken', async () => {
  const [server, sqlTool] = [program('named'), program('bin/temporal-sql-tool')];

  expect(await find({ TEMPORAL_SERVER: server, PATH: join(home, 'bin') })).toEqual({ server, sqlTool });
});
