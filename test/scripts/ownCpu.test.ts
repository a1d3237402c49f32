import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

const BUDGET = 1_000;

function run(program: string) {
  const argv = ['--disable-warning=ExperimentalWarning', '--import', './scripts/mutants/ownCpu.ts', '--input-type=module', '--eval', program];
  const { signal, output } = spawnSync(process.execPath, argv, { env: { ...process.env, YJS_CPU_BUDGET: String(BUDGET) }, stdio: ['ignore', 'ignore', 'ignore', 'pipe'], timeout: 60_000, killSignal: 'SIGTERM' });
  return { signal, used: Number(output[3]) };
}

test('a process that goes round for ever ends when its CPU is used up', () => {
  expect(run('for (;;);').signal).toBe('SIGKILL');
});

test('one that takes long by the clock, as on a busy computer, ends by itself and says what it used', () => {
  const { signal, used } = run(`setTimeout(() => {}, ${2 * BUDGET});`);
  expect(signal).toBeNull();
  expect(used).toBeGreaterThan(0);
  expect(used).toBeLessThan(BUDGET);
});
