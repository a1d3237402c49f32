import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './findMutants.ts';

const root = join(import.meta.dirname, '../..');
const COPIED = ['activities', 'definitions', 'engine', 'scripts', 'server', 'standins', 'test', 'ui/messages', 'workflows', 'package.json', 'jest.config.js'];

/** Suites that say what the core does; recorded histories are not among them. */
const TABLES = ['elements', 'interpreter', 'procedures', 'starts', 'readProcess', 'compile', 'subscriptions'].map((part) => `test/engine/${part}`);

/** How a mutant was found out: by the oracle, by a table test, by hanging; null when nothing noticed. */
export type Verdict = 'oracle' | 'tables' | 'hangs' | null;

/** A copy of the sources in which mutants live one at a time; the clone itself is never touched. */
export interface Workspace {
  judge(mutant: Mutant): Promise<Verdict>;
  /** Whether everything passes as it stands: a workspace that fails without a mutant would find out every one. */
  sound(): Promise<boolean>;
  close(): void;
}

/** Milliseconds after which a run hangs. */
const PATIENCE = { oracle: 120_000, tables: 300_000 };

export function openWorkspace(folder: string, flows: string): Workspace {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'ui'), { recursive: true });
  for (const part of COPIED) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const oracle = () => run(folder, ['test/flows/judge.ts', flows], PATIENCE.oracle);
  const tables = (suites: readonly string[]) => run(folder, ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--reporters=default', '--bail=1', '--silent', '--ci', '-w=1', ...suites], PATIENCE.tables);
  return {
    async judge(mutant) {
      const path = join(folder, mutant.file);
      const source = readFileSync(path, 'utf8');
      writeFileSync(path, source.slice(0, mutant.from) + mutant.by + source.slice(mutant.to));
      try {
        const first = await oracle();
        if (first !== 0) return first === null ? 'hangs' : 'oracle';
        const mirror = mutant.file.replace(/^engine/, 'test/engine').replace(/\.ts$/, '.test.ts');
        const near = existsSync(join(folder, mirror)) ? await tables([mirror]) : 0;
        const second = near === 0 ? await tables(TABLES) : near;
        return second === 0 ? null : second === null ? 'hangs' : 'tables';
      } finally {
        writeFileSync(path, source);
      }
    },
    sound: async () => (await oracle()) === 0 && (await tables(TABLES)) === 0,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The exit code; null when it had to be stopped. */
function run(cwd: string, argv: readonly string[], patience: number): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...argv], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
