import '../scripts/endWithParent.ts';
import { NativeConnection } from '@temporalio/worker';
import { createCodec } from '../activities/codec.ts';
import { createActivities } from '../activities/index.ts';
import { startCaseWorkers } from './caseWorkers.ts';
import { ConfigError, loadConfig } from './config.ts';
import { createConnectors } from './departments/connectors.ts';
import { createDepartmentPort } from './departments/port.ts';
import { createWorkers } from './departments/workers.ts';
import { openLog } from './log.ts';
import { openOrm } from './orm.ts';
import { openMasterKey } from './personal/masterKey.ts';
import { createCaseServices } from './outbox/services.ts';
import { createPersonalPort } from './personal/port.ts';
import { createPostPort } from './post/port.ts';
import { raiseSetAside } from './quarantine/incident.ts';
import { createReadModelPort } from './readModel/apply.ts';
import { connectionOptions, openCases } from './temporal.ts';
import { installTemporalRuntime } from './temporalRuntime.ts';

/** The process that works on cases. Any number of them may run against one Temporal and one database. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = openLog(config, 'worker');
  installTemporalRuntime(log);
  const masterKey = openMasterKey(config.dataDir);
  const codec = createCodec(masterKey.payloads);
  const orm = await openOrm(config);
  const cases = await openCases(config.temporal, codec);
  const connection = await NativeConnection.connect(await connectionOptions(config.temporal));
  const departments = createDepartmentPort(orm, config, masterKey);
  const activities = createActivities({
    departments,
    readModel: createReadModelPort(orm),
    personal: createPersonalPort(orm, masterKey),
    post: createPostPort(createCaseServices({ orm, cases, master: masterKey, log }).outbox),
    connectors: createConnectors(orm),
    workers: createWorkers(departments),
    log,
  });
  const workers = await startCaseWorkers({ connection, client: cases.client, namespace: config.temporal.namespace, dataDir: config.dataDir, codec, activities, log, onSetAside: (caseNumber, deaths) => raiseSetAside(orm, caseNumber, deaths, new Date().toISOString()) });
  const stop = () => void workers.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await workers.ended;
  await connection.close();
  await cases.close();
  await orm.close();
  log.info({}, 'worker stopped');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const lines = error instanceof ConfigError ? error.lines : [`worker: ${error instanceof Error ? `${error.message} ${JSON.stringify((error as { details?: object }).details ?? '')}` : String(error)}`];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exit(1);
  },
);
