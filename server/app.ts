import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { DomainError } from '../engine/errors.ts';
import type { Context } from './http/context.ts';
import { mountRoute } from './http/mount.ts';
import { domainErrorOf, languageOf, problemOf, sendProblem } from './http/problem.ts';
import type { Route } from './http/route.ts';
import { securityHeaders } from './http/securityHeaders.ts';
import { trace, traceOf } from './http/trace.ts';
import { routes as allRoutes } from './routes.ts';

/** What an application is built from; `now` defaults to the wall clock, `routes` to all of the platform. */
export type AppParts = Omit<Context, 'now' | 'pages' | 'services'> & Partial<Pick<Context, 'now' | 'pages' | 'services'>> & { readonly routes?: readonly Route[] };

/** Builds the HTTP application without listening. */
export function createApp(parts: AppParts): Express {
  const { routes = allRoutes, ...rest } = parts;
  const context: Context = { now: () => new Date().toISOString(), pages: null, services: {} as Context['services'], ...rest };
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(trace(context.log), securityHeaders);
  for (const route of routes) mountRoute(app, route, context);
  app.use((request: Request) => {
    const elsewhere = routes.some((route) => route.path === request.path && route.method !== request.method);
    throw new DomainError(elsewhere ? 'METHOD_NOT_ALLOWED' : 'NOT_FOUND');
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const refusal = domainErrorOf(error);
    const { id, log } = traceOf(response);
    // The name and stack of the unexpected go to the log, nothing of them to the caller.
    if (refusal.code === 'INTERNAL') log.error({ err: { name: (error as Error)?.name, message: (error as Error)?.message, stack: (error as Error)?.stack } }, 'unexpected error');
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, problemOf(refusal, languageOf(request), id));
  });
  return app;
}
