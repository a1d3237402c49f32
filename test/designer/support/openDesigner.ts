import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { root } from '../../support/sources.ts';
import { chromium } from '../../support/chromium.ts';
import { openCity, type City } from './openCity.ts';

/** The designer of a small city, and the ways tests go about in it. */
export interface DesignerAtWork {
  readonly browser: Browser;
  readonly city: City;
  /** Signs a designer in and opens a stored drawing once it has been checked. */
  open(key: string, options?: BrowserContextOptions): Promise<{ page: Page; faults: string[] }>;
  stored(key: string): Promise<string>;
  /** Closes what was opened for one test. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export const patience = { timeout: 20_000 };

/** The drawing of a shipped matter. */
export const shipped = (name: string): string => readFileSync(join(root, 'definitions/matters', name, 'flow.bpmn'), 'utf8');

export const stepOf = (page: Page, name: string): Locator => page.locator('.outline button', { hasText: name }).first();
export const fieldOf = (page: Page, name: string): Locator => page.locator(`[data-entry-id="yjs-${name}"] :is(input, select, textarea)`).first();
export const saved = (page: Page): Promise<void> => page.locator('.save.saved').waitFor(patience);

/** Opens city and browser; close() takes both down. */
export async function openDesigner(): Promise<DesignerAtWork> {
  const [browser, city]: [Browser, City] = await Promise.all([chromium(), openCity()]);
  const opened: BrowserContext[] = [];
  return {
    browser,
    city,
    async open(key, options = {}) {
      const { context, page, faults } = await city.enter(browser, 'designer1', ['designer'], 'zh-CN', { viewport: { width: 1366, height: 768 }, ...options });
      opened.push(context);
      await page.goto(`${city.address}/designer/${key}`);
      await page.locator('.djs-shape').first().waitFor(patience);
      await page.locator('.problems h2').filter({ hasText: /没有发现问题|个错误/ }).waitFor(patience);
      return { page, faults };
    },
    async stored(key) {
      const caller = await city.app.signedIn('reader', ['auditor']);
      return ((await caller.get(`/api/definitions/${key}`).expect(200)).body.draft as { xml: string }).xml;
    },
    async leave() {
      for (const context of opened.splice(0)) await context.close();
    },
    async close() {
      await browser.close();
      await city.close();
    },
  };
}
