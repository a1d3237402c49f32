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

test('each lap has the whole of it, and the longest one is told', () => {
  const spend = `const spend = (ms) => { const from = process.cpuUsage(); for (let now = from; (now.user + now.system - from.user - from.system) / 1_000 < ms; now = process.cpuUsage()); };`;
  const { signal, used } = run(`import { lap } from './scripts/mutants/ownCpu.ts'; ${spend} for (let i = 0; i < 4; i += 1) { lap(); spend(${0.4 * BUDGET}); }`);
  expect(signal).toBeNull();
  expect(used).toBeGreaterThanOrEqual(0.4 * BUDGET);
  expect(used).toBeLessThan(BUDGET);
});

test('one that takes long by the clock, as on a busy computer, ends by itself and says what it used', () => {
  const { signal, used } = run(`setTimeout(() => {}, ${2 * BUDGET});`);
  expect(signal).toBeNull();
  expect(used).toBeGreaterThan(0);
  expect(used).toBeLessThan(BUDGET);
});
