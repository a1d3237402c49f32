/** One worker in a process of its own, so that its CPU can be told apart. Settings: one JSON text in YJS_BENCH_WORKER. */
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { createCodec } from '../activities/codec.ts';
import { currentBundle } from '../server/bundles.ts';
import { installTemporalRuntime } from '../server/temporalRuntime.ts';
import { handActivities, ourActivities } from './activities.ts';
import type { Variant } from './variants.ts';

export interface BenchWorkerSettings {
  readonly variant: Variant['name'];
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly url: string;
  readonly dataDir: string;
}

const { variant, address, namespace, taskQueue, url, dataDir } = JSON.parse(process.env.YJS_BENCH_WORKER!) as BenchWorkerSettings;
const tell = async (rows: unknown): Promise<void> => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(rows) });
  await response.arrayBuffer();
};
const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

installTemporalRuntime();
const workflowBundle =
  variant === 'ours'
    ? { codePath: (await currentBundle(dataDir)).path }
    : await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./handWritten.ts', import.meta.url)), logger: silent });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue,
  workflowBundle,
  activities: variant === 'ours' ? ourActivities(tell) : handActivities(tell, variant === 'plain'),
  dataConverter: { payloadCodecs: [createCodec(Buffer.alloc(32, 7))] },
});
process.once('SIGTERM', () => worker.shutdown());
process.stdin.once('close', () => process.exit(1));
process.stdin.resume();
process.stdout.write('ready\n');
await worker.run();
process.exit(0);
