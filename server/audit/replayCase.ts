import type { PayloadCodec } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { keptBundle } from '../bundles.ts';
import { installTemporalRuntime } from '../temporalRuntime.ts';
import { compareCase } from './compareCase.ts';
import type { Compared, Difference } from './compareCase.ts';
import { readRun } from './history.ts';
import type { RunHistory } from './history.ts';
import type { CaseRecords } from './records.ts';

/** What a replay needs: the case's runs, the database's side, the payload key and the folder with the kept bundles. */
export interface ReplaySources {
  readonly caseNumber: string;
  readonly runs: readonly RunHistory[];
  readonly records: CaseRecords;
  readonly codec: PayloadCodec;
  readonly dataDir: string;
}

/** The outcome of replaying a case. */
export interface Verdict {
  /** Nothing differs, anywhere. */
  readonly same: boolean;
  readonly difference: Difference | null;
  /** The same case through the workflow code that ran it: runs replayed, and the first failure in the SDK's words. */
  readonly workflow: { readonly runs: number; readonly failure: string | null };
  readonly events: number;
  readonly compared: Compared;
}

/**
 * Replays a case twice: every run through the Temporal SDK with the kept workflow code, and the whole case through the
 * pure interpreter, held against the history, the read model and the stored program.
 * @throws PayloadUnreadable when the payload key is not the one the history was written with.
 */
export async function replayCase({ caseNumber, runs, records, codec, dataDir }: ReplaySources): Promise<Verdict> {
  const recorded = await Promise.all(runs.map((run) => readRun(run, codec)));
  const { difference, compared } = compareCase(recorded, records);
  let replayed = 0;
  let failure: string | null = null;
  for (const [n, run] of runs.entries()) {
    failure = await replayRun(run, recorded[n]!.bundle, caseNumber, codec, dataDir);
    if (failure !== null) break;
    replayed += 1;
  }
  const first = difference ?? (failure === null ? null : workflowDifference(failure));
  const events = runs.reduce((sum, { history }) => sum + (history.events?.length ?? 0), 0);
  return { same: first === null, difference: first, workflow: { runs: replayed, failure }, events, compared };
}

const workflowDifference = (failure: string): Difference => ({ seq: null, type: null, element: null, what: 'workflow', where: 'history', expected: null, found: failure });

async function replayRun({ history }: RunHistory, bundle: string | null, caseNumber: string, codec: PayloadCodec, dataDir: string): Promise<string | null> {
  if (bundle === null) return null; // No workflow task was ever completed: there is nothing to hold the code against.
  const kept = await keptBundle(dataDir, bundle);
  if (!kept) return `The workflow code ${bundle} is not kept in ${dataDir}/bundles`;
  installTemporalRuntime();
  try {
    await Worker.runReplayHistory({ workflowBundle: { codePath: kept.path }, dataConverter: { payloadCodecs: [codec] }, replayName: 'audit' }, history, caseNumber);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
