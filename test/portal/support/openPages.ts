import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from '../../support/chromium.ts';
import { openStandIn } from './standIn.ts';

const root = join(import.meta.dirname, '../../..');

/** The built pages in a real browser before a stand-in platform. */
export interface Pages {
  readonly platform: Awaited<ReturnType<typeof openStandIn>>;
  /** Opens an address as a person; `language` is the browser's. */
  open(path: string, as?: string, options?: { language?: string; phone?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the pages into a folder of their own and opens browser and platform. */
export async function openPages(): Promise<Pages> {
  const dist = mkdtempSync(join(tmpdir(), 'yjs-pages-'));
  await build(dist);
  const [platform, browser] = await Promise.all([openStandIn(dist), chromium()]);
  return {
    platform,
    open: (path, as = 'clerk1', options = {}) => openPage(browser, platform.url, path, as, options),
    async close() {
      await browser.close();
      await platform.close();
      rmSync(dist, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, url: string, path: string, as: string, { language = 'zh-CN', phone = false }): Promise<Page> {
  const context = await browser.newContext({ locale: language, viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await fetch(`${url}/api/session/acting`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ persona: as }) });
  await page.goto(url + path);
  return page;
}

function build(dist: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', dist, '--logLevel', 'error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    vite.once('error', reject);
    vite.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vite build ended with ${code}`))));
  });
}
