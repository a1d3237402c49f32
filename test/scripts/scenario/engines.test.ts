import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { loadOrganisation } from '../../../definitions/organisation/load.ts';
import type { Event } from '../../../engine/event.ts';
import { recordedOf } from '../../../engine/scenario/recorded.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { startPlatform, type OwnPlatform } from '../../../scripts/chaos/platform.ts';
import { openClient, type PlatformClient } from '../../../server/client/client.ts';
import type { RecordedCase } from '../../../server/catalog/replay/replayScenario.ts';
import { replayOverApi, type Run } from '../../../scripts/scenario/replayOverApi.ts';
import { readScenario } from '../../../scripts/scenario/scenario.ts';
import { stepForms } from '../../../server/tasks/stepForms.ts';
import { built } from '../../support/built.ts';
import { chromium } from '../../support/chromium.ts';
import { drawing as drawn, end, message, names, path, signal, start, user } from '../../support/drawing.ts';
import { root } from '../../support/sources.ts';
import { headsOf, type Told } from '../../engine/everywhere/heads.ts';

const key = 'joint-utility-connection';
const matters = join(root, 'definitions/matters');
const cases = readdirSync(join(matters, key, 'cases')).map((file) => file.replace('.json', ''));
const scenarioOf = (name: string) => readScenario(join(matters, key, 'cases', `${name}.json`));
const drawing = (matter: string) => readFileSync(join(matters, matter, 'flow.bpmn'), 'utf8');
const departments = Object.fromEntries(loadOrganisation().personas.map(({ id, department }) => [id, department]));

interface Replayed extends NonNullable<Run['result']> {
  readonly caseNumber: string;
  readonly recorded: RecordedCase;
}

const replayed = new Map<string, Replayed>();
let platform: OwnPlatform;
let browser: Browser;
let small: Replayed;
let midway: Replayed;
let stopped: Run;
let page: Page;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), chromium()]);
  const client = openClient(platform.url, platform.dataDir);
  const shipped = async (): Promise<void> => {
    for (const name of cases) replayed.set(name, await replay(client, key, name));
  };
  const own = async (): Promise<void> => {
    await publishSmall(client);
    // What the city tells its stand-ins is no scenario's business.
    await fetch(`${platform.standinsUrl}/control/power`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ mode: 'silent', operation: 'processing' }) });
    small = await replay(client, 'every-act', 'acts');
    midway = await replay(client, 'every-act', 'midway');
    stopped = await replayOverApi(client, 'every-act', 'slow', async ({ done, total }) => {
      if (done === total - 1) await (await client.as('publisher1')).send('DELETE', '/api/definitions/every-act/replays');
    });
  };
  await Promise.all([shipped(), own()]);
  page = await browser.newPage();
  await page.addScriptTag({ content: readFileSync(join(await built('everywhere'), 'everywhere.js'), 'utf8') });
}, 480_000);
afterAll(async () => {
  await browser?.close();
  await platform?.stop(false);
});

/** Replays a scenario as the room Rehearse does, and reads what its case has recorded. */
async function replay(client: PlatformClient, matter: string, scenario: string): Promise<Replayed> {
  const run = await replayOverApi(client, matter, scenario);
  if (run.result === null) throw new Error(`Expected the replay of ${scenario} to end, but it is ${run.state}: ${run.failure}`);
  const auditor = await client.as('auditor1');
  // No case is left open: what a scenario leaves so is ended, with an event that is no part of the scenario.
  while (['starting', 'running'].includes((await auditor.get<{ status: string }>(`/api/cases/${run.caseNumber}`)).status)) await pause(100);
  const { events, heads } = await auditor.get<RecordedCase>(`/api/cases/${run.caseNumber}/recording`);
  const recorded = { events: events.slice(0, run.result.events), heads: heads.slice(0, run.result.events) };
  if (run.result.head !== recorded.heads.at(-1) || run.done !== run.total) throw new Error('Expected the run to tell of the whole case');
  return { ...run.result, caseNumber: run.caseNumber, recorded };
}

/**
 * Publishes a matter in which a person chooses a step, a message comes, a signal is raised and power is asked, with a scenario
 * that does all of it and tells nobody how to behave, one that leaves its case open, and one in which power takes its time.
 */
