import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { migrate, openOrm } from '../../../server/orm.ts';
import { steps } from '../../../server/migrations/index.ts';
import { databases } from '../support/databases.ts';

/** A place of its own for each opened database: two openings of SQLite must see one file. */
async function place(url: () => Promise<string | null>) {
  const databaseUrl = await url();
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-migrations-'));
  return { config: { databaseUrl, dataDir }, remove: () => rmSync(dataDir, { recursive: true }) };
}

describe.each(databases)('Migrations on $database', ({ url }) => {
  test('lead to exactly the schema that the entities have', async () => {
    const { config, remove } = await place(url);
    const orm = await openOrm(config);
    await migrate(orm);
    const missing = await orm.schema.getUpdateSchemaSQL({ safe: true });
    await orm.close(true);
    remove();
    expect(missing.split('\n').filter((line) => line.trim() !== '' && !/^(set |pragma )/i.test(line) && !/migrations|drop trigger/.test(line))).toEqual([]);
  }, 120_000);

  test('FI-17 are applied once, whoever starts at the same time and however often', async () => {
    const { config, remove } = await place(url);
    const both = [await openOrm(config), await openOrm(config)];
    await Promise.all(both.map((orm) => migrate(orm)));
    await migrate(both[0]!);
    const applied = await both[1]!.em.fork().execute<{ name: string }[]>('select name from migrations order by id');
    await Promise.all(both.map((orm) => orm.close(true)));
    remove();
    expect(applied.map(({ name }) => name)).toEqual(steps.map(({ name }) => name));
  }, 120_000);
});
