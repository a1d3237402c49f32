/**
 * A worker in a process of its own that a test may kill: departments and the read model are asked of the test over HTTP.
 * Settings come as one JSON text in YJS_TEST_WORKER; its first line names the workflow code it works with.
 */
import { NativeConnection } from '@temporalio/worker';
import { createCodec } from '../../../activities/codec.ts';
import type { Connector } from '../../../activities/connectors/connector.ts';
import { createActivities } from '../../../activities/index.ts';
import type { JobOutcome } from '../../../engine/event.ts';
import { startCaseWorkers } from '../../../server/caseWorkers.ts';
import { openCases } from '../../../server/temporal.ts';
import { installTemporalRuntime } from '../../../server/temporalRuntime.ts';

export interface WorkerProcessSettings {
  readonly address: string;
  readonly namespace: string;
  readonly dataDir: string;
  readonly masterKey: string;
  /** Where the test answers `/call` and `/store`. */
  readonly url: string;
  readonly maxCachedWorkflows?: number;
}

const { address, namespace, dataDir, masterKey, url, maxCachedWorkflows } = JSON.parse(process.env.YJS_TEST_WORKER!) as WorkerProcessSettings;
const post = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
};
const connector: Connector = { protocol: 'test', call: async ({ record, idempotencyKey }) => (await post('/call', { record, idempotencyKey })) as JobOutcome };

installTemporalRuntime();
const codec = createCodec(Buffer.from(masterKey, 'hex'));
const cases = await openCases({ address, namespace }, codec);
const workers = await startCaseWorkers({
  connection: await NativeConnection.connect({ address }),
  client: cases.client,
  namespace,
  dataDir,
  codec,
  activities: createActivities({
    departments: {
      system: async (department) => ({ department, protocol: 'test', baseUrl: 'http://127.0.0.1:1', allowedHosts: [], signingSecret: '' }),
      callbackUrl: (department) => `http://127.0.0.1:1/api/callbacks/${department}`,
    },
    readModel: { apply: async (batch) => void (await post('/store', batch)) },
    personal: { reveal: async () => ({}) },
    post: { deliver: async (letter) => void (await post('/letter', letter)) },
    connectors: { test: connector },
    log: { info() {}, warn() {} },
  }),
  log: { info() {}, warn() {}, error: (fields: object, message?: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`) } as never,
  onSetAside: async (caseNumber, deaths) => void (await post('/aside', { caseNumber, deaths })),
  ...(maxCachedWorkflows !== undefined && { maxCachedWorkflows }),
});
process.once('SIGTERM', () => void workers.stop());
process.stdin.once('close', () => process.exit(1));
process.stdin.resume();
process.stdout.write(`${workers.current}\n`);
await workers.ended;
process.exit(0);
