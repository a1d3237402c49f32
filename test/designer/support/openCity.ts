import express from 'express';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { loadCalendarYears } from '../../../definitions/calendars/load.ts';
import { importYear } from '../../../server/calendars/importYear.ts';
import { auditRoutes } from '../../../server/audit/routes.ts';
import { calendarRoutes } from '../../../server/calendars/routes.ts';
import { createDefinition } from '../../../server/catalog/createDefinition.ts';
import { gateRoutes } from '../../../server/catalog/gate/routes.ts';
import { replayRoutes } from '../../../server/catalog/replay/routes.ts';
import { catalogRoutes } from '../../../server/catalog/routes.ts';
import { scenarioRoutes } from '../../../server/catalog/scenarioRoutes.ts';
import { guideRoutes } from '../../../server/guides/routes.ts';
import { identityRoutes } from '../../../server/identity/routes.ts';
import { packRoutes } from '../../../server/packs/routes.ts';
import { registerRoutes } from '../../../server/register/routes.ts';
import { seedRegister } from '../../../server/register/seedRegister.ts';
import type { Role } from '../../../server/identity/roles.ts';
import { openTestApp, type TestApp } from '../../server/support/openTestApp.ts';
import { built } from '../../support/built.ts';

/** A small city on the real API with the built pages in front, for a browser. */
export interface City {
  readonly app: TestApp;
  readonly address: string;
  /** A browser in which the user is signed in, and everything that went wrong on its pages. */
  enter(browser: Browser, user: string, roles: readonly Role[], language?: string, options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page; faults: string[] }>;
  /** Stores a drawing as a definition, with its form where one is given. */
  draw(key: string, name: string, xml: string, form?: object): Promise<void>;
  close(): Promise<void>;
}

/** Opens the city on a free port. */
export async function openCity(): Promise<City> {
  const pages = await built('pages');
  const app = await openTestApp({ routes: [...identityRoutes, ...catalogRoutes, ...calendarRoutes, ...scenarioRoutes, ...registerRoutes, ...gateRoutes, ...replayRoutes, ...packRoutes, ...guideRoutes, ...auditRoutes] });
  await seedRegister(app.orm.em.fork(), 'admin1', '2026-01-05T01:00:00.000Z');
  for (const year of loadCalendarYears()) await importYear(app.orm.em.fork(), 'seed', '2026-01-01T00:00:00.000Z', year);
  const front = express();
  front.use((request, response, next) => (/^\/(api|enter)\//.test(request.path) ? app.app(request, response, next) : next()));
  front.use((_request, response, next) => {
    // The policy of the real server: a page that needs eval or inline scripts must fail here.
    response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'");
    next();
  });
  front.use(express.static(pages));
  front.get('/*path', (_request, response) => response.sendFile('index.html', { root: pages }));
  const server = front.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    app,
    address,
    async enter(browser, user, roles, language = 'zh-CN', options = {}) {
      const caller = await app.signedIn(user, roles);
      const context = await browser.newContext({ locale: language, viewport: { width: 1440, height: 900 }, ...options });
      const [name, value] = caller.cookie.split('=', 2);
      await context.addCookies([{ name: name!, value: value!, url: address }]);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        // A refused request is reported by the browser itself; the page shows it to the person.
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text());
      });
      return { context, page, faults };
    },
    async draw(key, name, xml, form) {
      await createDefinition(app.orm.em.fork(), 'seed', '2026-09-18T01:30:00.000Z', { key, name, xml, form: form ?? null });
    },
    async close() {
      await new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await app.close();
    },
  };
}
