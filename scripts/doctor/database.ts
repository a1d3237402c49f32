import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { MikroORM } from '@mikro-orm/postgresql';
import { error, ok, warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** The oldest PostgreSQL that is tested. */
const OLDEST_POSTGRES = 14;
const LOW_DISK_GIGABYTES = 2;

/** Examines the database the settings name: a PostgreSQL, or the SQLite file's folder. */
export function examineDatabase(databaseUrl: string | null, dataDir: string): Promise<Finding[]> {
  return databaseUrl === null ? Promise.resolve(examineFolder(dataDir)) : examinePostgres(databaseUrl);
}

async function examinePostgres(url: string): Promise<Finding[]> {
  const shown = url.replace(/\/\/([^:@/]*)(:[^@/]*)?@/, '//$1@');
  let orm: MikroORM | null = null;
  try {
    orm = await MikroORM.init({ clientUrl: url, entities: [], discovery: { warnWhenNoEntities: false }, pool: { min: 0, max: 1 }, driverOptions: { connectionTimeoutMillis: 5_000 } });
    const [row] = await orm.em.getConnection().execute<{ version: string, encoding: string, schema: string | null, may: boolean | null, who: string }[]>(`
      select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
        current_schema() as schema, has_schema_privilege(current_schema(), 'CREATE') as may, current_user as who`);
    const { version, encoding, schema, may, who } = row!;
    const params = { url: shown, version, least: OLDEST_POSTGRES, encoding, schema: schema ?? '-', who };
    return [
      Number(version) >= OLDEST_POSTGRES ? ok('doctorPostgres', params) : error('doctorPostgresOld', params),
      encoding === 'UTF8' ? ok('doctorEncoding', params) : error('doctorEncodingWrong', params),
      may === true ? ok('doctorCreate', params) : error('doctorCreateMissing', params),
    ];
  } catch (failure) {
    return [error('doctorDatabaseUnreachable', { url: shown, problem: deepest(failure) })];
  } finally {
    await orm?.close(true);
  }
}

function deepest(failure: unknown): string {
  const cause = (failure as { cause?: unknown }).cause;
  if (cause !== undefined) return deepest(cause);
  const { message, code } = failure as { message?: string, code?: string };
  return (message || code || String(failure)).split('\n')[0]!;
}

function examineFolder(dataDir: string): Finding[] {
  try {
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK);
  } catch (failure) {
    return [error('doctorFolderRights', { data: dataDir, problem: deepest(failure) })];
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const gigabytes = (bavail * bsize) / 1e9;
  const params = { data: dataDir, free: gigabytes.toFixed(1) };
  return [gigabytes < LOW_DISK_GIGABYTES ? warning('doctorDiskLow', params) : ok('doctorFolder', params)];
}
