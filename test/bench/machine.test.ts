import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { cpuMs } from '../../bench/machine.ts';
import { startTethered } from '../support/startTethered.ts';

/** A program that uses at least that many milliseconds of CPU, then says so. */
const spend = (milliseconds: number): string => `while (process.cpuUsage().user < ${milliseconds * 1_000}) for (let n = 0; n < 1e6; n += 1); console.error('spent');`;

test('given a process whose child has ended, when its CPU is read, then the child counts', () => {
  const before = cpuMs(process.pid);
  spawnSync(process.execPath, ['--eval', spend(200)]);

  expect(cpuMs(process.pid) - before).toBeGreaterThanOrEqual(200);
});

test('given a process that has done nothing itself, when its CPU is read, then what its child uses at this moment counts', async () => {
  const { pid, said, stop } = startTethered(process.execPath, ['--eval', `${spend(200)} setInterval(() => {}, 1_000);`]);
  while (!said().includes('spent')) await new Promise((resolve) => { setTimeout(resolve, 20); });

  expect(cpuMs(pid)).toBeGreaterThanOrEqual(200);
  await stop();
  expect(cpuMs(pid)).toBe(0);
});
