import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { Case } from '../../../server/cases/Case.ts';
import { nextCaseNumber } from '../../../server/cases/caseNumber.ts';
import { checkCodeOf } from '../../../server/cases/checkCode.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { ServiceRating } from '../../../server/ratings/ServiceRating.ts';
import { opened, step, told, writeCase } from '../readModel/story.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type TestApp } from '../support/openTestApp.ts';

describe.each(databases)('好差评 on $database', ({ url }) => {
  let city: TestApp;

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url() } });
  }, 120_000);
  afterAll(() => city.close());

  /** A case as it stands after completion, accepted by clerk1, worked on by power-1. */
  async function caseOf(status: 'running' | 'completed' | 'cancelled' = 'completed'): Promise<{ n: string; code: string }> {
    const n = await nextCaseNumber(city.orm, '440400', '2026-09-18');
    await writeCase(city.orm, n, { acceptedBy: 'clerk1' });
    await apply(city.orm, told(n, [step(1, [opened(2, 'power')]), step(2, [{ type: 'closed', element: 'task-2', instance: 2, how: 'completed' }], { user: 'power-1' })]));
    await city.orm.em.fork().nativeUpdate(Case, { caseNumber: n }, { status });
    return { n, code: checkCodeOf(city.context.services.cases.master, n) };
  }

  const rate = (n: string, body: object) => request(city.app).post(`/api/progress/${n}/rating`).set('Idempotency-Key', randomUUID()).send(body);
  const progress = async (n: string, code: string): Promise<unknown> => (await request(city.app).get(`/api/progress/${n}?code=${code}`).expect(200)).body.rating;

  test('a completed case is rated once with number and check code; the progress page offers it, then shows it', async () => {
    // given
    const { n, code } = await caseOf();
    expect(await progress(n, code)).toEqual({ offered: true, grade: null });

    // when
    await rate(n, { code, grade: 'good' }).expect(204);
    const again = await rate(n, { code, grade: 'bad', aspects: ['efficiency'] });

    // then
    expect([again.status, again.body.code]).toEqual([409, 'RATING_GIVEN']);
    expect(await progress(n, code)).toEqual({ offered: false, grade: 'good' });
  });

  test.each([
    ['a wrong check code', { code: 'WRONGONE', grade: 'good' }, 404, 'NOT_FOUND'],
    ['a grade that does not exist', { grade: 'six' }, 422, 'INVALID_INPUT'],
    ['a low grade that does not say what it is about', { grade: 'bad' }, 422, 'RATING_NEEDS_ASPECT'],
    ['a member that is not asked for', { grade: 'good', clerk: 'x' }, 422, 'INVALID_INPUT'],
  ] as const)('%s is refused and nothing is kept', async (_, body, status, code) => {
    const { n, code: checkCode } = await caseOf();
    const reply = await rate(n, { code: checkCode, ...body });
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(await city.orm.em.fork().count(ServiceRating, { caseNumber: n })).toBe(0);
  });

  test.each(['running', 'cancelled'] as const)('a case that is %s is not rated', async (status) => {
    const { n, code } = await caseOf(status);
    const reply = await rate(n, { code, grade: 'good' });
    expect([reply.status, reply.body.code]).toEqual([409, 'CASE_STILL_OPEN']);
    expect(await progress(n, code)).toEqual({ offered: false, grade: null });
  });

  test('of eight ratings at the same time one counts', async () => {
    const { n, code } = await caseOf();
    const replies = await Promise.all(Array.from({ length: 8 }, () => rate(n, { code, grade: 'excellent' })));
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409, 409, 409, 409]);
  });

  test('supervisors see figures and low ratings; whoever worked on a case sees neither its rating nor its figure', async () => {
    // given
    const { n, code } = await caseOf();
    const outsider = await city.signedIn('supervisor-x', ['supervisor']);
    const counts = async () => (await outsider.get('/api/ratings').expect(200)).body;
    const before = await counts();

    // when
    await rate(n, { code, grade: 'poor', aspects: ['convenience', 'convenience'] }).expect(204);

    // then
    const seen = await counts();
    expect(seen.counts.poor).toBe(before.counts.poor + 1);
    expect(seen.low[0]).toEqual({ caseNumber: n, matterName: expect.any(String), grade: 'poor', aspects: ['convenience'], ratedAt: expect.any(String) });
    for (const [user, department] of [['clerk1', undefined], ['power-1', 'power']] as const) {
      const own = (await (await city.signedIn(user, ['supervisor'], department)).get('/api/ratings').expect(200)).body;
      expect(own.counts.poor).toBe(before.counts.poor);
      expect(own.low.map(({ caseNumber }: { caseNumber: string }) => caseNumber)).not.toContain(n);
    }
  });

  test('a rating can be neither changed nor removed in the database', async () => {
    const { n, code } = await caseOf();
    await rate(n, { code, grade: 'fair' }).expect(204);
    const run = (sql: string) => city.orm.em.fork().getConnection().execute(sql, [n], 'run');
    await expect(run("update service_ratings set grade = 'bad' where case_number = ?")).rejects.toThrow(/APPEND_ONLY/);
    await expect(run('delete from service_ratings where case_number = ?')).rejects.toThrow(/APPEND_ONLY/);
  });
});
