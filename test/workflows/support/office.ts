import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createCodec } from '../../../activities/codec.ts';
import type { ConnectorRequest } from '../../../activities/connectors/connector.ts';
import type { Letter, ProjectedStep, ProjectionBatch } from '../../../activities/ports.ts';
import { hash } from '../../../engine/canonical.ts';
import type { Actor, JobOutcome } from '../../../engine/event.ts';
import type { Program } from '../../../engine/program.ts';
import { currentBundle } from '../../../server/bundles.ts';
import { openMasterKey } from '../../../server/personal/masterKey.ts';
import { openCases } from '../../../server/temporal.ts';
import type { CaseCommand, CaseInput, CommandReply, EventBody } from '../../../workflows/messages.ts';
import { temporal } from '../../support/temporal.ts';
import { programHashOf } from './programs.ts';
import type { WorkerProcessSettings } from './workerProcess.ts';

/** What the department sees of a call. */
export type Call = Pick<ConnectorRequest, 'record' | 'idempotencyKey'>;

/** A worker process: stopped in order, or killed outright. */
export interface TestWorker {
  /** Build id of the workflow code that new cases begin with. */
  readonly bundle: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Settles when it is no more, however it ended. */
  readonly ended: Promise<void>;
}

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
export async function openOffice(payloadKey?: string) {
  const { address, namespace } = await temporal();
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-office-'));
  await shareBundle(dataDir);
  const masterKey = payloadKey ?? openMasterKey(dataDir).payloads.toString('hex');
  const codec = createCodec(Buffer.from(masterKey, 'hex'));
  const cases = await openCases({ address, namespace }, codec);
  const calls: Call[] = [];
  const batches: ProjectionBatch[] = [];
  const workers = new Set<TestWorker>();
  const office = {
    address, namespace, dataDir, codec, cases, calls, batches,
    /** Cases that workers set aside, in order. */
    setAside: [] as { caseNumber: string; deaths: number }[],
    /** What the department answers; by default it has done it. */
    answer: async (_call: Call): Promise<JobOutcome> => ({ kind: 'done' }),
    /** What the read model does; by default it stores. */
    store: async (batch: ProjectionBatch): Promise<void> => void batches.push(batch),
    /** What cases threw for others, each try of it. */
    letters: [] as Letter[],
    /** How a letter is taken; by default it is. */
    carry: async (_letter: Letter): Promise<void> => undefined,

    /** A worker in a process of its own; resolves when it works. */
    async work({ heapMegabytes, ...options }: { maxCachedWorkflows?: number; heapMegabytes?: number } = {}): Promise<TestWorker> {
      const settings: WorkerProcessSettings = { address, namespace, dataDir, masterKey, url, ...options };
      const child = spawn(process.execPath, [...(heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`]), '--disable-warning=ExperimentalWarning', fileURLToPath(new URL('./workerProcess.ts', import.meta.url))], {
        env: { ...process.env, YJS_TEST_WORKER: JSON.stringify(settings) },
        // One that shall run out of memory says so on its error output, which the test runner would take for its own end.
        stdio: ['pipe', 'pipe', heapMegabytes === undefined ? 'inherit' : 'ignore'],
      });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const [said] = (await Promise.race([once(child.stdout, 'data'), ended.then(() => [])])) as [Buffer?];
      if (said === undefined) throw new Error(`Expected a worker, but it ended with ${child.exitCode}`);
      const end = (signal: NodeJS.Signals): Promise<void> => (workers.delete(worker), child.kill(signal), ended);
      const worker: TestWorker = { bundle: said.toString().trim(), stop: () => end('SIGTERM'), kill: () => end('SIGKILL'), ended };
      workers.add(worker);
      return worker;
    },

    async start(program: Program, { clockMode = 'wall', variables = {}, runLimit, caseNumber = `T-${randomUUID().slice(0, 8)}`, now = new Date().toISOString() }: StartOptions = {}): Promise<string> {
      await cases.start(caseInput(program, { clockMode, variables, caseNumber, now, ...(runLimit !== undefined && { runLimit }) }));
      return caseNumber;
    },

    /** Sends the same command again while it is not confirmed, as the outbox does. */
    async command(caseNumber: string, event: EventBody, commandId: string = randomUUID(), actor = officer): Promise<CommandReply> {
      const command = commandOf(event, commandId, actor);
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await cases.command(caseNumber, command, 5_000);
        } catch (error) {
          const { code } = error as { code?: unknown };
          if ((code !== 'COMMAND_UNCONFIRMED' && code !== 'TEMPORAL_UNAVAILABLE' && code !== 'CASE_BUSY') || attempt === 12) throw error;
          // A server with its hands full is not asked again at once.
          if (code === 'TEMPORAL_UNAVAILABLE') await new Promise((resolve) => setTimeout(resolve, 1_000));
        }
      }
    },

    /** Answers the oldest open step of the element. */
    async complete(caseNumber: string, element: string, opinion: 'agree' | 'disagree' = 'agree', commandId?: string) {
      const token = await until(async () => {
        // A case with its hands full answers later.
        const seen = await cases.inspect(caseNumber).catch((error: { code?: unknown }) => (error.code === 'COMMAND_UNCONFIRMED' ? null : Promise.reject(error as Error)));
        return seen && Object.values(seen.state.instances).find((each) => each.node === element && each.waits?.some(({ on }) => on.kind === 'work'));
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
      await cases.close();
      server.closeAllConnections();
      server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  const answers: Record<string, (body: unknown) => Promise<unknown>> = {
    '/call': (body) => (calls.push(body as Call), office.answer(body as Call)),
    '/store': (body) => office.store(body as ProjectionBatch),
    '/aside': async (body) => void office.setAside.push(body as Office['setAside'][number]),
    '/letter': (body) => (office.letters.push(body as Letter), office.carry(body as Letter)),
  };
  const server = createServer(async (request, response) => {
    try {
      const body = JSON.parse(await text(request)) as unknown;
      const answer = await answers[request.url!]!(body);
      response.end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.writeHead(503).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return office;
}

/** Builds the workflow code once for all suites, where packages keep their caches. */
async function shareBundle(dataDir: string): Promise<void> {
  const cache = fileURLToPath(new URL('../../../node_modules/.cache/yijianshi', import.meta.url));
  const { id } = await currentBundle(cache);
  const kept = join(cache, 'bundles');
  mkdirSync(join(dataDir, 'bundles'), { recursive: true });
  for (const name of readdirSync(kept)) {
    const isNote = name.startsWith('sources-') && !name.endsWith('.tmp') && readFileSync(join(kept, name), 'utf8') === id;
    if (isNote || name === `${id}.js`) copyFileSync(join(kept, name), join(dataDir, 'bundles', name));
  }
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

/** Asks again until there is an answer, a minute and a half at most: a busy machine is no failure. */
export async function until<T>(ask: () => Promise<T | undefined | null | false>, milliseconds = 90_000, longestPause = 50): Promise<T> {
  for (let end = Date.now() + milliseconds, pause = 50; ; await new Promise((resolve) => setTimeout(resolve, pause)), pause = Math.min(2 * pause, longestPause)) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error('Expected it to happen, but it did not');
  }
}
