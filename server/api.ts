import '../scripts/endWithParent.ts';
import { createServer, type Server } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { createCodec } from '../activities/codec.ts';
import { createApp } from './app.ts';
import { endReplayed } from './catalog/replay/endReplayed.ts';
import { forgetOldProgressAttempts } from './cases/progressThrottle.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { createDepartmentServices } from './departments/services.ts';
import { seedSystems } from './departments/seedSystems.ts';
import type { Context } from './http/context.ts';
import { forgetOldKeys } from './http/idempotency.ts';
import { createEntryLink } from './identity/enterByLink.ts';
import { forgetOldAttempts } from './identity/throttle.ts';
import { seedAdministrator, seedDemonstration, visitor } from './identity/seedPeople.ts';
import { openLog } from './log.ts';
import { migrate, openOrm } from './orm.ts';
import { runInbox } from './inbox/run.ts';
import { repeat, runOutbox } from './outbox/run.ts';
import { createCaseServices } from './outbox/services.ts';
import { openMasterKey } from './personal/masterKey.ts';
import { runReconciler } from './reconciler/run.ts';
import { runTimerStarts } from './starts/run.ts';
import { routes } from './routes.ts';
import { seedCalendars, seedMatters } from './system/seedCity.ts';
import { casesOver, connectionOptions } from './temporal.ts';

/** The part that a visitor plays first: one who sees every case and changes none. */
const firstPart = 'supervisor1';

/** The HTTP process. Any number of them may run against one database and one Temporal. */
async function main(): Promise<void> {
  // Whatever this process writes is its owner's alone.
  process.umask(0o077);
  const config = loadConfig(process.env);
  const log = openLog(config, 'api');
  const master = openMasterKey(config.dataDir);
  const orm = await openOrm(config);
  await migrate(orm);
  // Lazy: pages answer while Temporal is still being fetched.
  const connection = Connection.lazy(await connectionOptions(config.temporal));
  const codec = createCodec(master.payloads);
  const client = new Client({ connection, namespace: config.temporal.namespace, dataConverter: { payloadCodecs: [codec] } });
  const cases = createCaseServices({ orm, cases: casesOver(client), master, log });
  let seeded = false;
  const context: Context = {
    orm, config, log, temporal: client, routes,
    now: () => new Date().toISOString(),
    pages: join(import.meta.dirname, '../dist'),
    services: { cases, departments: createDepartmentServices(master), city: { seeded: () => seeded } },
  };
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 30_000 }, createApp(context));
  const port = await listen(server, config);
  await seed(context);
  const entry = config.demo ? { entry: await entryLink(context) } : {};
  seeded = true;
  const chores = [
    ...(config.demo ? [repeat(15_000, cases.outbox, () => endReplayed(context).then(() => 0))] : []),
    runOutbox(cases.outbox),
    runInbox(cases.outbox),
    runReconciler(cases.outbox, client, codec),
    runTimerStarts(cases),
    repeat(3_600_000, cases.outbox, async () => {
      await forgetOldKeys(orm, new Date());
      await forgetOldAttempts(orm, context.now());
      await forgetOldProgressAttempts(orm, context.now());
      return 0;
    }),
  ];
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await Promise.all([closed, ...chores.map((chore) => chore.stop())]);
    await connection.close();
    await orm.close();
    log.info({}, 'api stopped');
    process.exit(0);
  };
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void (stopping ??= stop()));
  // Said last: who hears it may ask this process to end at once.
  process.stdout.write(`${JSON.stringify({ ready: true, port, url: config.publicUrl, ...entry })}\n`);
}

/** Data the city begins with; what is there already is left alone. */
async function seed(context: Context): Promise<void> {
  await seedCalendars(context);
  if (!context.config.demo) {
    await seedAdministrator(context);
    return;
  }
  await seedDemonstration(context);
  await seedSystems(context.orm, context.config, context.services.cases.master, context.now());
  await seedMatters(context);
}

/** A fresh link for this start, kept where only the owner reads it. */
async function entryLink(context: Context): Promise<string> {
  const link = await createEntryLink(context, visitor, firstPart);
  const folder = join(context.config.dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'entry.txt'), `${link}\n`, { mode: 0o600 });
  return link;
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new ConfigError([`YJS_PORT: port ${port} on ${host} is taken`]) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

main().catch((error: unknown) => {
  const lines = error instanceof ConfigError ? error.lines : [`api: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
});
