import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const script = join(import.meta.dirname, '../../scripts/mutants/runTables.ts');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...suites: string[]) {
  const paths = suites.map((text, i) => {
    const path = join(folder, `${i}.test.ts`);
    writeFileSync(path, `import { afterEach, describe, expect, test } from '@jest/globals';\n${text}`);
    return path;
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...paths], { encoding: 'utf8' });
  return { status, stdout: stdout.trim(), stderr };
}

const sums = `test.each([[1, 1, 2], [1, 2, 3]])('%d and %d', (a, b, sum) => expect(a + b).toEqual(sum));`;

describe('suites run in one process', () => {
  test('are counted when all pass, one for each row', () => {
    expect(run(`describe('sums', () => { ${sums} });`, `test('a list', async () => expect([1]).toContain(1));`)).toEqual({ status: 0, stdout: '3 passed, 0 failed', stderr: '' });
  });

  test.each([
    ['that is false', `test('says no', () => expect(1).toBe(2)); test('is never run', () => process.exit(7));`],
    ['whose promise is refused', `test('says no', async () => expect(await Promise.resolve(1)).toBe(2)); test('is never run', () => process.exit(7));`],
  ])('stop at the first test %s, with its name', (_what, text) => {
    const { status, stderr } = run(`describe('a table', () => { ${text} });`);
    expect({ status, named: stderr.includes('a table › says no') }).toEqual({ status: 1, named: true });
  });

  test('clean up after each test of their own, and of no other suite', () => {
    const counting = `let n = 0; afterEach(() => { n += 1; }); test('one', () => {}); test('two', () => expect(n).toBe(1)); globalThis.cleaned = () => n;`;
    expect(run(counting, `test('another', () => {}); test('sees what was done', () => expect(globalThis.cleaned()).toBe(2));`).status).toBe(0);
  });
});
