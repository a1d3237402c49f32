import '../../../scripts/endWithParent.ts';
import { createServer } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import { createCodec } from '../../../activities/codec.ts';
import { createApp } from '../../../server/app.ts';
import { loadConfig } from '../../../server/config.ts';
import { createDepartmentServices } from '../../../server/departments/services.ts';
import { openLog } from '../../../server/log.ts';
import { openOrm } from '../../../server/orm.ts';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { openMasterKey } from '../../../server/personal/masterKey.ts';
import { casesOver, connectionOptions } from '../../../server/temporal.ts';

/** An API process that kills itself outright when it comes to the debug point named by YJS_TEST_DIE_AT. It runs no chores: others must finish its work. */
const config = loadConfig(process.env);
const log = openLog(config, 'api');
const master = openMasterKey(config.dataDir);
const orm = await openOrm(config);
const connection = Connection.lazy(await connectionOptions(config.temporal));
const client = new Client({ connection, namespace: config.temporal.namespace, dataConverter: { payloadCodecs: [createCodec(master.payloads)] } });
const cases = createCaseServices({
  orm, cases: casesOver(client), master, log,
  debugPoint: (point) => {
    if (point === process.env.YJS_TEST_DIE_AT) process.kill(process.pid, 'SIGKILL');
  },
});
const app = createApp({ orm, config, log, temporal: client, services: { cases, departments: createDepartmentServices(master) } });
createServer(app).listen(config.port, config.host, () => process.stdout.write(`${JSON.stringify({ ready: true, port: config.port })}\n`));
