import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { readBetween, replaceBetween } from '../../../scripts/docs/between.ts';
import { pages, pagesFolder, readShown, SIDES } from '../../../scripts/docs/drawings.ts';
import { renderPictures } from '../../../scripts/docs/renderPictures.ts';
import { sectionOf } from '../../../scripts/docs/section.ts';
import { chromium } from '../../support/chromium.ts';

const text = (...path: string[]): string => readFileSync(join(pagesFolder, ...path), 'utf8');

describe.each(pages)('the page of %s', (page) => {
  test('shows a right drawing that compiles without a problem', async () => {
    expect((await readShown(page, 'right')).problems).toEqual([]);
  });

  test('shows a wrong drawing with one code, which the page names', async () => {
    const [right, wrong] = [await readShown(page, 'right'), await readShown(page, 'wrong')];
    const codes = new Set(wrong.problems.map(({ code }) => code));
    expect(codes.size).toBe(1);
    const shown = readBetween(text(`${page}.md`), 'pictures');
    expect([shown.match(/as `([A-Z_]+)`/)?.[1], shown]).toEqual([...codes, sectionOf(right, wrong)]);
  });

  test.each(SIDES)('has a %s picture of just that drawing', async (side) => {
    const { hash } = await readShown(page, side);
    expect(existsSync(join(pagesFolder, 'pictures', `${page}.${side}.svg`))).toBe(true);
    expect(text('pictures', `${page}.${side}.svg`)).toContain(`<!-- drawing ${hash} -->`);
  });
});

test.each([['drawings', 'bpmn'], ['pictures', 'svg']])('the folder of %s holds those of the pages alone', (folder, ending) => {
  expect(readdirSync(join(pagesFolder, folder)).sort()).toEqual(pages.flatMap((page) => SIDES.map((side) => `${page}.${side}.${ending}`)).sort());
});

describe('drawing a picture', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await chromium(); });
  afterAll(() => browser.close());

  test('gives the same one twice, with its arrows, bpmn-js\'s own comment and what is wrong in red', async () => {
    const shown = await readShown('userTask', 'wrong');
    const [first, again] = await renderPictures(browser, [shown, shown]);
    expect(first).toBe(again);
    expect(first).toContain('created with bpmn-js / http://bpmn.io');
    expect(first).toMatch(/<marker id="arrow1"[^]*marker-end: url\('?"?#arrow1/);
    expect(first!.split('data-element-id="review"')[1]!.split('data-element-id')[0]).toContain('rgb(198, 40, 40)');
    expect(first!.split('data-element-id="start"')[1]!.split('data-element-id')[0]).not.toContain('rgb(198, 40, 40)');
  });
});

describe('writing between marks', () => {
  test('replaces what stands there and leaves the rest', () => {
    const written = replaceBetween('a\n<!-- x -->old<!-- /x -->\nb', 'x', 'new');
    expect([written, readBetween(written, 'x')]).toEqual(['a\n<!-- x -->\nnew\n<!-- /x -->\nb', 'new']);
  });

  test.each([['none', 'a'], ['one alone', '<!-- x -->'], ['the wrong order', '<!-- /x --><!-- x -->'], ['twice', '<!-- x --><!-- x --><!-- /x -->']])('refuses marks: %s', (_what, written) => {
    expect(() => replaceBetween(written, 'x', 'new')).toThrow('once each');
  });
});
