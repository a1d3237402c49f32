import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Definition } from '../../../server/catalog/Definition.ts';
import { DraftSave } from '../../../server/catalog/DraftSave.ts';
import { GateFold } from '../../../server/catalog/gate/GateFold.ts';
import { GateRun } from '../../../server/catalog/gate/GateRun.ts';
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

  test('given a draft from before there were kept saves and one that was saved since, when they are applied, then the first is kept as it stands and the other keeps what it has; and a run of the gate that counts cases it does not remember begins anew', async () => {
    const { config, remove } = await place(url);
    const orm = await openOrm(config);
    await orm.migrator.up({ to: '0011-gate-folds' });
    const em = orm.em.fork();
    const row = (key: string) => ({ key, name: key, draftXml: `<${key}/>`, draftForm: { situations: [] }, draftParts: null, revision: 7, savedBy: 'designer1', savedAt: '2026-01-02T03:04:05.000Z', version: null, publishedRevision: null, createdBy: 'designer1', createdAt: '2026-01-01T00:00:00.000Z' });
    for (const key of ['old', 'new']) em.create(Definition, row(key));
    em.create(DraftSave, { key: 'new', revision: 7, xml: '<kept/>', form: null, parts: null, savedBy: 'designer2', savedAt: '2026-01-02T03:04:05.000Z', restored: null });
    const gate = (id: string) => ({ id, submission: 'old.1', programHash: id, state: 'done', total: 2, done: 2, same: 1, groups: [{ signature: 's', kind: 'other', first: null, end: null, count: 1, cases: ['2'] }], startedBy: 'publisher1', startedAt: '2026-01-02T03:04:05.000Z', seenAt: '2026-01-02T03:04:05.000Z' }) as const;
    for (const id of ['forgetful', 'mindful']) em.create(GateRun, gate(id) as never);
    for (const caseNumber of ['1', '2']) em.create(GateFold, { run: 'mindful', caseNumber, group: null });
    await em.flush();

    await migrate(orm);
    const runs = await orm.em.fork().find(GateRun, {}, { orderBy: { id: 'asc' } });
    const saves = await orm.em.fork().find(DraftSave, {}, { orderBy: { key: 'asc' } });
    await orm.close(true);
    remove();
    expect(runs).toMatchObject([{ id: 'forgetful', state: 'cancelled', done: 0, same: 0, groups: [] }, gate('mindful')]);
    expect(saves).toMatchObject([{ key: 'new', revision: 7, xml: '<kept/>', savedBy: 'designer2' }, { key: 'old', revision: 7, xml: '<old/>', form: { situations: [] }, savedBy: 'designer1', savedAt: '2026-01-02T03:04:05.000Z' }]);
    expect(saves.map(({ parts, restored }) => [parts ?? null, restored ?? null])).toEqual([[null, null], [null, null]]);
  }, 120_000);
});
