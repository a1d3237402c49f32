import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { root } from '../../support/sources.ts';
import type { City } from './openCity.ts';
import { visitCity, type Visit } from './visitCity.ts';

/** The designer of a small city, and the ways tests go about in it. */
export interface DesignerVisit extends Visit {
  /** Signs a designer in and opens a stored drawing once it has been checked. */
  open(key: string, options?: BrowserContextOptions): Promise<{ page: Page; faults: string[] }>;
  stored(key: string): Promise<string>;
}

export const patience = { timeout: 20_000 };

/** The drawing of a shipped matter. */
export const shipped = (name: string): string => readFileSync(join(root, 'definitions/matters', name, 'flow.bpmn'), 'utf8');

export const stepOf = (page: Page, name: string): Locator => page.locator('.outline button', { hasText: name }).first();
export const fieldOf = (page: Page, name: string): Locator => page.locator(`[data-entry-id="yjs-${name}"] :is(input, select, textarea)`).first();
/** The list of problems speaks of the drawing as it stands. */
export const checked = (page: Page): Promise<void> => page.locator('.problems h2').filter({ hasNotText: '正在检查' }).waitFor(patience);
export const saved = (page: Page): Promise<void> => page.locator('.save.saved').waitFor(patience);

/** As `visitCity`, for tests that draw. */
export function visitDesigner(prepare?: (city: City) => Promise<void>): DesignerVisit {
  const visit = visitCity(prepare);
  // Not spread: city and browser are there only once the tests have begun.
  return Object.assign(visit, {
    async open(key: string, options: BrowserContextOptions = {}) {
      const { page, faults } = await visit.enter('designer1', ['designer'], 'zh-CN', { viewport: { width: 1366, height: 768 }, ...options });
      await page.goto(`${visit.city.address}/designer/${key}`);
      await page.locator('.djs-shape').first().waitFor(patience);
      await checked(page);
      return { page, faults };
    },
    async stored(key: string) {
      const caller = await visit.city.app.signedIn('reader', ['auditor']);
      return ((await caller.get(`/api/definitions/${key}`).expect(200)).body.draft as { xml: string }).xml;
    },
  });
}
