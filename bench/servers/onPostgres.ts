import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { portIsFree } from '../../scripts/provision/freePort.ts';
import { startPostgres } from '../../test/support/startPostgres.ts';
import { startTethered } from '../../test/support/startTethered.ts';
import { findServer } from './findServer.ts';
import { LAST_PORT, PORTS, postgresServerConfig } from './postgresConfig.ts';
import type { BenchServer } from './server.ts';

/** Settings of a PostgreSQL that writes through to the disk at every commit, as a city's does. */
export const DURABLE = { fsync: 'on', synchronous_commit: 'on' };

/** A Temporal server of its own on a durable PostgreSQL of its own. */
export async function startOnPostgres(): Promise<BenchServer> {
  const { server: binary, sqlTool } = await findServer();
  const folder = mkdtempSync(join(tmpdir(), 'yijianshi-bench-server-'));
  const postgres = await startPostgres(DURABLE);
  const histories = await layOut(sqlTool, (await postgres.answer()).url, 'temporal');
  const visibility = await layOut(sqlTool, (await postgres.answer()).url, 'visibility');
  const firstPort = await portsInARow(PORTS);
  writeFileSync(join(folder, 'bench.yaml'), JSON.stringify(postgresServerConfig({ postgres: { port: histories.port, user: histories.user, histories: histories.database, visibility: visibility.database }, firstPort })));
  const server = startTethered(binary, ['--root', folder, '--config', '.', '--env', 'bench', '--allow-no-auth', 'start']);
  return {
    address: `127.0.0.1:${firstPort}`,
    pids: { server: server.pid, postgres: postgres.pid },
    ended: () => (server.ended() ? `The Temporal server ended: ${server.said().split('\n').at(-1)}` : null),
    async stop() {
      await server.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lays out the server's tables in an empty database, and says where that is. */
async function layOut(sqlTool: string, url: string, schema: 'temporal' | 'visibility') {
  const { hostname, port, username: user, pathname } = new URL(url);
  const database = pathname.slice(1);
  const run = (...command: string[]) => promisify(execFile)(sqlTool, ['--endpoint', hostname, '--port', port, '--user', user, '--plugin', 'postgres12_pgx', '--database', database, ...command]);
  await run('setup-schema', '--version', '0.0');
  await run('update-schema', '--schema-name', `postgresql/v12/${schema}`);
  return { port: Number(port), user, database };
}

/** The first of that many free ports in a row. */
async function portsInARow(count: number): Promise<number> {
  for (let first = 20_000; first + count <= LAST_PORT + 1; first += count) {
    const free = await Promise.all(Array.from({ length: count }, (_, n) => portIsFree(first + n, '127.0.0.1')));
    if (!free.includes(false)) return first;
  }
  throw new Error(`No ${count} free ports in a row up to ${LAST_PORT}`);
}
