import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPlatform } from '../../../scripts/supervise/platform.ts';
import { PARTS } from '../../../scripts/supervise/parts.ts';
import type { Run } from '../../../scripts/supervise/runFile.ts';
import { eventually, lives } from '../../support/runScript.ts';
import { root } from '../../support/sources.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('platform');
const diary = join(folder, 'diary.txt');
const stub = join(folder, 'stub.ts');
writeFileSync(stub, `
import ${JSON.stringify(join(root, 'scripts', 'endWithParent.ts'))};
import { appendFileSync } from 'node:fs';
const write = (what: string) => appendFileSync(${JSON.stringify(diary)}, what + ' ' + process.argv[2] + ' ' + process.pid + '\\n');
write('started');
process.on('SIGTERM', () => setTimeout(() => { write('stopped'); process.exit(0); }, 100));
setInterval(() => {}, 1_000);
`);
const launch = (name: string) => ({ program: process.execPath, args: ['--disable-warning=ExperimentalWarning', stub, name] });
const entries = (what: string) => readFileSync(diary, 'utf8').split('\n').filter((line) => line.startsWith(`${what} `)).map((line) => line.split(' ')[1]);
const started = (name: string) => async () => entries('started').includes(name);
const env = { ...process.env, YJS_SUPERVISED: '1' };

test('parts stop one after the other: API, worker, stand-ins, Temporal', async () => {
  writeFileSync(diary, '');
  let pids: Run['pids'] = {};
  const platform = openPlatform(join(folder, 'order'), env, (now) => { pids = now; });
  for (const part of [...PARTS].reverse()) await platform.start(part, launch(part), started(part));
  expect(Object.keys(pids).sort()).toEqual([...PARTS].sort());

  await platform.stop();

  expect(entries('stopped')).toEqual(['api', 'worker', 'standins', 'temporal']);
  expect(Object.values(pids).some(lives)).toBe(false);
}, 60_000);

test('a part that is killed is started again', async () => {
  writeFileSync(diary, '');
  let pids: Run['pids'] = {};
  const platform = openPlatform(join(folder, 'again'), env, (now) => { pids = now; });
  await platform.start('worker', launch('worker'), started('worker'));
  const first = pids.worker!;

  process.kill(-first, 'SIGKILL');
  await eventually(() => entries('started').length === 2 && pids.worker !== first);

  expect(lives(first)).toBe(false);
  await platform.stop();
}, 60_000);

test('a part that never comes up is given up with its last words', async () => {
  const failing = join(folder, 'failing.ts');
  writeFileSync(failing, "process.stderr.write('YJS_PORT: expected a port number\\n'); process.exit(1);\n");
  const platform = openPlatform(join(folder, 'failing'), env, () => {});

  const start = platform.start('api', { program: process.execPath, args: [failing] }, async () => false);

  await expect(start).rejects.toMatchObject({ key: 'partKeepsDying', params: { problem: 'YJS_PORT: expected a port number' } });
  await platform.stop();
}, 60_000);

test('parts end by themselves when the supervisor is killed outright', async () => {
  writeFileSync(diary, '');
  const runner = join(folder, 'runner.ts');
  const tether = join(root, 'scripts', 'tether.ts');
  writeFileSync(runner, `
import { openPlatform } from ${JSON.stringify(join(root, 'scripts', 'supervise', 'platform.ts'))};
const platform = openPlatform(${JSON.stringify(join(folder, 'killed'))}, { ...process.env, YJS_SUPERVISED: '1' }, () => {});
await platform.start('api', { program: process.execPath, args: [${JSON.stringify(stub)}, 'api'] }, async () => true);
// A program that knows nothing of us, like Temporal.
await platform.start('temporal', { program: process.execPath, args: [${JSON.stringify(tether)}, process.execPath, ${JSON.stringify(stub)}, 'temporal'] }, async () => true);
`);
  const supervisor = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', runner], { stdio: 'ignore', env: { ...process.env, YJS_SUPERVISED: '' } });
  await eventually(() => entries('started').length === 2);
  const pids = readFileSync(diary, 'utf8').trim().split('\n').map((line) => Number(line.split(' ')[2]));
  expect(pids.every(lives)).toBe(true);

  supervisor.kill('SIGKILL');

  await eventually(() => !pids.some(lives));
  expect(entries('stopped').sort()).toEqual(['api', 'temporal']);
}, 60_000);
