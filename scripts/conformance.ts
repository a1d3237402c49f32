/**
 * `npm run conformance -- FOLDER... [--engine core|temporal|both] [--clock rehearsal|wall] [--only TEXT] [--report FILE]`:
 * runs every case of folders that other projects wrote, on the pure core in virtual time, over HTTP on a platform of its
 * own with a real Temporal, or on both (the default). Prints each failure with expected and got, and closes with one
 * line, each case counted once an engine; `--report` writes counts by construct. Exit 1 on a failure. Reads those folders alone.
 */
import { statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type OwnPlatform, startPlatform } from './chaos/platform.ts';
import { openClient } from '../server/client/client.ts';
import { coreDriver } from './conformance/core/coreDriver.ts';
import { httpDriver } from './conformance/http/httpDriver.ts';
import { type Entry, readFolder } from './conformance/readFolder.ts';
import { reportOf, writeReport } from './conformance/report.ts';
import { run, type Tally } from './conformance/run.ts';
import { messageOf } from './conformance/runCase.ts';

const usage = 'usage: npm run conformance -- FOLDER... [--engine core|temporal|both] [--clock rehearsal|wall] [--only TEXT] [--report FILE]';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string', default: 'both' }, clock: { type: 'string', default: 'rehearsal' }, only: { type: 'string' }, report: { type: 'string' } },
});
const { engine, clock, only, report } = values;
if (positionals.length === 0 || !['core', 'temporal', 'both'].includes(engine) || (clock !== 'rehearsal' && clock !== 'wall')) {
  console.error(usage);
  process.exit(2);
}
const missing = positionals.filter((path) => !statSync(path, { throwIfNoEntry: false })?.isDirectory());
if (missing.length > 0) console.error(`no folder: ${missing.join(', ')}`);
const entries = positionals.filter((path) => !missing.includes(path)).flatMap((path) => readFolder(path, console.error)).filter(({ id }) => only === undefined || id.includes(only));
if (entries.length === 0) console.error(`no cases in ${positionals.join(', ')}`);
const tallies: Record<string, Tally> = {};
if (engine !== 'temporal') tallies.core = await run(entries, 'core', coreDriver, console.log);
if (engine !== 'core' && entries.length > 0) tallies.temporal = await onTemporal(entries, clock);
if (report !== undefined) writeFileSync(report, writeReport(reportOf(entries, tallies, new Date().toISOString().slice(0, 10))));
const sum = (which: 'passed' | 'failed'): number => Object.values(tallies).reduce((total, tally) => total + tally[which], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 || entries.length === 0 || missing.length > 0 ? 1 : 0);

/** A platform that does not start has failed every case. */
async function onTemporal(all: readonly Entry[], on: 'rehearsal' | 'wall'): Promise<Tally> {
  console.log('temporal: starting a platform of its own');
  let platform: OwnPlatform | null = null;
  let kept = true;
  try {
    // Another program may have taken a port in between: once more with others.
    const started = await startPlatform().catch((error: unknown) => (console.log(`temporal: ${messageOf(error)}; starting it once more`), startPlatform()));
    platform = started;
    const { url, dataDir, standinsUrl } = started;
    const person = await openClient(url, dataDir, { patienceMs: 120_000 }).as('admin1');
    const open = async () => (await started.ready(), httpDriver({ person, standinsUrl, clock: on }));
    const tally = await run(all, 'temporal', open, console.log);
    kept = false;
    return tally;
  } catch (error) {
    console.log(`✗ temporal: the platform could not be used: ${messageOf(error)}${platform ? ` (kept for looking at: ${platform.dataDir})` : ''}`);
    return { passed: 0, failed: all.length, failures: new Set(all) };
  } finally {
    await platform?.stop(kept);
  }
}
