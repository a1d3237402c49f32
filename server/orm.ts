import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MikroORM as PostgreSqlOrm } from '@mikro-orm/postgresql';
import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite';
import { Migrator } from '@mikro-orm/migrations';
import type { MikroORM, EntityManager } from '@mikro-orm/sql';
import type { Config } from './config.ts';
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';

/** The database behind the platform, whichever of the two it is. */
export type Orm = MikroORM;
export type { EntityManager } from '@mikro-orm/sql';

/** Opens PostgreSQL by `databaseUrl`, else the SQLite file under `dataDir` (`:memory:` as `dataDir` for tests). Doesn't migrate. */
export async function openOrm(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Orm> {
  const common = {
    entities: [...entities],
    extensions: [Migrator],
    migrations: { migrationsList: [...migrations], tableName: 'migrations', snapshot: false, disableForeignKeys: false, silent: true },
    forceUtcTimezone: true,
    allowGlobalContext: false,
    ensureDatabase: false,
  };
  if (config.databaseUrl !== null) {
    const orm = new PostgreSqlOrm({ ...common, clientUrl: config.databaseUrl, pool: { min: 0, max: 10, idleTimeoutMillis: 10_000 } });
    return orm as unknown as Orm;
  }
  const orm = new SqliteOrm({ ...common, dbName: sqliteFile(config.dataDir) }) as unknown as Orm;
  beginImmediate(orm);
  await orm.connect();
  const run = (pragma: string) => orm.em.getConnection().execute(`pragma ${pragma}`);
  await run('busy_timeout = 10000');
  await run('journal_mode = WAL');
  // An acknowledged command must survive a power cut, not only a killed process.
  await run('synchronous = FULL');
  return orm;
}

/** Brings the schema up to date; safe to call from several processes at once. */
export async function migrate(orm: Orm): Promise<void> {
  if (!isPostgres(orm)) return migrateFile(orm);
  // Two API processes may start together: the second waits and finds nothing to do.
  const release = await advisoryLock(orm);
  try {
    await orm.migrator.up();
  } finally {
    await release();
  }
}

/** SQLite has no lock to wait at: who was overtaken by another process's migration is undone, and finds it done when it looks again. */
async function migrateFile(orm: Orm): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await orm.migrator.up();
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150 * attempt));
    }
  }
}

/** True on PostgreSQL, false on SQLite: for the few statements that differ. */
export function isPostgres(source: { em: EntityManager } | EntityManager): boolean {
  const em = 'em' in source ? source.em : source;
  return em.getPlatform().constructor.name.startsWith('PostgreSql');
}

/**
 * Runs `work` in one transaction with a fork of its own, again up to three times when the database asks for it
 * (serialization failure, deadlock, busy file), and up to nine times when another took its key just now: each time one of
 * those that meet is through. `work` must have no effect outside the database.
 */
export async function inTransaction<T>(orm: Orm, work: (em: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await orm.em.fork().transactional((em) => work(em as EntityManager));
    } catch (error) {
      if (attempt > (isTransient(error) ? (codeOf(error) === KEY_TAKEN ? 9 : 3) : 0)) throw error;
      // By chance, so that those who met do not meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * Math.min(attempt, 3) ** 2));
    }
  }
}

/** Another transaction took the same key in the meantime; run again, this one sees what stands there. */
const KEY_TAKEN = '23505';
const transientCodes = new Set(['40001', '40P01', KEY_TAKEN, 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code);

/** Whether the same transaction may succeed when simply run again. */
export const isTransient = (error: unknown): boolean => transientCodes.has(codeOf(error));

function sqliteFile(dataDir: string): string {
  if (dataDir === ':memory:') return dataDir;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return join(dataDir, 'yijianshi.sqlite');
}

/**
 * SQLite's plain `begin` takes the write lock at the first write only; when another process wrote meanwhile, that fails
 * at once instead of waiting. Taking the lock at the start makes API and worker processes queue.
 */
function beginImmediate(orm: Orm): void {
  interface Statement { sql: string }
  interface Dialect { createDriver(): { beginTransaction(connection: { executeQuery(query: unknown): Promise<unknown> }): Promise<void> } }
  const connection = orm.em.getConnection() as unknown as { createKyselyDialect(options: unknown): Dialect };
  const createDialect = connection.createKyselyDialect.bind(connection);
  connection.createKyselyDialect = (options) => {
    const dialect = createDialect(options);
    const createDriver = dialect.createDriver.bind(dialect);
    dialect.createDriver = () => {
      const driver = createDriver();
      const begin = driver.beginTransaction.bind(driver);
      driver.beginTransaction = (target) =>
        begin({ executeQuery: (query) => target.executeQuery({ ...(query as Statement), sql: 'begin immediate' }) });
      return driver;
    };
    return dialect;
  };
}

async function advisoryLock(orm: Orm): Promise<() => Promise<void>> {
  const key = 7_300_730_073;
  const em = orm.em.fork();
  await em.begin();
  await em.execute(`select pg_advisory_xact_lock(${key})`);
  return () => em.commit();
}
