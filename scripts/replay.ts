/**
 * `npm run replay -- CASE [--file HISTORY] [--save HISTORY]`: executes a case again, through the Temporal SDK with the
 * workflow code of its time and through the pure interpreter, and holds it against history, read model and published
 * flow. Prints 相同 with counts, or exits 1 naming the first differing event.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createCodec } from '../activities/codec.ts';
import { fetchRuns, runsFromJson, runsToJson } from '../server/audit/history.ts';
import { readRecords } from '../server/audit/records.ts';
import { replayCase } from '../server/audit/replayCase.ts';
import type { Verdict } from '../server/audit/replayCase.ts';
import { loadConfig } from '../server/config.ts';
import { openOrm } from '../server/orm.ts';
import { openMasterKey } from '../server/personal/masterKey.ts';
import { openCases } from '../server/temporal.ts';
import { readRun } from './supervise/runFile.ts';

type Texts = Record<string, string>;
const texts = ['zh-CN', 'en'].map((language) => JSON.parse(readFileSync(new URL(`./messages/${language}.json`, import.meta.url), 'utf8')) as Texts);

/** Prints a message in both languages; a value that is itself a message key stands in the line's own language. */
function say(key: string, values: Record<string, unknown> = {}, out: (line: string) => void = console.log): void {
  for (const language of texts) {
    const text = (value: unknown): string => (typeof value === 'string' ? (language[value] ?? value) : JSON.stringify(value));
    out(language[key]!.replace(/\{(\w+)\}/g, (_, name: string) => text(values[name])));
  }
}

const witness = { history: 'witnessHistory', readModel: 'witnessReadModel', storedProgram: 'witnessStoredProgram' } as const;

function tell(caseNumber: string, { same, difference, workflow, events, compared }: Verdict): void {
  if (same) say('replaySame', { caseNumber, ...compared, runs: workflow.runs, events });
  if (same && compared.behind > 0) say('replayBehind', { behind: compared.behind });
  if (!difference) return;
  const about = { ...difference, caseNumber, where: witness[difference.where], element: difference.element ?? '-' };
  say(difference.seq === null ? 'replayDiffersWhole' : 'replayDiffers', about, console.error);
  if (compared.steps > 0) say('replayBefore', { steps: compared.steps }, console.error);
  if (workflow.failure !== null) say('replayWorkflow', { failure: workflow.failure }, console.error);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { file: { type: 'string' }, save: { type: 'string' } } });
  const file = values.file === undefined ? null : runsFromJson(readFileSync(values.file, 'utf8'));
  const caseNumber = positionals[0] ?? file?.caseNumber;
  if (caseNumber === undefined) {
    say('replayUsage', {}, console.error);
    return 1;
  }
  const config = loadConfig(process.env);
  const running = readRun(config.dataDir);
  const codec = createCodec(openMasterKey(config.dataDir).payloads);
  const cases = file ? null : await openCases(running && !process.env.TEMPORAL_ADDRESS ? { ...config.temporal, ...running.temporal } : config.temporal, codec);
  const orm = await openOrm(config);
  try {
    const records = await readRecords(orm.em.fork(), caseNumber);
    if (!records) {
      say('replayUnknown', { caseNumber }, console.error);
      return 1;
    }
    const runs = file?.runs ?? (await fetchRuns(cases!.client, caseNumber));
    if (values.save !== undefined) writeFileSync(values.save, runsToJson(caseNumber, runs));
    const verdict = await replayCase({ caseNumber, runs, records, codec, dataDir: config.dataDir });
    tell(caseNumber, verdict);
    return verdict.same ? 0 : 1;
  } finally {
    await orm.close();
    await cases?.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say('replayFailed', { problem: error instanceof Error ? error.message : String(error) }, console.error);
    process.exit(1);
  },
);
