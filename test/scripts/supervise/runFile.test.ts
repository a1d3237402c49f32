import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { claim, readRun } from '../../../scripts/supervise/runFile.ts';
import type { Run } from '../../../scripts/supervise/runFile.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('run');
const run = (pid: number): Run => ({
  pid, startedAt: '2026-03-02T01:00:00.000Z', ready: false, url: 'http://127.0.0.1:7300',
  ports: { api: 7300, standins: 7301, temporal: 7302, temporalUi: null }, temporal: { address: '127.0.0.1:7302', namespace: 'default' }, pids: {},
});

test('a data folder has one supervisor: the second is told of the first', () => {
  // A process with the supervisor's name in its command line.
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000) // supervisor'], { stdio: 'ignore' });
  const first = run(holder.pid!);
  const data = join(folder, 'held');
  claim(data, first);

  const second = claim(data, run(process.pid));

  expect(second).toEqual({ held: first });
  expect(readRun(data)).toEqual(first);
  holder.kill('SIGKILL');
});

test('what a killed supervisor left is taken over, and given back at the end', () => {
  const data = join(folder, 'left');
  const first = claim(data, run(2_147_480_000));
  expect(first).toMatchObject({ left: false });
  expect(readRun(data)).toBeNull();

  const second = claim(data, run(process.pid));

  if ('held' in second) throw new Error('held');
  expect(second.left).toBe(true);
  second.release();
  expect(claim(data, run(process.pid))).toMatchObject({ left: false });
});

test('a run file that is not whole counts as none', () => {
  const data = join(folder, 'broken');
  claim(data, run(process.pid));
  writeFileSync(join(data, 'run.json'), '{"pid":');

  expect(readRun(data)).toBeNull();
});
