import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Mutant } from './findMutants.ts';

const root = join(import.meta.dirname, '../..');
const COPIED = ['activities', 'definitions', 'engine', 'scripts', 'server', 'standins', 'test', 'ui/messages', 'workflows', 'package.json', 'jest.config.js'];

/** Suites that say what the core does; recorded histories are not among them. */
const TABLES = ['elements', 'interpreter', 'procedures', 'starts.test.ts', 'readProcess.test.ts', 'compile.test.ts', 'subscriptions.test.ts'];

/** Suites of seconds come last: what the others find needs no wait for them. */
const SLOW = /(caps|withdraw|earlyMessages|conditions|standardLoop)\.test\.ts$/;

/** How a mutant was found out: by the oracle, by a table test, by hanging; null when nothing noticed. */
export type Verdict = 'oracle' | 'tables' | 'hangs' | null;

/** A copy of the sources in which mutants live one at a time; the clone itself is never touched. */
export interface Workspace {
  judge(mutant: Mutant): Promise<Verdict>;
  /** Whether everything passes as it stands: a workspace that fails without a mutant would find out every one. */
  sound(): Promise<boolean>;
  close(): void;
}

/** A flow or a test hangs that uses so many times as much CPU as the longest one without a mutant. */
const PATIENCE = 4;

/** Milliseconds of CPU that each may use without a mutant. */
const AT_FIRST = 300_000;

export function openWorkspace(folder: string, flows: string): Workspace {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'ui'), { recursive: true });
  for (const part of COPIED) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const suites = tablesIn(folder);
  let budget = { oracle: AT_FIRST, tables: AT_FIRST };
  const oracle = () => run(folder, ['test/flows/judge.ts', flows], budget.oracle);
  const tables = (first: string) => run(folder, ['scripts/mutants/runTables.ts', ...suites.toSorted((a, b) => rank(a, first) - rank(b, first))], budget.tables);
  return {
    async judge(mutant) {
      const path = join(folder, mutant.file);
      const source = readFileSync(path, 'utf8');
      writeFileSync(path, source.slice(0, mutant.from) + mutant.by + source.slice(mutant.to));
      try {
        const first = await oracle();
        if (first.code !== 0) return first.code === null ? 'hangs' : 'oracle';
        const second = await tables(mutant.file.replace(/^engine/, 'test/engine').replace(/\.ts$/, '.test.ts'));
        return second.code === 0 ? null : second.code === null ? 'hangs' : 'tables';
      } finally {
        writeFileSync(path, source);
      }
    },
    async sound() {
      const first = await oracle();
      const second = await tables('');
      budget = { oracle: PATIENCE * first.cpu, tables: PATIENCE * second.cpu };
      return first.code === 0 && second.code === 0;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The suite beside the mutant's file first, the slow ones last. */
function rank(suite: string, first: string): number {
  return suite === first ? 0 : SLOW.test(suite) ? 2 : 1;
}

function tablesIn(folder: string): string[] {
  return TABLES.flatMap((part) => {
    if (part.endsWith('.ts')) return [`test/engine/${part}`];
    const names = readdirSync(join(folder, 'test/engine', part), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
    return names.sort().map((name) => `test/engine/${part}/${name}`);
  });
}

/** How a process ended, and milliseconds of CPU that its longest flow or test used. `code` is null when it was killed: one had used up its budget. */
interface Ended {
  readonly code: number | null;
  readonly cpu: number;
}

async function run(cwd: string, argv: readonly string[], budget: number): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--max-old-space-size=1024', '--import', './scripts/mutants/ownCpu.ts', ...argv], {
    cwd,
    env: { ...process.env, YJS_CPU_BUDGET: String(budget), NODE_COMPILE_CACHE: join(cwd, 'compiled') },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const cpu = Number(await text(child.stdio[3] as Readable));
  const [code] = await closed;
  return { code, cpu };
}
