import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startingVersion } from '../../../server/catalog/inForce.ts';
import { impactOf } from '../../../server/catalog/impact.ts';
import { superfluous } from '../../../server/catalog/keepSave.ts';
import { Case } from '../../../server/cases/Case.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';
import { review } from '../support/review.ts';
import { drawing } from './drawings.ts';

describe.each(databases)('Versions of a definition on $database', ({ url }) => {
  let city: TestApp;
  let designer: Caller;
  let publisher: Caller;
  let now = '2026-09-18T01:30:00.000Z';

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url() }, now: () => now });
    [designer, publisher] = await Promise.all([city.signedIn('designer1', ['designer']), city.signedIn('publisher1', ['publisher'])]);
  }, 120_000);
  afterAll(() => city.close());

  const whole = async (key: string) => (await designer.get(`/api/definitions/${key}`).expect(200)).body;
  const limit = (process: string, days: number) => drawing({ process, task: `gov:department="housing" gov:role="approver" gov:limitAmount="${days}"` });
  async function save(key: string, xml: string): Promise<void> {
    const { draft } = await whole(key);
    await designer.send('put', `/api/definitions/${key}/draft`, { xml, revision: draft.revision }).expect(200);
  }
  async function publish(key: string, xml: string, body = {}): Promise<void> {
    await save(key, xml);
    await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n', ...body }).expect(200);
    expect((await review(publisher, key)).status).toBe(200);
  }
  async function made(key: string): Promise<string> {
    await designer.send('post', '/api/definitions', { key, name: key }).expect(201);
    await publish(key, limit(key.replaceAll('-', ''), 1));
    return key;
  }
  const caseOf = (key: string) => ({
    matter: key, matterName: key, definitionVersion: 1, programHash: '', clockMode: 'wall' as const, status: 'running' as const, acceptedBy: 'clerk1', acceptedAt: now, situations: '{}', form: '{}', materials: '[]', promise: '{}',
    leadDepartment: null, agent: null, applicant: null, projectCode: null, dueOn: null, dueAt: null, virtualNow: null, nextDue: null, reason: null, diverged: null, closedAt: null, world: null,
  });
  const starts = async (key: string, at = now) => (await startingVersion(city.orm.em.fork(), key, at))?.version ?? null;

  test('given a version with a day to come, when that day comes, then it starts the new cases and until then the older one does', async () => {
    const key = await made('later-day');
    await publish(key, limit('laterday', 2), { effectiveOn: '2026-10-08' });

    expect(await whole(key)).toMatchObject({ state: 'waiting', version: 2, startsVersion: 1, effectiveOn: '2026-10-08' });
    expect([await starts(key, '2026-10-07T15:59:59.000Z'), await starts(key, '2026-10-07T16:00:00.000Z')]).toEqual([1, 2]);
  });

  test('given a day that is past, when it is asked for, then it is refused', async () => {
    const key = await made('past-day');
    const refused = await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n', effectiveOn: '2026-09-17' });
    expect([refused.status, refused.body.code]).toEqual([422, 'EFFECTIVE_DAY_PAST']);
  });

  test('given two versions, when the newer is retired, then nothing starts until the older has come back through a review; when the matter is, nothing does, and lifting it undoes that', async () => {
    const key = await made('retiring');
    await publish(key, limit('retiring', 2));
    await publisher.send('post', `/api/definitions/${key}/retirement`, { version: 2, reason: '有误' }).expect(200);
    expect([await starts(key), (await whole(key)).versions.map(({ retired }: { retired: boolean }) => retired)]).toEqual([null, [true, false]]);
    expect((await publisher.send('post', `/api/definitions/${key}/retirement`, { version: 2, reason: 'x' })).body.code).toBe('DEFINITION_RETIRED');
    const { draft } = await whole(key);
    await designer.send('post', `/api/definitions/${key}/rollback`, { version: 1, from: draft.revision, note: '回到第一版' }).expect(200);
    expect((await review(publisher, key)).status).toBe(200);
    expect(await starts(key)).toBe(3);

    const stopped = await publisher.send('post', `/api/definitions/${key}/retirement`, { version: null, reason: '取消' });
    expect(stopped.body).toMatchObject({ state: 'retired', startsVersion: null, retirement: { reason: '取消', by: 'publisher1' } });
    await publisher.send('delete', `/api/definitions/${key}/retirement`).expect(200);
    expect(await starts(key)).toBe(3);
    expect((await publisher.send('delete', `/api/definitions/${key}/retirement`)).body.code).toBe('DEFINITION_NOT_RETIRED');
    expect((await designer.send('post', `/api/definitions/${key}/retirement`, { version: null, reason: 'x' })).status).toBe(403);
  });

  test('given a version that waits for its day, when a newer one takes effect before, then whoever publishes is warned and the list says that it never begins', async () => {
    const key = await made('overtaken');
    await publish(key, limit('overtaken', 2), { effectiveOn: '2026-10-08' });
    await save(key, limit('overtaken', 3));
    const warned = async (body: object) => (await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n', ...body })).body.submission.overtakes;
    expect(await warned({ effectiveOn: '2026-10-09' })).toEqual([]);
    for (const body of [{ effectiveOn: '2026-10-08' }, {}]) expect(await warned(body)).toEqual([{ version: 2, effectiveOn: '2026-10-08' }]);
    expect((await review(publisher, key)).status).toBe(200);

    const lines = async () => (await whole(key)).versions.map(({ version, overtakenBy }: { version: number; overtakenBy: number | null }) => [version, overtakenBy]);
    expect(await lines()).toEqual([[3, null], [2, 3], [1, null]]);
    expect((await designer.get(`/api/definitions/${key}/versions/2`)).body.overtakenBy).toBe(3);
    expect([await starts(key), await starts(key, '2026-10-09T01:00:00.000Z')]).toEqual([3, 3]);
    await publish(key, limit('overtaken', 4), { effectiveOn: '2026-10-08' });
    expect(await lines()).toEqual([[4, null], [3, null], [2, 3], [1, null]]);
  });

  test('given a called flow whose version in force is retired, when a caller is checked, then there is none to call until one has come back through a review', async () => {
    // A drawing from elsewhere keeps the name of its process, whatever the definition is called.
    const key = 'called-flow';
    await designer.send('post', '/api/definitions', { key, name: key }).expect(201);
    await publish(key, limit('called', 1));
    await publish(key, limit('called', 2).replace('name="你好"', 'name="你好" gov:nameEn="Hello"'));
    expect((await designer.get('/api/elements-data').set('Accept-Language', 'en')).body.processes).toContainEqual({ key: 'called', definition: key, name: 'Hello', version: 2 });
    const caller = drawing({ process: 'caller', extra: '<bpmn:callActivity id="call" name="调用" gov:department="housing" gov:limitAmount="3"><bpmn:extensionElements><zeebe:calledElement processId="called" /></bpmn:extensionElements></bpmn:callActivity>' });
    await designer.send('post', '/api/definitions', { key: 'caller', name: 'caller' }).expect(201);
    const unknown = async () => ((await designer.send('post', '/api/definitions/caller/check', { xml: caller })).body.problems as { code: string }[]).some(({ code }) => code === 'CALLED_PROCESS_UNKNOWN');
    const offered = async () => (await designer.get('/api/elements-data')).body.processes.find((each: { key: string }) => each.key === 'called')?.version;
    expect([await unknown(), await offered()]).toEqual([false, 2]);
    await publisher.send('post', `/api/definitions/${key}/retirement`, { version: 2, reason: '有误' }).expect(200);
    expect([await starts(key), await unknown(), await offered()]).toEqual([null, true, undefined]);
    await designer.send('post', `/api/definitions/${key}/rollback`, { version: 1, from: (await whole(key)).draft.revision, note: '回到第一版' }).expect(200);
    expect((await review(publisher, key)).status).toBe(200);
    expect([await unknown(), await offered()]).toEqual([false, 3]);
  });

  test('given a version that is retired before its day, when that day comes, then the one before it goes on', async () => {
    const key = await made('never-begun');
    await publish(key, limit('neverbegun', 2), { effectiveOn: '2026-10-08' });
    await publisher.send('post', `/api/definitions/${key}/retirement`, { version: 2, reason: '有误' }).expect(200);
    expect([await starts(key), await starts(key, '2026-10-09T01:00:00.000Z')]).toEqual([1, 1]);
  });

  test('given an older version, when it is rolled back to, then its content goes through the review and becomes a new version', async () => {
    const key = await made('rolling');
    await publish(key, limit('rolling', 2));
    const { draft } = await whole(key);
    const sent = await designer.send('post', `/api/definitions/${key}/rollback`, { version: 1, from: draft.revision, note: '回到第一版' });
    expect(sent.body).toMatchObject({ state: 'submitted', submission: { rolledBackTo: 1, note: '回到第一版', changes: [{ elementId: 'task', field: 'gov:limitAmount', before: '2', after: '1' }] } });
    expect((await review(publisher, key)).status).toBe(200);

    const versions = await Promise.all([1, 3].map(async (version) => (await designer.get(`/api/definitions/${key}/versions/${version}`)).body));
    expect([versions[1].version, versions[1].rolledBackTo, versions[1].hash]).toEqual([3, 1, versions[0].hash]);
  });

  test('given an earlier save, when it is brought back, then it is a new save and what stood there is kept as well', async () => {
    const key = await made('saving');
    now = '2026-09-18T01:40:00.000Z';
    await save(key, limit('saving', 7));
    now = '2026-09-18T01:50:00.000Z';
    await save(key, limit('saving', 8));
    const { draft } = await whole(key);
    const kept = (await designer.get(`/api/definitions/${key}/saves`)).body.saves as { revision: number }[];
    const earlier = kept[1]!.revision;
    expect((await designer.get(`/api/definitions/${key}/saves/${earlier}`)).body.xml).toBe(limit('saving', 7));

    const back = await designer.send('post', `/api/definitions/${key}/saves/${earlier}/restoration`, { from: draft.revision });
    expect(back.body).toMatchObject({ revision: draft.revision + 1, xml: limit('saving', 7) });
    const after = (await designer.get(`/api/definitions/${key}/saves`)).body.saves as { revision: number; restored: string | null }[];
    expect(after.slice(0, 3).map(({ revision, restored }) => [revision, restored])).toEqual([[draft.revision + 1, `revision ${earlier}`], [draft.revision, null], [earlier, null]]);
    expect((await designer.send('post', `/api/definitions/${key}/saves/${earlier}/restoration`, { from: draft.revision })).body.code).toBe('VERSION_CONFLICT');
  });

  test('given remarks on an element and the whole, when they are open, then nothing is published; answered or withdrawn they let it through', async () => {
    const key = await made('remarks');
    await save(key, limit('remarks', 3));
    await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n' });
    await publisher.send('post', `/api/definitions/${key}/remarks`, { elementId: 'task', text: '时限依据？' }).expect(201);
    const { body } = await publisher.send('post', `/api/definitions/${key}/remarks`, { text: '整体说明不清' });
    const [about, all] = body.threads as { id: string }[];
    expect((await review(publisher, key)).body).toMatchObject({ code: 'REMARKS_OPEN', details: { count: 2 } });

    await designer.send('post', `/api/definitions/${key}/remarks/${about!.id}/answers`, { text: '见方案第三条' });
    expect((await designer.send('post', `/api/definitions/${key}/remarks/${all!.id}/withdrawal`, { text: '-' })).body.code).toBe('REMARK_NOT_YOURS');
    expect((await review(publisher, key)).body).toMatchObject({ code: 'REMARKS_OPEN', details: { count: 1 } });
    const own = await publisher.send('post', `/api/definitions/${key}/remarks/${all!.id}/answers`, { text: '请补充' });
    expect(own.body.threads.map(({ state }: { state: string }) => state)).toEqual(['answered', 'open']);
    await publisher.send('post', `/api/definitions/${key}/remarks/${all!.id}/withdrawal`, { text: '已当面说明' });
    expect((await designer.send('post', `/api/definitions/${key}/remarks/${all!.id}/answers`, { text: 'x' })).body.code).toBe('REMARK_SETTLED');

    // Sent back and sent again: what was asked and answered is still there, until a version has come of it.
    expect((await review(publisher, key, { decision: 'reject', comment: '再改' })).status).toBe(200);
    const threads = async () => ((await whole(key)).threads as { state: string }[]).map(({ state }) => state);
    await save(key, limit('remarks', 4));
    await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n' }).expect(200);
    expect(await threads()).toEqual(['answered', 'withdrawn']);
    expect((await review(publisher, key)).body).toMatchObject({ version: 2 });
    await save(key, limit('remarks', 5));
    await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n' }).expect(200);
    expect(await threads()).toEqual([]);
  });

  test('given cases that run, when a draft would drop or change where they stand, then it says which; the others are only counted', async () => {
    const key = await made('running');
    const em = city.orm.em.fork();
    const rows = ['task', 'task', 'end'].map((element, index) => ({ caseNumber: `${key}-${index}`, tokens: JSON.stringify([{ element, process: 'running', instance: 1, parent: null, incident: null }]) }));
    for (const row of [...rows, { caseNumber: `${key}-done`, tokens: '[]', status: 'completed' as const }]) {
      em.create(Case, { ...caseOf(key), ...row });
    }
    await em.flush();
    expect((await designer.get(`/api/definitions/${key}/impact`)).body).toEqual({ running: [{ version: 1, cases: 3 }], standing: [] });
    await save(key, limit('running', 9));
    expect((await designer.get(`/api/definitions/${key}/impact`)).body.standing).toEqual([{ elementId: 'task', name: '审核', version: 1, kind: 'changed', cases: 2, sample: [`${key}-0`, `${key}-1`] }]);
    await save(key, limit('running', 9).replaceAll('"task"', '"other"').replaceAll('id="task_di"', 'id="other_di"'));
    expect((await designer.get(`/api/definitions/${key}/impact`)).body.standing).toMatchObject([{ elementId: 'task', kind: 'gone', cases: 2 }]);
    expect((await whole(key)).runningCases).toBe(3);
  });

  test('given more cases of an older version than are read, when a draft would change where they stand, then a younger version is counted and looked at as well', async () => {
    const key = await made('young');
    await publish(key, limit('young', 5));
    const em = city.orm.em.fork();
    const tokens = JSON.stringify([{ element: 'task', process: 'young', instance: 1, parent: null, incident: null }]);
    for (const [caseNumber, definitionVersion, acceptedAt] of [['a', 1, '2026-09-16'], ['b', 1, '2026-09-17'], ['c', 2, '2026-09-18']] as const) {
      em.create(Case, { ...caseOf(key), caseNumber: `${key}-${caseNumber}`, definitionVersion, acceptedAt: `${acceptedAt}T01:30:00.000Z`, tokens });
    }
    await em.flush();
    const { running, standing } = await impactOf(city.orm.em.fork(), key, { xml: limit('young', 9), form: null, parts: null }, 1);
    expect(running).toEqual([{ version: 2, cases: 1 }, { version: 1, cases: 2 }]);
    expect(standing.map(({ version, sample }) => [version, sample])).toEqual([[2, ['young-c']], [1, ['young-a']]]);
  });

  test('given a draft that was never published, when it is deleted as it was seen last, then it is gone with what nobody has decided, and its key is free; a published one stays', async () => {
    await designer.send('post', '/api/definitions', { key: 'short-lived', name: 'x' }).expect(201);
    const seen = { revision: 1 };
    await save('short-lived', limit('shortlived', 2));
    expect((await designer.send('delete', '/api/definitions/short-lived')).body.code).toBe('INVALID_INPUT');
    const late = await designer.send('delete', '/api/definitions/short-lived', seen);
    expect([late.status, late.body.code, late.body.details.revision]).toEqual([409, 'VERSION_CONFLICT', 2]);
    expect((await designer.get('/api/definitions/short-lived/saves')).body.saves).toHaveLength(2);
    const terms = { code: 'YJS-1', name: { zh: '短' }, leadDepartment: 'housing', limit: { amount: 1, unit: 'workingDay', kind: 'promised' }, items: [], validFrom: '2026-01-01', validTo: null };
    const keeper = await city.signedIn('admin1', ['administrator']);
    for (const decision of ['refuse', null]) {
      const { body } = await designer.send('post', '/api/register-requests', { definition: 'short-lived', terms, reason: '新增' }).expect(201);
      if (decision !== null) await keeper.send('post', `/api/register-requests/${body.id}/decision`, { decision, comment: '不合规' }).expect(200);
    }
    await designer.send('delete', '/api/definitions/short-lived', { revision: 2 }).expect(204);
    expect((await designer.get('/api/register')).body.requests).toMatchObject([{ definition: 'short-lived', state: 'refused', comment: '不合规' }]);
    expect((await designer.get('/api/definitions/short-lived')).status).toBe(404);
    await designer.send('post', '/api/definitions', { key: 'short-lived', name: 'y' }).expect(201);
    const key = await made('long-lived');
    expect((await designer.send('delete', `/api/definitions/${key}`, { revision: 2 })).body.code).toBe('DEFINITION_PUBLISHED');
  });

  test('given several drafts, when their problems are counted, then each has its own number, and a better draft a smaller one', async () => {
    await designer.send('post', '/api/definitions', { key: 'counted', name: 'x' }).expect(201);
    const count = async () => (await designer.get('/api/problem-counts').expect(200)).body.counts.counted as { errors: number };
    expect((await count()).errors).toBeGreaterThan(0);
    await save('counted', limit('counted', 1));
    expect(await count()).toEqual({ errors: 0, warnings: 0 });
  });
});

