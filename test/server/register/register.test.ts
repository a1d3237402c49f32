import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RegisterTerms } from '../../../definitions/register/schema.ts';
import { reviewSubmission } from '../../../server/catalog/reviewSubmission.ts';
import { inTransaction } from '../../../server/orm.ts';
import { drawing } from '../catalog/drawings.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';
import { review } from '../support/review.ts';

const terms: RegisterTerms = { code: 'YJS-1', name: { zh: '临时占道' }, leadDepartment: 'housing', limit: { amount: 20, unit: 'workingDay', kind: 'promised' }, items: [], validFrom: '2026-01-01', validTo: null };
const matter = (process: string, more = 'gov:registerCode="YJS-1" gov:leadDepartment="housing" gov:limitAmount="20"') => drawing({ process, task: 'gov:department="housing" gov:role="approver" gov:limitAmount="1"', terms: more });

describe.each(databases)('The register of matters on $database', ({ url }) => {
  let city: TestApp;
  let designer: Caller;
  let publisher: Caller;
  let keeper: Caller;
  const now = '2026-09-18T01:30:00.000Z';

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url() }, now: () => now });
    [designer, publisher, keeper] = await Promise.all([city.signedIn('designer1', ['designer']), city.signedIn('publisher1', ['publisher']), city.signedIn('admin1', ['administrator'])]);
  }, 120_000);
  afterAll(() => city.close());

  async function draw(key: string, xml: string): Promise<void> {
    await designer.send('post', '/api/definitions', { key, name: key }).expect(201);
    await designer.send('put', `/api/definitions/${key}/draft`, { xml, revision: 1 }).expect(200);
  }
  const submit = async (key: string, body = {}) => {
    const { status, body: told } = await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n', ...body });
    return status === 200 ? 'submitted' : ((told.details.problems ?? []) as { code: string; severity: string }[]).filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };

  test('SC-21 given a matter outside the register, when it is submitted, then it is refused with what to do; once the keeper has approved the wish it goes on', async () => {
    await draw('occupy', matter('occupy'));
    const check = await designer.send('post', '/api/definitions/occupy/check', { xml: matter('occupy') });
    expect(check.body.problems.map(({ code }: { code: string }) => code)).toContain('REGISTER_CODE_UNKNOWN');
    expect(await submit('occupy')).toEqual(['REGISTER_CODE_UNKNOWN']);

    const wish = await designer.send('post', '/api/register-requests', { definition: 'occupy', terms, reason: '新增' }).expect(201);
    expect((await designer.send('post', '/api/register-requests', { definition: 'occupy', terms, reason: '新增' })).body.code).toBe('REGISTER_REQUEST_OPEN');
    expect((await publisher.send('post', `/api/register-requests/${wish.body.id}/decision`, { decision: 'approve', comment: '' })).status).toBe(403);
    expect((await keeper.send('post', `/api/register-requests/${wish.body.id}/decision`, { decision: 'approve', comment: '同意' })).body).toMatchObject({ state: 'approved', decidedBy: 'admin1' });
    expect((await keeper.send('post', `/api/register-requests/${wish.body.id}/decision`, { decision: 'refuse', comment: '' })).body.code).toBe('REGISTER_REQUEST_DECIDED');

    expect(await submit('occupy')).toBe('submitted');
    expect((await review(publisher, 'occupy')).status).toBe(200);
  });

  test.each([
    ['another lead department', 'gov:registerCode="YJS-1" gov:leadDepartment="power" gov:limitAmount="20"', ['REGISTER_LEAD_DIFFERS']],
    ['another limit', 'gov:registerCode="YJS-1" gov:leadDepartment="housing" gov:limitAmount="25"', ['REGISTER_LIMIT_DIFFERS']],
    ['no code at all', 'gov:leadDepartment="housing" gov:limitAmount="20"', ['REGISTER_CODE_MISSING']],
  ])('SC-21 given %s, when it is submitted, then it is refused', async (_, more, codes) => {
    const key = `differs-${codes[0]!.toLowerCase().replaceAll('_', '-')}`;
    await draw(key, matter(key.replaceAll('-', ''), more));
    expect(await submit(key)).toEqual(codes);
  });

  test('given a new version of the entry, when its first day comes, then drawings follow it and not the earlier one', async () => {
    const next = { ...terms, limit: { ...terms.limit, amount: 15 }, validFrom: '2026-10-01' };
    expect((await keeper.send('post', '/api/register', { terms: next, note: '提速' })).body).toMatchObject({ version: 2, state: 'inForce' });
    await draw('faster', matter('faster', 'gov:registerCode="YJS-1" gov:leadDepartment="housing" gov:limitAmount="15"'));

    expect(await submit('faster')).toEqual(['REGISTER_LIMIT_DIFFERS']);
    expect(await submit('faster', { effectiveOn: '2026-10-01' })).toBe('submitted');
  });

  test('given an entry that is retired, when its last day has passed, then nothing is published under it; the history stays', async () => {
    await keeper.send('post', '/api/register/YJS-1/retirement', { from: '2026-12-01', note: '取消' }).expect(201);
    await draw('late', matter('late', 'gov:registerCode="YJS-1" gov:leadDepartment="housing" gov:limitAmount="15"'));

    expect(await submit('late', { effectiveOn: '2026-12-01' })).toEqual(['REGISTER_NOT_IN_FORCE']);
    expect(await submit('late', { effectiveOn: '2026-11-30' })).toBe('submitted');
    // What waits for the second person is held against the register again on the day it is published.
    const { submission } = (await designer.get('/api/definitions/late')).body as { submission: { id: string } };
    const late = inTransaction(city.orm, (em) => reviewSubmission(em, 'publisher1', '2026-12-02T01:00:00.000Z', { key: 'late', decision: 'publish', comment: '', submission: submission.id }));
    await expect(late).rejects.toMatchObject({ code: 'DEFINITION_HAS_PROBLEMS' });
    const { body } = await designer.get('/api/register');
    expect(body.entries.map(({ code, version, state }: { code: string; version: number; state: string }) => [code, version, state])).toEqual([['YJS-1', 3, 'retired'], ['YJS-1', 2, 'inForce'], ['YJS-1', 1, 'inForce']]);
  });

  test('given two definitions with one code, when the second is checked, then it is warned of', async () => {
    const { body } = await designer.send('post', '/api/definitions/late/check', { xml: matter('late') });
    expect(body.problems.find(({ code }: { code: string }) => code === 'REGISTER_CODE_TAKEN')).toMatchObject({ severity: 'warning', params: { other: 'occupy' } });
  });

  test.each([
    ['an unknown department', { leadDepartment: 'nobody' }, 'DEPARTMENT_UNKNOWN'],
    ['an unknown service item', { items: ['X-1'] }, 'REGISTER_ITEM_UNKNOWN'],
    ['an end before its beginning', { validTo: '2025-12-31' }, 'REGISTER_DAYS_INVALID'],
    ['a beginning before the version it replaces', { code: 'YJS-1', validFrom: '2026-06-01' }, 'REGISTER_DAYS_INVALID'],
  ])('given %s, when it is entered, then it is refused', async (_, more, code) => {
    expect((await keeper.send('post', '/api/register', { terms: { ...terms, code: 'YJS-9', ...more }, note: 'n' })).body.code).toBe(code);
  });

  test.each(['update register_entries set note = ? where code = ?', 'delete from register_entries where note <> ? and code = ?'])('given an entry, when a statement would change it, then the database refuses: %s', async (statement) => {
    await expect(city.orm.em.getConnection().execute(statement, ['x', 'YJS-1'], 'run')).rejects.toThrow('APPEND_ONLY');
  });

  test('given a flow that only others call, when it is submitted, then it needs no entry', async () => {
    await draw('part', matter('part', 'gov:leadDepartment="housing" gov:inputs="participants"'));
    expect(await submit('part')).toBe('submitted');
  });

  test('SC-21 given a matter with a form that says it is given names, when it is submitted, then it needs its entry all the same', async () => {
    await draw('avoids', matter('avoids', 'gov:leadDepartment="housing" gov:limitAmount="20" gov:inputs="x"'));
    const form = { situations: [], form: { sections: [{ fields: [{ name: 'place', label: '地点', type: 'text' }] }] }, materials: [] };
    await designer.send('put', '/api/definitions/avoids/draft', { form, revision: 2 }).expect(200);

    expect(await submit('avoids')).toEqual(['REGISTER_CODE_MISSING']);
  });
});
