import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openOrm, type Orm } from '../../../server/orm.ts';
import { postgres } from '../../support/postgres.ts';

/** Runs a suite on an SQLite file and on a PostgreSQL database of its own, each with the whole schema. */
export function onBothDatabases(suite: (orm: () => Orm) => void): void {
  // Two databases, many small transactions: a busy machine may take its time.
  jest.setTimeout(60_000);
  for (const database of ['SQLite', 'PostgreSQL'] as const) {
    describe(`on ${database}`, () => {
      let orm: Orm;
      let dataDir: string;
      beforeAll(async () => {
        dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-rows-'));
        orm = await openOrm({ dataDir, databaseUrl: database === 'PostgreSQL' ? (await postgres()).url : null });
        await migrate(orm);
      }, 120_000);
      afterAll(async () => {
        await orm.close(true);
        rmSync(dataDir, { recursive: true, force: true });
      });
      suite(() => orm);
    });
  }
}