describe('thinning the saves of a draft', () => {
  const at = (day: number, time: string) => `2026-09-${String(day).padStart(2, '0')}T${time}:00.000Z`;
  const save = (revision: number, savedAt: string, savedBy = 'a', restored: string | null = null) => ({ revision, savedAt, savedBy, restored });
  const now = Date.parse(at(30, '12:00'));

  test.each([
    ['of one person within five minutes the last stays', [save(1, at(30, '11:00')), save(2, at(30, '11:11')), save(3, at(30, '11:12')), save(4, at(30, '11:13'))], [2, 3]],
    ['two people don’t thin each other', [save(1, at(30, '11:00')), save(2, at(30, '11:11')), save(3, at(30, '11:12'), 'b'), save(4, at(30, '11:13'))], []],
    ['after two days the last of an hour stays', [save(1, at(20, '08:00')), save(2, at(20, '10:05')), save(3, at(20, '10:55')), save(4, at(20, '11:05'))], [2]],
    ['the first and the newest stay', [save(1, at(30, '11:11')), save(2, at(30, '11:12'))], []],
    ['what stood there before something was brought back stays', [save(1, at(30, '11:00')), save(2, at(30, '11:11')), save(3, at(30, '11:12'), 'a', 'revision 1'), save(4, at(30, '11:20'))], []],
    ['what was brought back stays', [save(1, at(30, '11:00')), save(2, at(30, '11:11'), 'a', 'version 1'), save(3, at(30, '11:12'))], []],
  ])('%s', (_title, saves, gone) => {
    expect(superfluous(saves, new Set(), now)).toEqual(gone);
  });

  test('what was submitted stays', () => {
    expect(superfluous([save(1, at(30, '11:00')), save(2, at(30, '11:11')), save(3, at(30, '11:12'))], new Set([2]), now)).toEqual([]);
  });
});
