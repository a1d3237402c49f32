/**
 * An API process of its own for tests that kill one: `effectServer.ts DATA URL|- AHEAD_MS`. Its commands leave a row each,
 * named by their command id, so that effects can be counted from outside. Prints its port; ends with its standard input.
 */
import '../../../scripts/endWithParent.ts';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createApp } from '../../../server/app.ts';
import { loadConfig } from '../../../server/config.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { identityRoutes } from '../../../server/identity/routes.ts';
import { openLog } from '../../../server/log.ts';
import { migrate, openOrm } from '../../../server/orm.ts';
import { DemoCity } from '../../../server/system/DemoCity.ts';

const [dataDir = '', databaseUrl = '-', ahead = '0'] = process.argv.slice(2);
const config = { ...loadConfig({ YJS_LOG_LEVEL: 'silent' }), dataDir, databaseUrl: databaseUrl === '-' ? null : databaseUrl };
const orm = await openOrm(config);
await migrate(orm);

const shape = { method: 'POST' as const, summary: 'Leaves a row', roles: 'signed-in' as const, body: z.object({ hangMs: z.number() }), response: z.object({ id: z.string() }), status: 201 };
const routes = [
  ...identityRoutes,
  defineRoute({
    ...shape, path: '/api/within', transaction: true,
    async handler({ em, commandId, body }) {
      em.create(DemoCity, { name: `within:${commandId}`, value: 'done' });
      await em.flush();
      await pause(body.hangMs);
      return { id: commandId };
    },
  }),
  defineRoute({
    ...shape, path: '/api/beyond',
    async handler({ em, commandId, body }) {
      // As a case would: the same command id has its effect once.
      await em.getConnection().execute('insert into demo_city (name, value) values (?, ?) on conflict do nothing', [`beyond:${commandId}`, 'done'], 'run');
      await pause(body.hangMs);
      return { id: commandId };
    },
  }),
];
const app = createApp({ orm, config, log: openLog(config, 'effect'), temporal: null, routes, now: () => new Date(Date.now() + Number(ahead)).toISOString() });
const server = createServer(app).listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
