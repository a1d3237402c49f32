import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Program } from '../../../../engine/program.ts';
import { Play } from '../../../../engine/scenario/play.ts';
import { foldMissing } from '../../../../server/catalog/gate/foldMissing.ts';
import type { GateRun } from '../../../../server/catalog/gate/GateRun.ts';
import { countFinished } from '../../../../server/catalog/gate/pastCases.ts';
import { drawing, end, path, start } from '../../../support/drawing.ts';
import { begin, smallStage } from '../../../engine/scenario/support.ts';
import { databases } from '../../support/databases.ts';
import { enterMatter } from '../../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../../support/openTestApp.ts';
import { storePastCases } from '../../support/storePastCases.ts';
import { review } from '../../support/review.ts';

const step = (id: string, more = '') => `<userTask id="${id}" name="${id}" gov:department="housing" gov:role="approver" gov:limitAmount="1" ${more}/>`;
const line = (...ids: string[]) => start + ids.map((id) => step(id)).join('') + end + path('start', ...ids, 'end');
const matter = (key: string, content: string) => drawing(content, { id: key, attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' });

interface Gate {
  readonly state: string;
  readonly finished: number;
  readonly missing: number;
  readonly stale: boolean;
  readonly total: number;
  readonly done: number;
  readonly same: number;
  readonly groups: { readonly id: string; readonly kind: string; readonly first: object | null; readonly end: object | null; readonly count: number; readonly cases: string[]; readonly explanation: { text: string; by: string } | null }[];
}

describe.each(databases)('the replay gate on $database', ({ url }) => {
  let city: TestApp;
  let designer: Caller;
  let publisher: Caller;

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url(), demo: false } });
    await enterMatter(city.orm, 'TEST-20', 20);
    [designer, publisher] = [await city.signedIn('designer1', ['designer']), await city.signedIn('publisher1', ['publisher'])];
  }, 120_000);
  afterAll(() => city.close());

  async function submit(key: string, content: string, code = 'TEST-20', wish = {}): Promise<void> {
    const { body } = await designer.get(`/api/definitions/${key}`);
    if (body.code === 'NOT_FOUND') await designer.send('post', '/api/definitions', { key, name: key }).expect(201);
    await designer.send('put', `/api/definitions/${key}/draft`, { xml: matter(key, content).replace('TEST-20', code), revision: body.draft?.revision ?? 1 }).expect(200);
    await designer.send('post', `/api/definitions/${key}/submission`, { note: '', ...wish }).expect(200);
  }
  const publish = async (key: string) => review(publisher, key);
  const gateOf = async (key: string): Promise<Gate> => (await publisher.get(`/api/definitions/${key}/gate`).expect(200)).body as Gate;
  async function run(key: string): Promise<Gate> {
    await publisher.send('post', `/api/definitions/${key}/gate`).expect(202);
    for (let waited = 0; waited < 600; waited += 1) {
      const gate = await gateOf(key);
      if (gate.state !== 'running') return gate;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('Expected the run to end, but it goes on');
  }
  /** What each run of a definition came to, and how many cases it remembers. */
  const keptBy = (key: string) => city.orm.em.fork().execute<{ done: number; folds: number | string }[]>('select done, (select count(*) from gate_folds where run = gate_runs.id) as folds from gate_runs where submission like ? order by id', [`${key}.%`]).then((rows) => rows.map(({ done, folds }) => ({ done, folds: Number(folds) })));
  /** Cases on the published version, each of its steps done one after another. */
  async function past(key: string, done: readonly string[], count: number, from = 1, clockMode: 'wall' | 'rehearsal' = 'wall', version = 1) {
    const { program } = (await designer.get(`/api/definitions/${key}/versions/1`).expect(200)).body as { program: Program };
    const stage = { ...(await smallStage()), program };
    const play = new Play(stage, begin);
    for (const complete of done) play.act({ complete, by: 'housing-1' });
    expect(play.view.status).toBe('completed');
    await storePastCases(city.orm, key, version, Array.from({ length: count }, (_, n) => ({ caseNumber: `${key}-${String(from + n).padStart(4, '0')}`, events: play.events, heads: play.heads })), clockMode);
  }

  test('given a matter without finished cases, when it is published, then no run is asked for', async () => {
    await submit('gate-none', line('a', 'b'));

    expect((await publish('gate-none')).status).toBe(200);
  }, 60_000);

  test('given finished cases, when a version is to be published, then they are folded through it, each group is explained once, and those that finish later are folded onto it: many by a run, a few by publishing itself', async () => {
    const key = 'gate-groups';
    await submit(key, line('a', 'b'));
    expect((await publish(key)).status).toBe(200);
    await past(key, ['a', 'b'], 120);
    await submit(key, line('a', 'c'));

    expect(await gateOf(key)).toMatchObject({ state: 'none', finished: 120 });
    expect((await publish(key)).body).toMatchObject({ status: 409, code: 'GATE_NOT_RUN', details: { finished: 120 } });
    const gate = await run(key);
    expect(gate).toMatchObject({ state: 'done', stale: false, total: 120, done: 120, same: 0, groups: [{ kind: 'impossible', count: 120, explanation: null, first: { code: 'OTHER_BRANCH', element: 'c', instead: 'b' }, end: { code: 'NOT_FINISHED', element: 'c' } }] });
    expect(gate.groups[0]!.cases).toHaveLength(20);
    expect((await publish(key)).body).toMatchObject({ code: 'GATE_UNEXPLAINED', details: { groups: 1, cases: 120 } });

    const group = gate.groups[0]!.id;
    expect((await publisher.send('put', `/api/definitions/${key}/gate/${'0'.repeat(64)}`, { text: '这一组并不存在' })).status).toBe(404);
    expect((await publisher.send('put', `/api/definitions/${key}/gate/${group}`, { text: '嗯' })).status).toBe(422);
    await publisher.send('put', `/api/definitions/${key}/gate/${group}`, { text: '第二步改由另一环节办理，旧件不受影响' }).expect(200);
    expect((await gateOf(key)).groups[0]!.explanation).toMatchObject({ text: '第二步改由另一环节办理，旧件不受影响', by: 'publisher1' });

    await past(key, ['a', 'b'], 201, 500);
    expect(await gateOf(key)).toMatchObject({ stale: false, finished: 321, missing: 201 });
    expect((await publish(key)).body).toMatchObject({ code: 'GATE_STALE', details: { finished: 321, missing: 201 } });
    expect(await run(key)).toMatchObject({ total: 321, done: 321, missing: 0, groups: [{ count: 321, explanation: { by: 'publisher1' } }] });
    await past(key, ['a', 'b'], 3, 800);
    expect(await gateOf(key)).toMatchObject({ missing: 3 });
    expect((await publish(key)).status).toBe(200);
    expect(await keptBy(key)).toEqual([{ done: 324, folds: 324 }]);
  }, 120_000);

  test('given rehearsals that have finished, when the gate is asked, then they count in a demonstration city only', async () => {
    const key = 'gate-rehearsals';
    await submit(key, line('a', 'b'));
    await publish(key);
    await past(key, ['a', 'b'], 2, 1, 'rehearsal');
    await past(key, ['a', 'b'], 1, 3);
    await submit(key, line('a', 'c'));

    expect(await gateOf(key)).toMatchObject({ finished: 1 });
    expect(await countFinished(city.orm.em.fork(), { matter: key, rehearsals: true })).toBe(3);
    expect(await run(key)).toMatchObject({ done: 1, missing: 0, groups: [{ count: 1, cases: [`${key}-0003`] }] });
  }, 60_000);

  test('given a version in which nothing that matters has changed, when cases are folded, then all go the same way and it is published', async () => {
    const key = 'gate-same';
    await submit(key, line('a', 'b'));
    await publish(key);
    await past(key, ['a', 'b'], 3);
    await submit(key, line('a', 'b').replace('gov:limitAmount="1"', 'gov:limitAmount="2"'));

    expect(await run(key)).toMatchObject({ state: 'done', same: 3, groups: [] });
    expect((await publish(key)).status).toBe(200);
  }, 60_000);

  test('given a new draft after an explanation, when it is submitted, then what was run and explained before does not count for it', async () => {
    const key = 'gate-again';
    await submit(key, line('a', 'b'));
    await publish(key);
    await past(key, ['a', 'b'], 2);
    await submit(key, line('a'));
    const first = await run(key);
    await publisher.send('put', `/api/definitions/${key}/gate/${first.groups[0]!.id}`, { text: '第二步取消，已与牵头单位核对' }).expect(200);
    expect((await review(publisher, key, { decision: 'reject', comment: '再改' })).status).toBe(200);
    await submit(key, line('a', 'd'));

    expect(await gateOf(key)).toMatchObject({ state: 'none', groups: [] });
    expect((await publish(key)).body).toMatchObject({ code: 'GATE_NOT_RUN' });
  }, 60_000);

  test('given an entry of the register that ends some day, when cases are folded and the version is published, then both look at the day it begins', async () => {
    const key = 'gate-entry-ends';
    await enterMatter(city.orm, 'TEST-ENDS', 20, { validTo: '2099-12-31' });
    await submit(key, line('a', 'b'), 'TEST-ENDS');
    await publish(key);
    await past(key, ['a', 'b'], 1);
    await submit(key, line('a', 'b').replace('name="a"', 'name="甲"'), 'TEST-ENDS');

    expect(await run(key)).toMatchObject({ state: 'done', stale: false, same: 1 });
    expect((await designer.get(`/api/definitions/${key}/scenarios?of=submission`)).status).toBe(200);
    expect((await designer.get(`/api/definitions/${key}/scenarios?of=draft`)).status).toBe(200);
    expect((await publish(key)).status).toBe(200);
  }, 60_000);

  test('given a called flow whose next version begins later, when the caller is folded and published, then both call the one in force', async () => {
    const [key, part] = ['gate-calls', 'gate-called'];
    const calls = `${start}<callActivity id="call" name="call" gov:department="housing" gov:limitAmount="2"><extensionElements><zeebe:calledElement processId="${part}"/></extensionElements></callActivity>${end}${path('start', 'call', 'end')}`;
    await submit(part, line('a'));
    await publish(part);
    await submit(key, calls);
    expect((await publish(key)).status).toBe(200);
    await submit(part, line('a', 'b'), 'TEST-20', { effectiveOn: '2090-01-01' });
    expect((await publish(part)).status).toBe(200);
    await past(key, ['a'], 1);
    await submit(key, calls.replace('name="call"', 'name="联办"'));

    expect(await run(key)).toMatchObject({ state: 'done', stale: false, same: 1, groups: [] });
    expect((await publish(key)).status).toBe(200);
  }, 60_000);

  test('given a run that goes, when it is stopped, then it says so, nothing is published by it, and the next goes on with it', async () => {
    const key = 'gate-stop';
    await submit(key, line('a', 'b'));
    await publish(key);
    await past(key, ['a', 'b'], 400);
    await submit(key, line('a'));
    await publisher.send('post', `/api/definitions/${key}/gate`).expect(202);
    // One that goes already is left to go.
    await designer.send('post', `/api/definitions/${key}/gate`).expect(202);
    const stopped = (await publisher.send('delete', `/api/definitions/${key}/gate`).expect(200)).body as Gate;

    expect(stopped).toMatchObject({ state: 'cancelled', groups: [] });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await gateOf(key)).toMatchObject({ state: 'cancelled', groups: [] });
    expect((await publish(key)).body).toMatchObject({ code: 'GATE_NOT_RUN' });
    expect(await run(key)).toMatchObject({ state: 'done', done: 400, missing: 0, groups: [{ count: 400 }] });
    expect(await keptBy(key)).toEqual([{ done: 400, folds: 400 }]);
  }, 60_000);

  test('given a case whose events are not all known, when cases are folded, then it counts as one that cannot be followed, until they are known', async () => {
    const key = 'gate-broken';
    await submit(key, line('a', 'b'));
    await publish(key);
    await past(key, ['a', 'b'], 2);
    await city.orm.em.fork().execute('update case_events set event = null where case_number = ? and seq = 2', [`${key}-0001`]);
    await submit(key, line('a', 'b').replace('name="a"', 'name="甲"'));

    const broken = { same: 1, done: 2, groups: [{ kind: 'impossible', count: 1, cases: [`${key}-0001`], first: { code: 'HISTORY_BROKEN' } }] };
    expect(await run(key)).toMatchObject(broken);
    expect(await run(key)).toMatchObject(broken);
    await city.orm.em.fork().execute('update case_events set event = (select event from case_events as whole where whole.case_number = ? and whole.seq = 2) where event is null', [`${key}-0002`]);
    expect(await run(key)).toMatchObject({ same: 2, done: 2, groups: [] });
  }, 60_000);

  test('given a case that goes a way nobody has seen and finishes after the run, when the version is published, then it is refused until a run shows it', async () => {
    const key = 'gate-new-way';
    await submit(key, line('a', 'b'));
    await publish(key);
    await past(key, ['a', 'b'], 1);
    await submit(key, line('a', 'b').replace('name="a"', 'name="甲"'));
    expect(await run(key)).toMatchObject({ same: 1, groups: [] });
    await past(key, ['a', 'b'], 1, 2);
    await city.orm.em.fork().execute('update case_events set event = null where case_number = ? and seq = 2', [`${key}-0002`]);

    expect((await publish(key)).body).toMatchObject({ code: 'GATE_STALE', details: { finished: 2, missing: 1 } });
    expect(await gateOf(key)).toMatchObject({ missing: 1, groups: [] });
    expect(await run(key)).toMatchObject({ same: 1, done: 2, groups: [{ count: 1 }] });
    expect((await publish(key)).body).toMatchObject({ code: 'GATE_UNEXPLAINED' });
  }, 60_000);

  test('given a case on a version that none of those before ran on, when it finishes while they are folded, then it is left to the next time', async () => {
    const key = 'gate-meanwhile';
    await submit(key, line('a', 'b'));
    await publish(key);
    await submit(key, line('a', 'b').replace('name="a"', 'name="甲"'));
    expect((await publish(key)).status).toBe(200);
    await past(key, ['a', 'b'], 1);
    const em = city.orm.em.fork();
    const { program } = (await designer.get(`/api/definitions/${key}/versions/1`)).body as { program: Program };
    const read = em.findOneOrFail.bind(em);
    em.findOneOrFail = (async (...wanted: Parameters<typeof read>) => {
      await past(key, ['a', 'b'], 1, 2, 'wall', 2);
      return read(...wanted);
    }) as typeof em.findOneOrFail;
    const folded: string[] = [];

    expect(await foldMissing(em, { id: `${key}.run` } as GateRun, { matter: key, rehearsals: false }, program, async (outcomes) => folded.push(...outcomes.map(({ caseNumber }) => caseNumber)) > 0)).toBe(true);
    expect(folded).toEqual([`${key}-0001`]);
  }, 60_000);
});
