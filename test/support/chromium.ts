import { chromium as playwright } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { ask } from './broker.ts';

/** Starts Chromium without a window. The caller closes it in `afterAll`. */
export async function chromium(): Promise<Browser> {
  const { path } = await ask<{ path: string }>('/chromium');
  // Chromium's own sandbox does not start as root, as in CI; these pages are ours.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Distributions wrap Chromium in a shell script, which needs the system's own commands.
  const env = { ...process.env as Record<string, string>, PATH: `${process.env.PATH}:/usr/bin:/bin` };
  return playwright.launch({ executablePath: path, args, env });
}
