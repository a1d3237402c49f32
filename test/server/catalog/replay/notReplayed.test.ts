import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { countFinished } from '../../../../server/catalog/gate/pastCases.ts';
import { createDefinition } from '../../../../server/catalog/createDefinition.ts';
import { impactOf } from '../../../../server/catalog/impact.ts';
import { ScenarioRun } from '../../../../server/catalog/replay/ScenarioRun.ts';
import { reviewSubmission } from '../../../../server/catalog/reviewSubmission.ts';
import { submitDraft } from '../../../../server/catalog/submitDraft.ts';
import { Department } from '../../../../server/identity/Department.ts';
import { Notice } from '../../../../server/notices/Notice.ts';
import { ServiceRating } from '../../../../server/ratings/ServiceRating.ts';
import { apply } from '../../../../server/readModel/apply.ts';
import { IncidentRow } from '../../../../server/readModel/IncidentRow.ts';
import { Card } from '../../../../server/supervision/Card.ts';
import { seedCalendars } from '../../../../server/system/seedCity.ts';
import { opened, step, told, writeCase } from '../../readModel/story.ts';
import { databases } from '../../support/databases.ts';
import { enterMatter } from '../../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../../support/openTestApp.ts';
import { drawing } from '../drawings.ts';

const key = 'replayed';
const now = '2026-09-18T01:30:00.000Z';
const [open, over] = ['YJS-OPEN', 'YJS-OVER'];
const definition = {
  xml: drawing({ process: key, task: 'gov:department="housing" gov:role="approver" gov:limitAmount="1"', terms: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' }),
  form: { situations: [], form: { sections: [] }, materials: [] },
};

describe.each(databases)('a case that plays a scenario, on $database', ({ url }) => {
  let city: TestApp;
  let [supervisor, officer, designer]: Caller[] = [];

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url(), demo: true }, now: () => now });
    await seedCalendars(city.context);
    await enterMatter(city.orm, 'TEST-20', 20);
    await city.addUser('supervisor-a', ['supervisor'], { posts: ['supervisor'] });
    [supervisor, officer, designer] = [await city.signedIn('supervisor-a', ['supervisor']), await city.signedIn('power-a', ['approver'], 'power'), await city.signedIn('designer-a', ['designer'])];
    const em = city.orm.em.fork();
    em.create(Department, { id: 'power', nameZh: '供电局', nameEn: 'Power', sample: false, position: 1 });
    await createDefinition(em, 'designer1', now, { key, name: '甲', ...definition });
    const { id: submission } = await submitDraft(em, 'designer1', now, { key, note: '' });
    await reviewSubmission(em, 'publisher1', now, { key, decision: 'publish', comment: '', submission });
    await em.flush();
    for (const caseNumber of [open, over]) {
      await writeCase(city.orm, caseNumber, { matter: key, clockMode: 'rehearsal', virtualNow: now, dueOn: '2026-09-18' });
      await apply(city.orm, told(caseNumber, [step(1, [opened(2, 'power', { name: '查勘' }), { type: 'job', instance: 3, element: 'ask', attempt: 1, department: 'power', operation: 'processing', state: 'asked' }])]));
    }
    await city.orm.em.fork().execute("update cases set status = 'completed' where case_number = ?", [over]);
    await city.orm.em.fork().execute("update work_items set due_on = '2026-09-18' where case_number = ?", [open]);
    const rows = city.orm.em.fork();
    rows.create(Card, { id: `${open}.1`, caseNumber: open, card: 1, level: 'yellowCard', signal: 'yellowCard', clock: 1, instance: 2, element: 'task-2', department: 'power', told: '[]', issuedOn: '2026-09-18', issuedAt: now, computation: '{}', state: 'open' });
    rows.create(IncidentRow, { id: `${open}.1`, caseNumber: open, incident: 1, instance: 3, element: 'ask', department: 'power', code: 'DEPT_REJECTED', message: 'x', state: 'open', raisedAt: now });
    rows.create(Notice, { id: `${open}.1`, caseNumber: open, level: 'yellowCard', recipient: 'supervisor', at: now });
    rows.create(ServiceRating, { caseNumber: over, grade: 'bad', aspects: '[]', ratedAt: now });
    await rows.flush();
  }, 120_000);
  afterAll(() => city.close());

  const body = async (caller: Caller, path: string): Promise<unknown> => (await caller.get(path).expect(200)).body as unknown;
  /** Everything in which a case of the matter is listed, found or counted. */
  const places: Readonly<Record<string, () => Promise<unknown>>> = {
    'the list of cases': () => body(supervisor!, '/api/cases'),
    'a search for its number': () => body(supervisor!, `/api/cases?q=${open}`),
    'an inbox': () => body(officer!, '/api/work-items'),
    'an inbox searched by the name of the step': () => body(officer!, `/api/work-items?q=${encodeURIComponent('查勘')}`),
    'what was told': () => body(supervisor!, '/api/notices'),
    'the cards': () => body(supervisor!, '/api/cards'),
    'the figures of supervision': () => body(supervisor!, '/api/supervision/summary'),
    'the incidents': () => body(supervisor!, '/api/incidents'),
    'the departments’ calls': () => body(supervisor!, '/api/departments'),
    'a department’s calls': () => body(supervisor!, '/api/departments/power'),
    'the ratings': () => body(supervisor!, '/api/ratings'),
    'the library': async () => ((await body(designer!, `/api/definitions/${key}`)) as { runningCases: number }).runningCases,
    'what a version would change': async () => (await impactOf(city.orm.em.fork(), key, { ...definition, parts: null })).running,
    'the replay gate': () => countFinished(city.orm.em.fork(), { matter: key, rehearsals: true }),
  };

  test('is in no list, search or figure, while the same case without its replay is in each; whoever asks by its number finds it', async () => {
    const look = async () => new Map(await Promise.all(Object.entries(places).map(async ([place, seen]) => [place, await seen()] as const)));
    const counted = await look();
    const em = city.orm.em.fork();
    for (const caseNumber of [open, over]) em.create(ScenarioRun, { id: caseNumber, definition: key, version: 1, scenario: 'one', state: 'done', total: 1, done: 1, startedBy: 'designer1', startedAt: now, seenAt: now, caseNumber, result: null, failure: null });
    await em.flush();
    const played = await look();
    const byNumber = async (caller: Caller, path: string) => ((await body(caller, path)) as unknown[]).length;

    for (const [place, seen] of counted) expect([place, played.get(place)]).not.toEqual([place, seen]);
    expect(JSON.stringify([...played])).not.toMatch(/YJS-OPEN|YJS-OVER/);
    expect([played.get('the library'), played.get('the replay gate'), played.get('what a version would change')]).toEqual([0, 0, []]);
    expect(await Promise.all([byNumber(officer!, `/api/work-items?q=${open.toLowerCase()}`), byNumber(supervisor!, `/api/cards?caseNumber=${open}`), byNumber(supervisor!, `/api/incidents?caseNumber=${open}`)])).toEqual([1, 1, 1]);
    expect(await body(supervisor!, `/api/cases/${open}`)).toMatchObject({ caseNumber: open, replay: true });
  }, 60_000);
});
