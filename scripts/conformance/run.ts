import { exchange } from '../interchange/exchange.ts';
import type { EngineDriver } from './driver.ts';
import type { Entry } from './readFolder.ts';
import { type Failure, messageOf, runCase } from './runCase.ts';

/** A case that takes longer is named, milliseconds. */
const SLOW = 10_000;

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Cases that have failed. */
  readonly failures: ReadonlySet<Entry>;
}

/**
 * Runs every case on one engine, one after the other, and tells each failure with what was expected and what was got. An
 * engine that can't be used any more has failed all that are left.
 */
export async function run(entries: readonly Entry[], engine: string, open: () => EngineDriver | Promise<EngineDriver>, tell: (line: string) => void): Promise<Tally> {
  const failed = new Set<Entry>();
  for (const [position, entry] of entries.entries()) {
    const began = Date.now();
    let driver: EngineDriver;
    try {
      driver = await open();
    } catch (error) {
      for (const left of entries.slice(position)) failed.add(left);
      tell(`✗ ${entry.id} [${engine}] and all that follow: not run, ${messageOf(error)}`);
      break;
    }
    const failures = await runEntry(entry, driver);
    if (Date.now() - began > SLOW) tell(`${entry.id} [${engine}] took ${((Date.now() - began) / 1000).toFixed(1)} s`);
    if (failures.length > 0) failed.add(entry);
    for (const { at, what, expected, got } of failures) tell(`✗ ${entry.id} [${engine}] ${at}, ${what}: expected ${shown(expected)}, got ${shown(got)}`);
    if ((position + 1) % 20 === 0) tell(`${engine}: ${position + 1} of ${entries.length}, ${failed.size} failed`);
  }
  return { passed: entries.length - failed.size, failed: failed.size, failures: failed };
}

/** Runs one case with a driver of its own. What is left of it is ended before the next one. Never throws: a case that can't be run has failed. */
export async function runEntry(entry: Entry, driver: EngineDriver): Promise<Failure[]> {
  if ('unreadable' in entry) return [{ at: 'file', what: 'case', expected: 'a case that can be read', got: entry.unreadable }];
  if ('inventory' in entry) return guarded('exchange', () => exchangeAll(entry));
  const failures = await guarded('run', () => runCase(entry.case, entry.files, driver));
  return [...failures, ...(await guarded('ending what is left', async () => (await driver.end(), [])))];
}

/** What importing and exporting loses is the same on every engine. */
async function exchangeAll({ files, inventory }: Extract<Entry, { inventory: unknown }>): Promise<Failure[]> {
  const lost = await Promise.all(files.map(async ({ name, bytes }) => (await exchange(bytes, inventory)).map((each) => ({ at: name, what: 'export', expected: 'nothing to be lost', got: each }))));
  return lost.flat();
}

async function guarded(at: string, work: () => Promise<Failure[]>): Promise<Failure[]> {
  try {
    return await work();
  } catch (error) {
    return [{ at, what: 'case', expected: 'to be run', got: messageOf(error) }];
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
