import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDefinition } from '../../../server/catalog/createDefinition.ts';
import { scenarioLimits } from '../../../server/catalog/scenarioLimits.ts';
import { seedCalendars, seedMatters } from '../../../server/system/seedCity.ts';
import { enterMatter } from '../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';
import { drawing, end, flow, path, start, user } from '../../support/drawing.ts';
import { review } from '../support/review.ts';

const step = (id: string) => user(id, 'gov:department="housing" gov:role="approver" gov:limitAmount="1"');
const matter = (second: string) => drawing(start + step('first') + step(second) + end + path('start', 'first', second, 'end'), { attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' });
const form = { situations: [], form: { sections: [{ fields: [{ name: 'place', label: '地点', type: 'text' }] }] }, materials: [] };
const scenario = { title: { zh: '依次办理', en: 'One after the other' }, start: { now: '2026-03-02T01:00:00.000Z', situations: {}, form: { place: '香洲' } }, steps: [{ complete: 'first', by: 'housing-1' }, { complete: 'second', by: 'housing-1' }], expect: { status: 'completed' } };

describe('Scenarios as the tests of a definition, over HTTP', () => {
  let city: TestApp;
  let designer: Caller;
  let publisher: Caller;

  beforeAll(async () => {
    city = await openTestApp();
    await seedCalendars(city.context);
    // A shipped draft as an earlier release of the platform left it.
    await createDefinition(city.orm.em.fork(), 'designer1', '2026-01-01T00:00:00.000Z', { key: 'joint-visit', name: '联合踏勘' });
    await seedMatters(city.context);
    await enterMatter(city.orm, 'TEST-20', 20);
    designer = await city.signedIn('designer1', ['designer']);
    publisher = await city.signedIn('publisher1', ['publisher']);
  }, 120_000);
  afterAll(() => city.close());

  const save = async (key: string, revision: number, body: object) => expect((await designer.send('put', `/api/definitions/${key}/draft`, { revision, ...body })).status).toBe(200);
  const make = async (key: string, xml: string, scenarios: object) => {
    await designer.send('post', '/api/definitions', { key, name: key });
    await save(key, 1, { xml, form, parts: { scenarios } });
  };

  test('given a scenario that passes, when the draft is submitted and published, then it is, with the scenario in the version', async () => {
    await make('scenario-passes', matter('second'), { plain: scenario });
    expect((await designer.send('post', '/api/definitions/scenario-passes/submission', { note: '' })).status).toBe(200);
    expect((await review(publisher, 'scenario-passes')).body).toMatchObject({ version: 1 });
    expect((await publisher.get('/api/definitions/scenario-passes/versions/1')).body.parts.scenarios).toEqual({ plain: scenario });
  });

  test('given a scenario that fails, when the draft is submitted, then it is refused naming scenario, step and difference', async () => {
    await make('scenario-fails', matter('other'), { plain: scenario });
    const { status, body } = await designer.send('post', '/api/definitions/scenario-fails/submission', { note: '' });

    expect({ status, code: body.code }).toEqual({ status: 422, code: 'SCENARIO_FAILS' });
    expect(body.details).toMatchObject({ id: 'plain', scenario: '依次办理', step: 2, kind: 'act', element: 'second' });
    // In words for people; the difference itself is for programs here, and for people in the room Rehearse.
    expect(body.detail).toContain('场景“依次办理”的结果与预期不同（没有通过的场景共 1 个）');
    const inEnglish = await designer.send('post', '/api/definitions/scenario-fails/submission', { note: '' }).set('Accept-Language', 'en');
    expect(inEnglish.body.detail).toContain('“One after the other”');
    const titles = async (language: string) => (await designer.get('/api/definitions/scenario-fails/scenarios?of=draft').set('Accept-Language', language)).body.results.map(({ title }: { title: string }) => title);
    expect([await titles('zh-CN'), await titles('en')]).toEqual([['依次办理'], ['One after the other']]);
  });

  test('given what a scenario expects no longer holds since the submission, when it is published, then it is refused', async () => {
    await make('scenario-later', matter('second'), { plain: { ...scenario, steps: scenario.steps.slice(0, 1), expect: { status: 'running' } } });
    await designer.send('post', '/api/definitions/scenario-later/submission', { note: '' });
    const em = city.orm.em.fork();
    await em.getConnection().execute("update submissions set parts = replace(parts, '\"running\"', '\"completed\"') where definition = 'scenario-later'");
    expect((await review(publisher, 'scenario-later')).body).toMatchObject({ code: 'SCENARIO_FAILS', details: { kind: 'status' } });
    expect((await designer.get('/api/definitions/scenario-later')).body).toMatchObject({ version: null });
  });

  test('given scenarios that have too many events together, when they run, then that is refused', async () => {
    const long = { ...scenario, steps: Array(1000).fill({ advance: scenario.start.now }), expect: {} };
    await make('scenario-endless', matter('second'), Object.fromEntries(Array.from({ length: scenarioLimits.events / 1000 }, (_, number) => [`run-${number}`, long])));

    expect((await designer.send('post', '/api/definitions/scenario-endless/submission', { note: '' })).body).toMatchObject({ code: 'SCENARIOS_TOO_LONG', details: { limit: scenarioLimits.events } });
  });

  test('given a scenario that cannot be read, when the draft is submitted, then it is refused naming the place', async () => {
    await make('scenario-broken', matter('second'), { plain: { ...scenario, steps: [{ finish: 'first' }] } });

    expect((await designer.send('post', '/api/definitions/scenario-broken/submission', { note: '' })).body).toMatchObject({ code: 'SCENARIO_INVALID', details: { id: 'plain', what: expect.stringContaining('steps.0') } });
  });

  test('given a definition with scenarios, when they are run for a reviewer, then results and coverage are told', async () => {
    await make('scenario-covers', drawing(start + step('first') + step('second') + step('third') + '<exclusiveGateway id="way" default="way_second"/>' + end + path('start', 'first', 'way') + flow('way', 'second') + flow('way', 'third', 'place = "斗门"') + path('second', 'end') + path('third', 'end'), { attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' }), { plain: scenario });
    const { status, body } = await publisher.get('/api/definitions/scenario-covers/scenarios?of=draft');

    expect(status).toBe(200);
    expect(body.results).toEqual([{ id: 'plain', title: '依次办理', differences: [] }]);
    expect(body.coverage).toEqual([expect.objectContaining({ process: 'p', elements: ['third'], flows: ['way_third', 'third_end'], done: 9, all: 12 })]);
  });

  test('given the shipped matter, when it is published at the first start, then its own scenarios ran and lie in it', async () => {
    const { body } = await designer.get('/api/definitions/joint-utility-connection');

    expect(Object.keys(body.draft.parts.scenarios)).toEqual(['demo', 'silent-department', 'under-way']);
    expect(body.version).toBe(1);
  });

  test('given a shipped draft that nobody has touched, when newer files come with the platform, then its first save is what they say', async () => {
    const [save, version] = await Promise.all(['saves/1', 'versions/1'].map(async (path) => (await designer.get(`/api/definitions/joint-visit/${path}`)).body));
    expect([save.xml, save.form, save.parts]).toEqual([version.xml, version.form, version.parts]);
  });
});
