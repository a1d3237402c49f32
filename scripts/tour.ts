/**
 * `npm run tour`: walks the first ten minutes from the printed link with mouse and keyboard, a stop-watch on each line,
 * then a matter modelled from nothing, published and run, then every other page as each role; leaves its pictures in docs/tour/. Fails on a password prompt, a reload, a broken
 * page or an empty list. It starts a platform of its own; YJS_TOUR_LINK names the unused link of one that runs already.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './tour/findChromium.ts';
import { LINES, type Found } from './tour/lines.ts';
import { startOwnPlatform, type OwnPlatform } from './tour/ownPlatform.ts';
import { MODELLING } from './tour/modelling/index.ts';
import { walkPages } from './tour/pages.ts';
import { createWalker } from './tour/walker.ts';

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'docs/tour');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const given = process.env.YJS_TOUR_LINK;
const platform: OwnPlatform = given ? { link: given, seconds: 0, env: process.env, stop: async () => undefined } : await startOwnPlatform((line) => say(`  ${line}`));
const browser = await chromium.launch({ executablePath: findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
let failed: Error | null = null;
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(platform.link);
  const walker = createWalker(page, folder);
  const report = (): void => {
    for (const { minute, line, seconds } of walker.walked.splice(0)) say(`✓ ${minute.padStart(5)}  ${seconds.toFixed(1).padStart(6)} s  ${line}`);
  };
  try {
    say(`✓  start  ${platform.seconds.toFixed(1).padStart(6)} s  npm start to the printed link`);
    const found: Found = { progressUrl: '', finished: '', env: platform.env };
    for (const { minute, title, walk } of LINES) {
      await walker.line(minute, title, () => walk(walker, found));
      report();
    }
    for (const { title, walk } of MODELLING) {
      await walker.line('draw', title, () => walk(walker));
      report();
    }
    await walkPages(walker, report);
  } catch (error) {
    report();
    failed = error as Error;
  }
} finally {
  await browser.close();
  await platform.stop();
}
if (failed) {
  say(`✗ ${failed.message}`);
  process.exitCode = 1;
} else {
  say(`Pictures: ${folder}`);
}
