import express from 'express';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { built } from '../../support/built.ts';
import { chromium } from '../../support/chromium.ts';

/** The drawing tool alone on a page in Chromium: `window.bench` of bench.ts. */
export interface Bench {
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

/** Serves the built page on a free port and opens it. */
export async function openBench(): Promise<Bench> {
  const server = express().use(express.static(await built('bench'))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const browser = await chromium();
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    browser,
    page,
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
