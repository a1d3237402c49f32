import type { Browser, Page } from 'playwright-core';
import { built } from '../../support/built.ts';
import { chromium } from '../../support/chromium.ts';
import { openStandIn } from './standIn.ts';

/** The built pages in a real browser before a stand-in platform. */
export interface Pages {
  readonly platform: Awaited<ReturnType<typeof openStandIn>>;
  /** Opens an address as a person; `language` is the browser's. */
  open(path: string, as?: string, options?: { language?: string; phone?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

/** Opens browser and platform. */
export async function openPages(): Promise<Pages> {
  const [platform, browser] = await Promise.all([built('pages').then(openStandIn), chromium()]);
  return {
    platform,
    open: (path, as = 'clerk1', options = {}) => openPage(browser, platform.url, path, as, options),
    async close() {
      await browser.close();
      await platform.close();
    },
  };
}

async function openPage(browser: Browser, url: string, path: string, as: string, { language = 'zh-CN', phone = false }): Promise<Page> {
  const context = await browser.newContext({ locale: language, viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await fetch(`${url}/api/session/acting`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ persona: as }) });
  await page.goto(url + path);
  return page;
}
