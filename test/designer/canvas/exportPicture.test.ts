import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromium } from '../../support/chromium.ts';
import { root } from '../../support/sources.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await chromium();
  page = await browser.newPage();
}, 60_000);
afterAll(() => browser?.close());

/** What becomes of an SVG, by the very file in a real browser. */
const cleaned = (svg: string): Promise<string> =>
  page.evaluate(
    async ({ source, given }) => ((await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { cleaned(svg: string, title: string): string }).cleaned(given, '图'),
    { source: stripTypeScriptTypes(readFileSync(join(root, 'designer/canvas/exportPicture.ts'), 'utf8')), given: svg },
  );
const drawn = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`;

describe('a drawing exported as a picture', () => {
  test.each([
    ['handlers side by side', '<rect onclick="a()" onload="b()" onfocus="c()" width="3"/>', /on(click|load|focus)/],
    ['the marks of the drawing tool', '<g class="djs-group" data-element-id="x" data-parent="y"><rect/></g>', /class|data-/],
    ['addresses side by side', '<path fill="url(https://a.example/f)" stroke="url(https://a.example/s)" xlink:href="https://a.example/" d="M0 0"/>', /a\.example/],
    ['a script', '<script>a()</script><rect/>', /script|a\(\)/],
  ])('given %s, then none of it is left', async (_, inside, foreign) => {
    expect(await cleaned(drawn(inside))).not.toMatch(foreign);
  });

  test('given marks that point into the drawing, then they stay, and its name is told', async () => {
    const picture = await cleaned(drawn('<path marker-end="url(#arrow)" d="M0 0"/>'));

    expect(picture).toContain('marker-end="url(#arrow)"');
    expect(picture).toContain('<title>图</title>');
  });

  test('given something else, then it is refused', async () => {
    await expect(cleaned('<html xmlns="http://www.w3.org/1999/xhtml"/>')).rejects.toThrow('Expected an SVG');
  });
});
