import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { loadOrganisation } from '../../../definitions/organisation/load.ts';
import type { Event } from '../../../engine/event.ts';
import { recordedOf } from '../../../engine/scenario/recorded.ts';
import { startPlatform, type OwnPlatform } from '../../../scripts/chaos/platform.ts';
import { openClient } from '../../../scripts/client.ts';
import { publishedVersion, replayScenario, type Replayed } from '../../../scripts/scenario/replayScenario.ts';
import { readScenario } from '../../../scripts/scenario/scenario.ts';
import { stepForms } from '../../../server/tasks/stepForms.ts';
import { built } from '../../support/built.ts';
import { chromium } from '../../support/chromium.ts';
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
let page: Page;

beforeAll(async () => {
  [platform, browser] = await Promise.all([startPlatform(), chromium()]);
  const client = openClient(platform.url, platform.dataDir);
  const published = await publishedVersion(client, key);
  const play = async (name: string): Promise<void> => void replayed.set(name, await replayScenario(client, platform.standinsUrl, key, published, scenarioOf(name), () => {}));
  // Both of these tell the gas company to fall silent.
  await Promise.all([play('under-way'), play('demo').then(() => play('silent-department'))]);
  page = await browser.newPage();
  await page.addScriptTag({ content: readFileSync(join(await built('everywhere'), 'everywhere.js'), 'utf8') });
}, 480_000);
afterAll(async () => {
  await browser?.close();
  await platform?.stop(false);
});

describe('One scenario, three engines', () => {
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
    expect(diverged).toBeNull();
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
