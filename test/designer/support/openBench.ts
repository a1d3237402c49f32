import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { chromium } from '../../support/chromium.ts';
import { buildInto } from '../../ui/support/buildInto.ts';

/** The drawing tool alone on a page in Chromium: `window.bench` of bench.ts. */
export interface Bench {
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

/** Builds the page, serves it on a free port and opens it. */
export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'yjs-bench-'));
  await buildInto(folder, [join(import.meta.dirname, 'bench')]);
  const server = express().use(express.static(folder)).listen(0, '127.0.0.1');
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
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
