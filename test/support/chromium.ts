import { chromium as playwright } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { ask } from './broker.ts';

/** Starts Chromium without a window. The caller closes it in `afterAll`. */
export async function chromium(): Promise<Browser> {
  const { path } = await ask<{ path: string }>('/chromium');
  // Chromium's own sandbox does not start as root, as in CI; these pages are ours.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return playwright.launch({ executablePath: path, args });
}
