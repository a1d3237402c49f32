import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { createCodec } from '../activities/codec.ts';
import { fetchRuns } from '../server/audit/history.ts';
import { currentBundle } from '../server/bundles.ts';
import { installTemporalRuntime } from '../server/temporalRuntime.ts';
import { bundleOf } from './bundleOf.ts';
import { cpuMs, machine, median } from './machine.ts';
import type { BenchServer } from './servers/server.ts';
import { startInMemory } from './servers/inMemory.ts';
import { startOnPostgres } from './servers/onPostgres.ts';
import { hand, ours, type Variant } from './variants.ts';
import type { BenchWorkerSettings } from './worker.ts';

/** What one run of one variant cost, for each case. */
export interface Figures {
  readonly workerCpuMs: number;
  readonly serverCpuMs: number;
  /** PostgreSQL; 0 where the server keeps its histories in memory. */
  readonly postgresCpuMs: number;
  /** Whoever starts cases, takes rows and answers: this process. */
  readonly driverCpuMs: number;
  /** The four together. */
  readonly allCpuMs: number;
  readonly events: number;
  readonly workflowTasks: number;
  readonly historyBytes: number;
  readonly p50Ms: number;
  readonly casesPerSecond: number;
  readonly replayCpuMs: number;
}

export interface FlowOptions {
  readonly branches: number;
  readonly cases: number;
  readonly inFlight: number;
  readonly pairs: number;
  readonly variants: readonly Variant['name'][];
  /** Whether the Temporal server keeps its histories in PostgreSQL; else in memory. */
  readonly postgres: boolean;
  /** Our calls only read. */
  readonly quick: boolean;
}

const names: readonly (keyof Figures)[] = ['events', 'workflowTasks', 'historyBytes', 'workerCpuMs', 'serverCpuMs', 'postgresCpuMs', 'driverCpuMs', 'allCpuMs', 'replayCpuMs', 'p50Ms', 'casesPerSecond'];

/** How long a server may take to answer. */
const PATIENCE_MS = 60_000;
/** A month: nothing of a run falls out of its history. */
const RETENTION = msToTs('30 days');
/** Status number of gRPC. */
const ALREADY_EXISTS = 6;
const codec = createCodec(Buffer.alloc(32, 7));

/**
 * Runs the flow in turn by the platform and by hand, on one server in one go, and prints medians with their ratios.
 * Nothing is asserted on time. The result also goes to bench/results.
 */
