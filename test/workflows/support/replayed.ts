import { Worker } from '@temporalio/worker';
import { compareCase } from '../../../server/audit/compareCase.ts';
import { fetchRuns, readRun } from '../../../server/audit/history.ts';
import { currentBundle } from '../../../server/bundles.ts';
import type { Office } from './office.ts';

/**
 * Executes finished cases once more from their recorded histories, through the interpreter and through the workflow code as
 * it stands: what differs, by case number; and all events of all runs.
 */
export async function replayed({ cases, codec, dataDir }: Office, caseNumbers: readonly string[]) {
  const told = await Promise.all(
    caseNumbers.map(async (caseNumber) => {
      const runs = await fetchRuns(cases.client, caseNumber);
      const { difference } = compareCase(await Promise.all(runs.map((run) => readRun(run, codec))), null);
      return { caseNumber, difference, runs: runs.map(({ history }) => ({ workflowId: caseNumber, history })) };
    }),
  );
  const runs = told.flatMap((each) => each.runs);
  const differences: (readonly [caseNumber: string, difference: unknown])[] = told.flatMap(({ caseNumber, difference }) => (difference ? [[caseNumber, difference] as const] : []));
  const { path } = await currentBundle(dataDir);
  // One worker for all of them: to start one costs more than a replay.
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath: path }, dataConverter: { payloadCodecs: [codec] } }, runs)) if (error) differences.push([workflowId, error]);
  return { differences, runs: runs.length, events: runs.flatMap(({ history }) => history.events!) };
}