async function publishSmall(client: PlatformClient): Promise<void> {
  const [admin, designer, publisher] = [await client.as('admin1'), await client.as('designer1'), await client.as('publisher1')];
  const chosen = `<adHocSubProcess id="extra" name="extra" gov:activation="person">${user('survey', 'gov:department="housing" gov:role="approver" gov:limitAmount="1"')}</adHocSubProcess>`;
  const xml = drawn(start + chosen + `<intermediateCatchEvent id="paid" name="paid">${message()}</intermediateCatchEvent><intermediateCatchEvent id="called" name="called">${signal}</intermediateCatchEvent>` + '<serviceTask id="ask" name="ask" gov:department="power" gov:operation="processing" gov:limitAmount="1"/>' + end + path('start', 'extra', 'paid', 'called', 'ask', 'end'), { id: 'every-act', attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"', more: names });
  const acts: Scenario = { title: { zh: '每种动作' }, start: { now: '2026-09-18T01:30:00.000Z', situations: {}, form: {} }, steps: [{ activate: 'survey' }, { complete: 'survey', by: 'housing-1' }, { message: { name: 'm' } }, { signal: 's', variables: { place: 'hall' } }], expect: { status: 'completed', path: ['start', 'extra', 'survey', 'paid', 'called', 'ask', 'end'] } };
  const midway: Scenario = { title: acts.title, start: acts.start, steps: acts.steps.slice(0, 1) };
  const slow: Scenario = { ...acts, start: { ...acts.start, departments: [{ department: 'power', operation: 'processing', mode: 'slow' }] } };
  await admin.post('/api/register', { terms: { code: 'TEST-20', name: { zh: '测试事项' }, leadDepartment: 'housing', limit: { amount: 20, unit: 'workingDay', kind: 'promised' }, items: [], validFrom: '2020-01-01', validTo: null }, note: 'for a test' });
  await designer.post('/api/definitions', { key: 'every-act', name: '每种动作' });
  await designer.send('PUT', '/api/definitions/every-act/draft', { xml, revision: 1, form: { situations: [], form: { sections: [] }, materials: [] }, parts: { scenarios: { acts, midway, slow } } });
  const { submission } = await designer.post<{ submission: { id: string } }>('/api/definitions/every-act/submission', { note: '' });
  await publisher.post('/api/definitions/every-act/review', { decision: 'publish', comment: '', submission: submission.id });
}

describe('One scenario, three engines', () => {
  test('given a scenario in which a person chooses a step, a message comes and a signal is raised, when it is replayed by the API in a city that tells a department it does not name to be silent, then every head is as in memory', () => {
    const { differences, diverged, recorded } = small;

    expect([differences, diverged]).toEqual([[], null]);
    expect(recorded.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['activate', 'complete', 'message', 'signal']));
  });
  test('given a scenario that leaves its case open, when it has been replayed, then that case is over, and the scenario came to what it does in memory', async () => {
    const { status, reason } = await (await openClient(platform.url, platform.dataDir).as('auditor1')).get<{ status: string; reason: string }>(`/api/cases/${midway.caseNumber}`);

    expect([midway.differences, midway.diverged, status, reason]).toEqual([[], null, 'cancelled', '场景重放到此为止']);
  });

  test('given a replay in its midst, when it is stopped, then it says so, its case is over, and neither counts as a case of the matter', async () => {
    const auditor = await openClient(platform.url, platform.dataDir).as('auditor1');
    const { status, reason } = await auditor.get<{ status: string; reason: string }>(`/api/cases/${stopped.caseNumber}`);
    const { steps } = await auditor.get<{ steps: unknown[] }>(`/api/cases/${stopped.caseNumber}/history`);

    expect({ state: stopped.state, done: stopped.done, result: stopped.result, status, reason }).toEqual({ state: 'cancelled', done: 3, result: null, status: 'cancelled', reason: '场景重放没有走完' });
    expect(steps.length).toBeGreaterThan(3);
    expect((await auditor.get<{ runningCases: number }>('/api/definitions/every-act')).runningCases).toBe(0);
    expect((await auditor.get<{ matter: string }[]>('/api/cases')).filter(({ matter }) => matter === 'every-act')).toEqual([]);
  });

  test('every shipped case was replayed', () => {
    expect([...replayed.keys()].sort()).toEqual(cases.sort());
  });

  test.each(cases)('given the shipped case %s, when it runs on Temporal, in Node and in Chromium, then the chain head after every event is the same, and all is as worked out by hand', async (name) => {
    const { recorded, differences, diverged } = replayed.get(name)!;
    const { calendar, ladders } = recorded.events[0] as Extract<Event, { type: 'start' }>;
    const told: Told = {
      visit: drawing('joint-visit'), matter: drawing(key), form: JSON.parse(readFileSync(join(matters, key, 'form.json'), 'utf8')) as Told['form'], stepForms: [...stepForms], departments, calendar, ladders,
      scenario: scenarioOf(name), recorded: recorded.events.map(recordedOf),
    };
    const inNode = await headsOf(told);
    const inChromium = await page.evaluate<string[]>(`window.headsOf(${JSON.stringify(told)})`);

    expect(differences).toEqual([]);
    expect({ diverged, around: diverged === null ? [] : recorded.events.slice(diverged.seq - 2, diverged.seq + 1) }).toEqual({ diverged: null, around: [] });
    expect(recorded.heads.length).toBeGreaterThan(30);
    expect(inNode).toEqual(recorded.heads);
    expect(inChromium).toEqual(recorded.heads);
  });

  test('given a scenario with one sum changed, when it is played beside the recording, then the heads part at that event: equal heads prove something', async () => {
    const { recorded } = replayed.get('under-way')!;
    const { calendar, ladders } = recorded.events[0] as Extract<Event, { type: 'start' }>;
    const scenario = scenarioOf('under-way');
    const place = scenario.steps.findIndex(({ variables }) => variables?.['feeFen'] !== undefined);
    const changed = { ...scenario, steps: scenario.steps.map((step, index) => (index === place ? { ...step, variables: { ...step.variables, feeFen: 1 } } : step)) };
    const heads = await headsOf({ visit: drawing('joint-visit'), matter: drawing(key), form: JSON.parse(readFileSync(join(matters, key, 'form.json'), 'utf8')) as Told['form'], stepForms: [...stepForms], departments, calendar, ladders, scenario: changed, recorded: recorded.events.map(recordedOf) });
    const parts = heads.findIndex((head, index) => head !== recorded.heads[index]);

    expect((recorded.events[parts] as Event).type).toBe('complete');
    expect(heads.at(-1)).not.toBe(recorded.heads.at(-1));
  });
});