export async function benchFlows({ branches, cases, inFlight, pairs, variants, postgres, quick }: FlowOptions): Promise<void> {
  const server = await (postgres ? startOnPostgres() : startInMemory());
  const { address } = server;
  const client = new Client({ connection: await connected(server), dataConverter: { payloadCodecs: [codec] } });
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-bench-'));
  const all: Record<string, Figures[]> = {};
  const lanes = new Map<Variant['name'], { variant: Variant; worker: ChildProcess }>();
  const receiver = createServer(async (request, response) => {
    const rows = JSON.parse(await text(request)) as unknown;
    response.end('{}');
    void lanes.get(request.url!.slice(1) as Variant['name'])!.variant.answer(rows).catch((error: unknown) => console.error(String(error)));
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  try {
    const program = bundleOf(branches, true, quick);
    for (const name of variants) {
      const taskQueue = `bench-${name}`;
      const settings: BenchWorkerSettings = { variant: name, address, namespace: 'default', taskQueue, url: `${url}/${name}`, dataDir };
      const worker = spawn(process.execPath, [...(process.env.YJS_BENCH_PROFILE ? ['--cpu-prof', '--cpu-prof-dir', process.env.YJS_BENCH_PROFILE] : []), '--disable-warning=ExperimentalWarning', fileURLToPath(new URL('./worker.ts', import.meta.url))], { env: { ...process.env, YJS_BENCH_WORKER: JSON.stringify(settings) }, stdio: ['pipe', 'pipe', 'inherit'] });
      await once(worker.stdout!, 'data');
      lanes.set(name, { worker, variant: name === 'ours' ? ours(client, taskQueue, program) : hand(client, taskQueue, branches, name) });
    }
    const codes = await replayCodes(dataDir);
    for (let pair = 0; pair <= pairs; pair += 1) {
      for (const name of pair % 2 ? variants : variants.toReversed()) {
        const lane = lanes.get(name)!;
        const figures = await once_(client, lane.variant, { worker: lane.worker.pid!, ...server.pids }, codes[name === 'ours' ? 'ours' : 'hand'], pair === 0 ? Math.min(cases, 10) : cases, inFlight);
        // The first round warms up.
        if (pair > 0) (all[name] ??= []).push(figures);
      }
    }
  } finally {
    for (const { worker } of lanes.values()) worker.kill('SIGTERM');
    receiver.closeAllConnections();
    receiver.close();
    await client.connection.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  report({ branches, cases, inFlight, pairs, postgres, quick }, all);
}

/** A connection as soon as the server answers, with the namespace `default`, which only a development server brings along. */
async function connected({ address, ended }: BenchServer): Promise<Connection> {
  for (const until = Date.now() + PATIENCE_MS; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    try {
      const connection = await Connection.connect({ address });
      await connection.workflowService.registerNamespace({ namespace: 'default', workflowExecutionRetentionPeriod: RETENTION }).catch((error: unknown) => {
        if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error;
      });
      return connection;
    } catch (error) {
      const why = ended();
      if (why !== null || Date.now() > until) throw new Error(why ?? `The Temporal server does not answer: ${String(error)}`);
    }
  }
}

async function replayCodes(dataDir: string) {
  installTemporalRuntime();
  const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  return {
    ours: { codePath: (await currentBundle(dataDir)).path },
    hand: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./handWritten.ts', import.meta.url)), logger: silent }),
  };
}

type Pids = BenchServer['pids'] & { readonly worker: number };
type Code = Awaited<ReturnType<typeof replayCodes>>[keyof Awaited<ReturnType<typeof replayCodes>>];

/** CPU milliseconds used so far by each who has a part in a case, and when that was. */
function used({ worker, server, postgres }: Pids) {
  const { user, system } = process.cpuUsage();
  return { worker: cpuMs(worker), server: cpuMs(server), postgres: postgres === null ? 0 : cpuMs(postgres), driver: (user + system) / 1_000, at: Date.now() };
}

let numbers = 0;

async function once_(client: Client, variant: Variant, pids: Pids, workflowBundle: Code, cases: number, inFlight: number): Promise<Figures> {
  const ids = Array.from({ length: cases }, () => `${variant.name}-${(numbers += 1)}`);
  const before = used(pids);
  const took: number[] = [];
  const queue = [...ids];
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        const began = Date.now();
        await variant.start(id);
        await client.workflow.getHandle(id).result();
        took.push(Date.now() - began);
      }
    }),
  );
  const after = used(pids);
  const each = (of: Exclude<keyof typeof after, 'at'>): number => (after[of] - before[of]) / cases;
  // A wide case goes on in a new run now and then: all of them count.
  const recorded = await Promise.all(ids.slice(0, 20).map(async (workflowId) => (await fetchRuns(client, workflowId)).map(({ runId, history }) => ({ workflowId, runId, history }))));
  const histories = recorded.flat();
  const eventsOf = (runs: typeof histories) => runs.flatMap(({ history }) => history.events!);
  const sizes = await Promise.all(recorded.map(async (runs) => (await Promise.all(runs.map(async ({ workflowId, runId }) => Number((await client.workflow.getHandle(workflowId, runId).describe()).historySize)))).reduce((sum, size) => sum + size, 0)));
  const replay = async (times: number) => {
    const start = process.cpuUsage();
    const all = Array.from({ length: times }, () => histories).flat();
    for await (const { error } of Worker.runReplayHistories({ workflowBundle, dataConverter: { payloadCodecs: [codec] } }, all)) if (error) throw error;
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
  // Starting a replay worker costs the same whatever it replays, and the first cases warm it up: what three times as many cost more counts.
  const [one, three] = [await replay(1), await replay(3)];
  return {
    workerCpuMs: each('worker'),
    serverCpuMs: each('server'),
    postgresCpuMs: each('postgres'),
    driverCpuMs: each('driver'),
    allCpuMs: each('worker') + each('server') + each('postgres') + each('driver'),
    events: median(recorded.map((runs) => eventsOf(runs).length)),
    workflowTasks: median(recorded.map((runs) => eventsOf(runs).filter((event) => event.workflowTaskCompletedEventAttributes).length)),
    historyBytes: median(sizes),
    p50Ms: median(took),
    casesPerSecond: cases / ((after.at - before.at) / 1_000),
    replayCpuMs: Math.max(0, three - one) / 2 / recorded.length,
  };
}

function report(options: Omit<FlowOptions, 'variants'>, all: Readonly<Record<string, readonly Figures[]>>): void {
  const medians = Object.fromEntries(Object.entries(all).map(([name, runs]) => [name, Object.fromEntries(names.map((figure) => [figure, median(runs.map((run) => run[figure]))])) as unknown as Figures]));
  const others = Object.keys(medians).filter((name) => name !== 'ours');
  console.log(JSON.stringify({ ...options, ...machine() }));
  console.log(['figure (a case)'.padEnd(18), ...Object.keys(medians).map((name) => name.padStart(10)), ...others.map((name) => `ours/${name}`.padStart(12))].join(' '));
  for (const figure of names.filter((name) => Object.values(medians).some((row) => row[name] > 0))) {
    // Ratios of pairs that ran side by side, not of medians: the machine's other work falls out.
    const ratio = (name: string) => median(all.ours!.map((run, n) => run[figure] / all[name]![n]![figure]));
    console.log([figure.padEnd(18), ...Object.values(medians).map((row) => row[figure].toFixed(1).padStart(10)), ...others.map((name) => (all.ours ? ratio(name).toFixed(2) : '').padStart(12))].join(' '));
  }
  const file = new URL(`./results/flows-${options.branches}${options.postgres ? '-postgres' : ''}-${new Date().toISOString().replace(/[:.]/g, '-')}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify({ machine: machine(), options, medians, runs: all }, null, 1)}\n`);
}
