import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { Role } from '../../../server/identity/roles.ts';
import { chromium } from '../../support/chromium.ts';
import { openCity, type City } from './openCity.ts';

/** A small city and a browser for the tests of one file. Both are there once the tests have begun, and go after the last. */
export interface Visit {
  readonly browser: Browser;
  readonly city: City;
  /** As `City.enter`; what a test entered is closed after it. */
  enter(user: string, roles: readonly Role[], language?: string, options?: BrowserContextOptions): ReturnType<City['enter']>;
}

/** Opens city and browser before the tests of the file; `prepare` fills the city. */
export function visitCity(prepare?: (city: City) => Promise<void>): Visit {
  let browser: Browser | undefined;
  let city: City | undefined;
  const opened: BrowserContext[] = [];
  beforeAll(async () => {
    [browser, city] = await Promise.all([chromium(), openCity()]);
    await prepare?.(city);
  }, 240_000);
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });
  return {
    get browser() {
      return browser!;
    },
    get city() {
      return city!;
    },
    async enter(user, roles, language, options) {
      const entered = await city!.enter(browser!, user, roles, language, options);
      opened.push(entered.context);
      return entered;
    },
  };
}
