import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A line of the tour with how long it took. */
export interface Walked {
  readonly minute: string;
  readonly line: string;
  readonly seconds: number;
}

/** Walks a page like a visitor: mouse and keyboard, never a reload, never a password. */
export interface Walker {
  readonly page: Page;
  /** Lines walked and not yet reported. */
  readonly walked: Walked[];
  /** Walks one line and holds the stop-watch; fails on what a visitor must never meet. */
  line(minute: string, line: string, walk: () => Promise<void>): Promise<void>;
  /** A picture into docs/tour/. */
  picture(name: string): Promise<void>;
  /** Becomes somebody else through the role bar. */
  become(person: string): Promise<void>;
}

/** Wraps a page that has just been opened by the printed link. */
export function createWalker(page: Page, folder: string): Walker {
  mkdirSync(folder, { recursive: true });
  const walked: Walked[] = [];
  const loads: string[] = [];
  const broken: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loads.push(request.url());
  });
  page.on('pageerror', (error) => broken.push(error.message));

  async function inspect(): Promise<void> {
    if (loads.length > 0) throw new Error(`the page was loaded anew: ${loads.join(', ')}`);
    if (broken.length > 0) throw new Error(`the page broke: ${broken.join('; ')}`);
    if ((await page.locator('input[type="password"]').count()) > 0) throw new Error('the page asks for a password');
    const empty = page.locator('.state:visible:not(.state-good):not([role="status"])');
    if ((await empty.count()) > 0) throw new Error(`nothing to see: ${(await empty.first().innerText()).replaceAll('\n', ' ')}`);
  }

  return {
    page,
    walked,
    async line(minute, line, walk) {
      const began = Date.now();
      try {
        await walk();
        await inspect();
      } catch (error) {
        await page.screenshot({ path: join(folder, 'failed.png') });
        throw new Error(`${minute} ${line}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
      walked.push({ minute, line, seconds: (Date.now() - began) / 1000 });
    },
    async picture(name) {
      // What moves is given time to settle; pictures are for people.
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    async become(person) {
      const bar = page.locator('.bar');
      if ((await bar.locator('button[aria-pressed="true"]').innerText()).trim() === person) return;
      if ((await bar.getByRole('button', { name: person, exact: true }).count()) > 0) await bar.getByRole('button', { name: person, exact: true }).click();
      else await bar.locator('select').selectOption({ label: person });
      await bar.locator('button[aria-pressed="true"]', { hasText: person }).waitFor();
    },
  };
}
