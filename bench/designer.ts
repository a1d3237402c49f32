import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openCity, type City } from '../test/designer/support/openCity.ts';
import { chromium } from '../test/support/chromium.ts';
import globalSetup from '../test/support/globalSetup.ts';
import globalTeardown from '../test/support/globalTeardown.ts';
import { largeMatter } from '../test/support/largeMatter.ts';
import { withShapes } from '../test/support/withShapes.ts';
import { machine, median } from './machine.ts';
import { traced, workedBetween, type Worked } from './trace.ts';

/** One thing that a person does, measured once: milliseconds on the clock, and of CPU by thread. */
interface Measured extends Worked {
  readonly wall: number;
  /** CPU of this process: the city's server and what drives the browser. */
  readonly server: number;
}

type Step = readonly [what: string, act: (page: Page) => Promise<unknown>];

const patience = { timeout: 120_000 };
const mark = (page: Page, name: string): Promise<unknown> => page.evaluate((given) => performance.mark(given), name);
const shown = (page: Page): Promise<void> => page.locator('.djs-shape').first().waitFor(patience);
const checked = (page: Page): Promise<void> => page.locator('.problems h2').filter({ hasNotText: '正在检查' }).waitFor(patience);
const painted = (page: Page): Promise<unknown> => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** Takes steps one right after the other on one page, traced as a whole: between two traces the page would go on unseen. */
async function measure(browser: Browser, page: Page, steps: readonly Step[]): Promise<Map<string, Measured>> {
  await browser.startTracing(page, { categories: traced });
  const taken: Pick<Measured, 'wall' | 'server'>[] = [];
  for (const [at, [, act]] of steps.entries()) {
    await mark(page, `step ${at}`);
    const [cpu, from] = [process.cpuUsage(), performance.now()];
    await act(page);
    const [wall, used] = [performance.now() - from, process.cpuUsage(cpu)];
    taken.push({ wall, server: (used.user + used.system) / 1_000 });
  }
  await mark(page, `step ${steps.length}`);
  const worked = workedBetween(await browser.stopTracing(), [...steps.keys(), steps.length].map((at) => `step ${at}`));
  return new Map(steps.map(([what], at) => [what, { ...taken[at]!, ...worked[at]! }]));
}

const listed = (address: string): Step[] => [['flow library, first load', async (page) => {
  await page.goto(`${address}/designer`);
  await page.getByText('大事项').first().waitFor(patience);
}]];

const opened = (address: string, key: string, how: string): Step[] => [
  [`open, ${how}`, async (page) => {
    await page.goto(`${address}/designer/${key}`);
    await shown(page);
  }],
  [`… until it is checked, ${how}`, checked],
];

const worked: readonly Step[] = [
  ['drag a step, 40 moves', async (page) => {
    const box = (await page.locator('.djs-shape[data-element-id="d0_take"]').boundingBox())!;
    // Flows are drawn through the middle of shapes, and a badge sits at the upper left.
    const [x, y] = [box.x + box.width * 0.8, box.y + box.height * 0.2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let move = 1; move <= 40; move += 1) await page.mouse.move(x + move, y + move);
  }],
  ['drop it', async (page) => {
    await page.mouse.up();
    await painted(page);
  }],
  ['… until it is checked', checked],
  ['select another', async (page) => {
    await page.locator('.outline button', { hasText: '整改' }).first().click();
    await page.locator('[data-entry-id="yjs-name"]').first().waitFor(patience);
    await painted(page);
  }],
  ['type 6 letters, 60 ms apart', async (page) => {
    await page.locator('[data-entry-id="yjs-name"] :is(input, textarea)').first().click();
    await page.keyboard.type('abcdef', { delay: 60 });
    await page.locator('.outline button', { hasText: 'abcdef' }).first().waitFor(patience);
  }],
  ['… until they are checked', checked],
];

/** A CPU profile of the page's main thread into a file, for whoever looks for what is slow. */
async function profiled(page: Page, file: string, act: () => Promise<unknown>): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await act();
  writeFileSync(file, JSON.stringify((await session.send('Profiler.stop')).profile));
}

async function runOnce(browser: Browser, { enter, address }: City, key: string, profiles: string | undefined): Promise<Map<string, Measured>> {
  const open = async (): Promise<Page> => (await enter(browser, 'designer1', ['designer'], 'zh-CN', { viewport: { width: 1366, height: 768 } })).page;
  const list = await open();
  const library = await measure(browser, list, listed(address));
  await list.context().close();

  const page = await open();
  const all = async (name: string, steps: readonly Step[]): Promise<Map<string, Measured>> => {
    let found = new Map<string, Measured>();
    const act = async (): Promise<void> => void (found = await measure(browser, page, steps));
    await (profiles === undefined ? act() : profiled(page, join(profiles, `${name}.cpuprofile`), act));
    return found;
  };
  const first = await all('first', opened(address, key, 'first load'));
  await page.goto('about:blank');
  const again = await all('again', opened(address, key, 'again'));
  const work = await all('work', worked);
  await page.context().close();
  return new Map([...library, ...first, ...again, ...work]);
}

/** The designer with a matter of 300 nodes in headless Chromium: what a person does there, by clock and by CPU, medians of `runs`. */
export async function benchDesigner(runs: number, profiles: string | undefined): Promise<void> {
  console.log(JSON.stringify(machine()));
  if (profiles !== undefined) mkdirSync(profiles, { recursive: true });
  await globalSetup();
  const [browser, city] = await Promise.all([chromium(), openCity()]);
  const measured: Map<string, Measured>[] = [];
  try {
    const xml = await withShapes(largeMatter());
    for (let run = 0; run < runs; run += 1) {
      // What one run has changed is saved: each has a matter of its own.
      await city.draw(`large-matter-${run}`, '大事项', xml);
      measured.push(await runOnce(browser, city, `large-matter-${run}`, profiles));
    }
  } finally {
    await browser.close();
    await city.close();
    await globalTeardown();
  }
  const figures: (keyof Measured)[] = ['wall', 'main', 'longest', 'workers', 'server'];
  const rows = [...measured[0]!.keys()].map((what) => [what, Object.fromEntries(figures.map((figure) => [figure, Math.round(median(measured.map((run) => run.get(what)![figure])))]))] as const);
  console.table(Object.fromEntries(rows));
  writeFileSync(new URL(`./results/designer-${new Date().toISOString().replace(/[:.]/g, '-')}.json`, import.meta.url), `${JSON.stringify({ machine: machine(), runs, rows: Object.fromEntries(rows) }, null, 1)}\n`);
}
