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
import { openClient, type PlatformClient } from '../../../scripts/client.ts';
import { publishedVersion, replayScenario, type Replayed } from '../../../scripts/scenario/replayScenario.ts';
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

const replayed = new Map<string, Replayed>();
let platform: OwnPlatform;
let browser: Browser;
let small: Replayed;
let page: Page;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), chromium()]);
  const client = openClient(platform.url, platform.dataDir);
  const published = await publishedVersion(client, key);
  const play = async (name: string): Promise<void> => void replayed.set(name, await replayScenario(client, platform.standinsUrl, key, published, scenarioOf(name)));
  // One goes as the room Rehearse lets it go. Both of the others tell the gas company to fall silent.
  const overApi = async (): Promise<void> => {
    replayed.set('under-way', await replayOverApi(client, key, 'under-way'));
    await publishSmall(client);
    small = await replayOverApi(client, 'every-act', 'acts');
  };
  await Promise.all([overApi(), play('demo').then(() => play('silent-department'))]);
  page = await browser.newPage();
  await page.addScriptTag({ content: readFileSync(join(await built('everywhere'), 'everywhere.js'), 'utf8') });
}, 480_000);
afterAll(async () => {
  await browser?.close();
  await platform?.stop(false);
});

interface Run { readonly state: string; readonly total: number; readonly done: number; readonly caseNumber: string; readonly result: { readonly differences: Replayed['differences']; readonly events: number; readonly head: string; readonly diverged: { readonly seq: number } | null } | null; readonly failure: string | null }

/** Replays a scenario by the API, as the room Rehearse does, and reads what its case has recorded. */
async function replayOverApi(client: PlatformClient, matter: string, scenario: string): Promise<Replayed> {
  const [designer, auditor] = [await client.as('designer1'), await client.as('auditor1')];
  await designer.post(`/api/definitions/${matter}/replays/${scenario}`);
  for (;;) {
    const { scenarios } = await designer.get<{ scenarios: readonly { readonly id: string; readonly run: Run | null }[] }>(`/api/definitions/${matter}/replays`);
    const run = scenarios.find(({ id }) => id === scenario)!.run!;
    if (run.state === 'running') {
      await pause(250);
      continue;
    }
    if (run.result === null) throw new Error(`Expected the replay of ${scenario} to end, but it is ${run.state}: ${run.failure}`);
    const recorded = await auditor.get<Replayed['recorded']>(`/api/cases/${run.caseNumber}/recording`);
    if (run.result.head !== recorded.heads.at(-1) || run.done !== run.total) throw new Error('Expected the run to tell of the whole case');
    return { caseNumber: run.caseNumber, differences: run.result.differences, recorded, heads: recorded.heads, diverged: run.result.diverged?.seq ?? null };
  }
}

/** Publishes a matter in which a person chooses a step, a message comes and a signal is raised, with a scenario that does all three. */
async function publishSmall(client: PlatformClient): Promise<void> {
  const [admin, designer, publisher] = [await client.as('admin1'), await client.as('designer1'), await client.as('publisher1')];
  const chosen = `<adHocSubProcess id="extra" name="extra" gov:activation="person">${user('survey', 'gov:department="housing" gov:role="approver" gov:limitAmount="1"')}</adHocSubProcess>`;
  const xml = drawn(start + chosen + `<intermediateCatchEvent id="paid" name="paid">${message()}</intermediateCatchEvent><intermediateCatchEvent id="called" name="called">${signal}</intermediateCatchEvent>` + end + path('start', 'extra', 'paid', 'called', 'end'), { id: 'every-act', attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"', more: names });
  const acts: Scenario = { title: { zh: '每种动作' }, start: { now: '2026-09-18T01:30:00.000Z', situations: {}, form: {} }, steps: [{ activate: 'survey' }, { complete: 'survey', by: 'housing-1' }, { message: { name: 'm' } }, { signal: 's', variables: { place: 'hall' } }], expect: { status: 'completed', path: ['start', 'extra', 'survey', 'paid', 'called', 'end'] } };
  await admin.post('/api/register', { terms: { code: 'TEST-20', name: { zh: '测试事项' }, leadDepartment: 'housing', limit: { amount: 20, unit: 'workingDay', kind: 'promised' }, items: [], validFrom: '2020-01-01', validTo: null }, note: 'for a test' });
  await designer.post('/api/definitions', { key: 'every-act', name: '每种动作' });
  await designer.send('PUT', '/api/definitions/every-act/draft', { xml, revision: 1, form: { situations: [], form: { sections: [] }, materials: [] }, parts: { scenarios: { acts } } });
  await designer.post('/api/definitions/every-act/submission', { note: '' });
  await publisher.post('/api/definitions/every-act/review', { decision: 'publish', comment: '' });
}

describe('One scenario, three engines', () => {
  test('given a scenario in which a person chooses a step, a message comes and a signal is raised, when it is replayed by the API, then every head is as in memory', () => {
    const { differences, diverged, recorded } = small;

    expect([differences, diverged]).toEqual([[], null]);
    expect(recorded.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['activate', 'complete', 'message', 'signal']));
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
    expect({ diverged, around: diverged === null ? [] : recorded.events.slice(diverged - 2, diverged + 1) }).toEqual({ diverged: null, around: [] });
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
