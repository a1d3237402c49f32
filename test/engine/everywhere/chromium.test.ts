import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { runScenario } from '../../../engine/scenario/run.ts';
import { readScenario } from '../../../scripts/scenario/scenario.ts';
import { built } from '../../support/built.ts';
import { chromium } from '../../support/chromium.ts';
import { compileMatter, stageOf } from '../../support/shippedStage.ts';
import { chainsOf } from './fold.ts';

const root = join(import.meta.dirname, '../../..');
const matters = join(root, 'definitions/matters');
const drawing = (key: string) => readFileSync(join(matters, key, 'flow.bpmn'), 'utf8');

let browser: Browser | undefined;
afterAll(() => browser?.close());

test('the chain of a whole F1 case is the same in Node and in Chromium, compiler included', async () => {
  // given
  const program = await compileMatter('joint-utility-connection');
  const scenario = readScenario(join(matters, 'joint-utility-connection/cases/demo.json'));
  const { events } = runScenario(stageOf('joint-utility-connection', program), scenario).play!;
  const story = { visit: drawing('joint-visit'), matter: drawing('joint-utility-connection'), events };
  const code = readFileSync(join(await built('everywhere'), 'everywhere.js'), 'utf8');

  // when
  const inNode = await chainsOf(story);
  browser = await chromium();
  const page = await browser.newPage();
  await page.addScriptTag({ content: code });
  const inChromium = await page.evaluate<string[]>(`window.chainsOf(${JSON.stringify(story)})`);

  // then
  expect(inNode).toHaveLength(events.length);
  expect(events.length).toBeGreaterThan(70);
  expect(inChromium).toEqual(inNode);
}, 120_000);
