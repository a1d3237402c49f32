import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { decodeArrayFromPayloads, decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { CallAnswer, JobRequest, ProjectedStep, ProjectionBatch, SafeAnswer } from '../../activities/ports.ts';
import type { Event, JobOutcome } from '../../engine/event.ts';
import { DomainError } from '../../engine/errors.ts';
import type { AdvanceCommand, CaseCommand, CaseInput, CommandReply } from '../../workflows/messages.ts';
import { outcomeOfFailure } from '../../workflows/outcome.ts';

/** One run of a case as Temporal keeps it, payloads still encrypted. */
export interface RunHistory {
  readonly runId: string;
  readonly history: History;
}

/** What came in and what went out during one run, in the clear. */
export interface RecordedRun {
  readonly runId: string;
  readonly input: CaseInput;
  /** Build id of the workflow code that wrote the run; null where no task was completed yet. */
  readonly bundle: string | null;
  /** Accepted commands by id. */
  readonly commands: ReadonlyMap<string, CaseCommand>;
  readonly advances: ReadonlyMap<string, AdvanceCommand>;
  /** Answers of department calls by activity id; of calls that only read, which have none in the history, by the command's. */
  readonly answers: ReadonlyMap<string, JobOutcome>;
  /** Batches handed to the read model with the id they went under, in order. */
  readonly projections: readonly { readonly activityId: string; readonly batch: ProjectionBatch }[];
  /** Steps that replies to commands tell. */
  readonly replies: readonly ProjectedStep[];
}

/** Every run of a case, oldest first. @throws DomainError NOT_FOUND */
export async function fetchRuns(client: Client, caseNumber: string): Promise<RunHistory[]> {
  const fetch = async (runId?: string): Promise<History> => {
    try {
      return await client.workflow.getHandle(caseNumber, runId).fetchHistory();
    } catch (error) {
      if (error instanceof Error && error.name === 'WorkflowNotFoundError') throw new DomainError('NOT_FOUND', { caseNumber });
      throw error;
    }
  };
  const newest = await fetch();
  const runs: RunHistory[] = [];
  for (let runId = startOf(newest).firstExecutionRunId ?? undefined; runId; ) {
    const history = startOf(newest).originalExecutionRunId === runId ? newest : await fetch(runId);
    runs.push({ runId, history });
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return runs;
}

/** A file of runs, as `npm run replay -- CASE --save FILE` writes it: Temporal's own JSON, payloads encrypted. */
export function runsToJson(caseNumber: string, runs: readonly RunHistory[]): string {
  return JSON.stringify({ caseNumber, runs: runs.map(({ runId, history }) => ({ runId, history: JSON.parse(historyToJSON(history)) as unknown })) }, null, 1);
}

/** Reads such a file back. */
export function runsFromJson(text: string): { caseNumber: string; runs: RunHistory[] } {
  const file = JSON.parse(text) as { caseNumber: string; runs: { runId: string; history: unknown }[] };
  return { caseNumber: file.caseNumber, runs: file.runs.map(({ runId, history }) => ({ runId, history: historyFromJSON(history) })) };
}

/** Decrypts one run. @throws PayloadUnreadable without the key, or when bytes were changed */
export async function readRun({ runId, history }: RunHistory, codec: PayloadCodec): Promise<RecordedRun> {
  const converter = { payloadConverter: defaultPayloadConverter, failureConverter: defaultFailureConverter, payloadCodecs: [codec] };
  const values = async (payloads: { payloads?: unknown[] | null } | null | undefined) => decodeArrayFromPayloads(converter, (payloads?.payloads ?? []) as never);
  const commands = new Map<string, CaseCommand>();
  const advances = new Map<string, AdvanceCommand>();
  const answers = new Map<string, JobOutcome>();
  const projections: { activityId: string; batch: ProjectionBatch }[] = [];
  const replies: ProjectedStep[] = [];
  const accepted = new Map<string, CaseCommand>();
  const scheduled = new Map<string, string>();
  let bundle: string | null = null;
  for (const event of history.events ?? []) {
    const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    if (update) {
      const [command] = await values(update.args);
      if (update.name === 'command') {
        commands.set((command as CaseCommand).commandId, command as CaseCommand);
        accepted.set(String(event.eventId), command as CaseCommand);
      }
      else advances.set((command as AdvanceCommand).commandId, command as AdvanceCommand);
    }
    const completed = event.workflowExecutionUpdateCompletedEventAttributes;
    const asked = completed && accepted.get(String(completed.acceptedEventId));
    if (asked && completed.outcome?.success) {
      const { seq, chain, log, now, snapshot, repeated } = (await values(completed.outcome.success))[0] as CommandReply;
      const { actor, commandId, digest } = asked;
      if (!repeated) replies.push({ seq, chain, log, event: { ...asked.event, now: snapshot?.now ?? now, actor, commandId, digest } as Event });
    }
    const activity = event.activityTaskScheduledEventAttributes;
    if (activity) {
      const [, id, ridden] = /^(.*?)(?:~(p\d+-[0-9a-f]{16}))?$/.exec(activity.activityId!)!;
      scheduled.set(String(event.eventId), id!);
      if (ridden !== undefined) projections.push({ activityId: ridden, batch: ((await values(activity.input))[0] as JobRequest).told! });
      if (activity.activityType?.name === 'project') projections.push({ activityId: activity.activityId!, batch: (await values(activity.input))[0] as ProjectionBatch });
    }
    const done = event.activityTaskCompletedEventAttributes;
    if (done) answers.set(scheduled.get(String(done.scheduledEventId))!, outcomeIn((await values(done.result))[0]));
    // A local activity that failed leaves no result: the same call went on as an activity.
    const read = event.markerRecordedEventAttributes?.details?.result;
    if (read) {
      const { call, outcome } = (await values(read))[0] as SafeAnswer;
      answers.set(call, outcome);
    }
    const failed = event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes;
    if (failed) answers.set(scheduled.get(String(failed.scheduledEventId))!, outcomeOfFailure(await decodeOptionalFailureToOptionalError(converter, failed.failure), 0));
    bundle ??= event.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? null;
  }
  const [input] = await values(startOf(history).input);
  return { runId, input: input as CaseInput, bundle, commands, advances, answers, projections, replies };
}

/** The department's answer without what the call says of its load and its time. */
function outcomeIn(answer: unknown): JobOutcome {
  if (typeof answer !== 'object' || answer === null) return answer as JobOutcome;
  const { untold: _, answeredAt: __, ...outcome } = answer as CallAnswer;
  return outcome as JobOutcome;
}

function startOf(history: History) {
  const start = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  if (!start) throw new Error('Expected a history that begins with the start of a workflow');
  return start;
}
