import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createApp } from '../../server/app.ts';
import { loadConfig } from '../../server/config.ts';
import { openLog } from '../../server/log.ts';
import { inTransaction, migrate, openOrm, type Orm } from '../../server/orm.ts';
import { DemoCity } from '../../server/system/DemoCity.ts';
import { databases } from './support/databases.ts';

describe.each(databases)('Transactions on $database', ({ url }) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await openOrm({ databaseUrl: await url(), dataDir: ':memory:' });
    await migrate(orm);
  }, 120_000);
  afterAll(() => orm.close(true));

  const effects = (name: string) => orm.em.fork().count(DemoCity, { name });

  test.each(['40001', '40P01', 'SQLITE_BUSY'])('C-12 are run again when the database asks for it by %s, with one effect', async (code) => {
    let runs = 0;
    const result = await inTransaction(orm, async (em) => {
      runs += 1;
      em.create(DemoCity, { name: `again:${code}`, value: String(runs) });
      await em.flush();
      if (runs < 3) throw Object.assign(new Error('try again'), { code });
      return runs;
    });
    expect([result, runs, await effects(`again:${code}`)]).toEqual([3, 3, 1]);
  });

  test.each([
    ['three repetitions when the database asks for it by 40P01', '40P01', 4],
    ['nine when their key is taken each time, 23505', '23505', 10],
  ])('C-12 are given up after %s, and leave nothing', async (_what, code, tries) => {
    let runs = 0;
    const work = inTransaction(orm, async (em) => {
      runs += 1;
      em.create(DemoCity, { name: 'never', value: '' });
      await em.flush();
      throw Object.assign(new Error('again'), { code });
    });
    await expect(work).rejects.toMatchObject({ code });
    expect([runs, await effects('never')]).toEqual([tries, 0]);
  });

  test('any other failure is not repeated', async () => {
    let runs = 0;
    await expect(inTransaction(orm, async () => {
      runs += 1;
      throw new Error('wrong');
    })).rejects.toThrow('wrong');
    expect(runs).toBe(1);
  });
});

test('FI-04 a database that is away is 503 with a time to come back, and says nothing of itself', async () => {
  const config = { ...loadConfig({ YJS_LOG_LEVEL: 'silent' }), databaseUrl: 'postgresql://nobody:hidden@127.0.0.1:1/none' };
  const orm = await openOrm(config);
  const app = createApp({ orm, config, log: openLog(config, 'test'), temporal: null });
  const reply = await request(app).post('/api/session').send({ username: 'a', password: 'b' });
  expect([reply.status, reply.body.code]).toEqual([503, 'STORAGE_UNAVAILABLE']);
  expect(reply.headers['retry-after']).toBe('2');
  expect(reply.text).not.toMatch(/hidden|127\.0\.0\.1|ECONN/);
  await orm.close(true);
});
