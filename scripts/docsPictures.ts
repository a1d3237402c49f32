/**
 * `npm run docs:pictures`: draws the right and the wrong picture of every element's page from docs/elements/drawings/ in
 * Chromium, and writes under the wrong one what the platform says to that very drawing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { replaceBetween } from './docs/between.ts';
import { pages, pagesFolder, readAllShown } from './docs/drawings.ts';
import { renderPictures } from './docs/renderPictures.ts';
import { sectionOf } from './docs/section.ts';
import { findChromium } from './tour/findChromium.ts';

const drawings = await readAllShown();
const browser = await chromium.launch({ executablePath: findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  const pictures = await renderPictures(browser, drawings);
  drawings.forEach(({ page, side }, index) => writeFileSync(join(pagesFolder, 'pictures', `${page}.${side}.svg`), pictures[index]!));
} finally {
  await browser.close();
}
for (const page of pages) {
  const path = join(pagesFolder, `${page}.md`);
  const [right, wrong] = drawings.filter((each) => each.page === page);
  writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), 'pictures', sectionOf(right!, wrong!)));
}
console.log(`${pages.length} pages, ${drawings.length} pictures`);
