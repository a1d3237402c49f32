import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import { createCodec } from '../../../activities/codec.ts';
import type { Connector, ConnectorRequest } from '../../../activities/connectors/connector.ts';
import { createActivities } from '../../../activities/index.ts';
import type { ProjectedStep, ProjectionBatch, ReadModelPort } from '../../../activities/ports.ts';
import { hash } from '../../../engine/canonical.ts';
import type { Actor, JobOutcome } from '../../../engine/event.ts';
import type { Program } from '../../../engine/program.ts';
import { startCaseWorkers } from '../../../server/caseWorkers.ts';
import type { CaseWorkers } from '../../../server/caseWorkers.ts';
import { openCases } from '../../../server/temporal.ts';
import { installTemporalRuntime } from '../../../server/temporalRuntime.ts';
import type { CaseCommand, CaseInput, EventBody } from '../../../workflows/messages.ts';
import { temporal } from '../../support/temporal.ts';
import { programHashOf } from './programs.ts';

export const officer: Actor = { user: 'housing-1', role: 'approver', department: 'housing' };

const calendar = {
  version: 'test', from: '2026-01-01', until: '2026-12-31', restDays: [], workDays: [], overlays: [],
  dayStart: '09:00:00', dayEnd: '23:59:59', workingHours: [['09:00:00', '12:00:00'], ['14:00:00', '17:00:00']] as const,
};

export interface StartOptions {
  readonly clockMode?: CaseInput['clockMode'];
  readonly variables?: CaseInput['start']['variables'];
  readonly runLimit?: number;
  readonly caseNumber?: string;
  readonly now?: string;
}

/** A Temporal namespace with its own data folder, a department that answers as told, and a read model in memory. */
export async function openOffice() {
  installTemporalRuntime();
  const { address, namespace } = await temporal();
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-office-'));
  const codec = createCodec(randomBytes(32));
  const cases = await openCases({ address, namespace }, codec);
  const connection = await NativeConnection.connect({ address });
  const calls: ConnectorRequest[] = [];
  const batches: ProjectionBatch[] = [];
  const workers = new Set<CaseWorkers>();
  const office = {
    address, namespace, dataDir, codec, cases, calls, batches,
    /** What the department answers; by default it has done it. */
    answer: async (_request: ConnectorRequest): Promise<JobOutcome> => ({ kind: 'done' }),
    /** What the read model does; by default it stores. */
    store: async (batch: ProjectionBatch): Promise<void> => void batches.push(batch),

    async work(options: { maxCachedWorkflows?: number } = {}): Promise<CaseWorkers> {
      const connector: Connector = { protocol: 'test', call: (request) => (calls.push(request), office.answer(request)) };
      const readModel: ReadModelPort = { apply: (batch) => office.store(batch) };
      const activities = createActivities({
        departments: {
          system: async (department) => ({ department, protocol: 'test', baseUrl: 'http://127.0.0.1:1', allowedHosts: [], signingSecret: '' }),
          callbackUrl: (department) => `http://127.0.0.1:1/api/callbacks/${department}`,
        },
        personal: { reveal: async () => ({}) },
        readModel,
        connectors: { test: connector },
        log: { info() {}, warn() {} },
      });
      const log = { info() {}, warn() {}, error() {} };
      const started = await startCaseWorkers({ connection, client: cases.client, namespace, dataDir, codec, activities, log, ...options });
      workers.add(started);
      return { ...started, stop: () => (workers.delete(started), started.stop()) };
    },

    async start(program: Program, { clockMode = 'wall', variables = {}, runLimit, caseNumber = `T-${randomUUID().slice(0, 8)}`, now = new Date().toISOString() }: StartOptions = {}): Promise<string> {
      await cases.start(caseInput(program, { clockMode, variables, caseNumber, now, ...(runLimit !== undefined && { runLimit }) }));
      return caseNumber;
    },

    command: (caseNumber: string, event: EventBody, commandId: string = randomUUID(), actor = officer) => cases.command(caseNumber, commandOf(event, commandId, actor)),

    /** Answers the oldest open step of the element. */
    async complete(caseNumber: string, element: string, opinion: 'agree' | 'disagree' = 'agree', commandId?: string) {
      const token = await until(async () => {
        const { state } = await cases.inspect(caseNumber);
        return Object.values(state.instances).find((each) => each.node === element && each.waits?.some(({ on }) => on.kind === 'work'));
      });
      return office.command(caseNumber, { type: 'complete', instance: token.id, opinion, ...(opinion === 'disagree' && { comment: '材料不齐' }) }, commandId);
    },

    /** Every step of a case that reached the read model, once each, in order. */
    steps(caseNumber: string): ProjectedStep[] {
      const steps = batches.filter((batch) => batch.caseNumber === caseNumber).flatMap((batch) => batch.steps);
      return [...new Map(steps.map((step) => [step.seq, step])).values()].sort((a, b) => a.seq - b.seq);
    },

    result: (caseNumber: string) => cases.client.workflow.getHandle(caseNumber).result() as Promise<{ status: string; seq: number; chain: string }>,

    async close(): Promise<void> {
      await Promise.all([...workers].map((each) => each.stop()));
      await connection.close();
      await cases.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return office;
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

export function caseInput(program: Program, { clockMode, variables, caseNumber, now, runLimit }: Required<Omit<StartOptions, 'runLimit'>> & { runLimit?: number }): CaseInput {
  const start = { type: 'start', caseNumber, variables, calendar, ladders: {} } as const;
  return {
    caseNumber, program, programHash: programHashOf(program), clockMode,
    start: { ...start, now, actor: { user: 'clerk1', role: 'clerk' }, commandId: `start-${caseNumber}`, digest: hash(start) },
    ...(runLimit !== undefined && { runLimit }),
  };
}

export const commandOf = (event: EventBody, commandId: string = randomUUID(), actor: Actor = officer): CaseCommand =>
  ({ commandId, digest: hash(event), actor, at: new Date().toISOString(), event });

/** Asks again until there is an answer, ten seconds at most. */
export async function until<T>(ask: () => Promise<T | undefined | null | false>, milliseconds = 10_000): Promise<T> {
  for (const end = Date.now() + milliseconds; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error('Expected it to happen, but it did not');
  }
}
