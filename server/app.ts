import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { DomainError } from '../engine/errors.ts';
import type { Context } from './http/context.ts';
import { mountRoute } from './http/mount.ts';
import { describeError } from './http/describeError.ts';
import { domainErrorOf, languageOf, problemOf, sendProblem } from './http/problem.ts';
import type { Route } from './http/route.ts';
import { securityHeaders } from './http/securityHeaders.ts';
import { trace, traceOf } from './http/trace.ts';
import { routes as allRoutes } from './routes.ts';
import { isTransient } from './orm.ts';
import { servePages } from './system/pages.ts';
import { tickCards } from './system/tickCards.ts';

/** What an application is built from; `now` defaults to the wall clock, `routes` to all of the platform. */
export type AppParts = Omit<Context, 'now' | 'pages' | 'services' | 'routes'> & Partial<Pick<Context, 'now' | 'pages' | 'services' | 'routes'>>;

/** Builds the HTTP application without listening. */
export function createApp(parts: AppParts): Express {
  const { routes = allRoutes, ...rest } = parts;
  const context: Context = { now: () => new Date().toISOString(), pages: null, services: {} as Context['services'], ...rest, routes };
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  // A TLS proxy on this machine says whom it speaks for; from anywhere else the header is anybody's word. Without it one
  // guesser behind the proxy would close the door for a whole city.
  app.set('trust proxy', 'loopback');
  app.use(trace(context.log), securityHeaders);
  if (context.config.demo) app.use(tickCards(context));
  for (const route of routes) mountRoute(app, route, context);
  app.use(...servePages(context), notFound(routes));
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const refusal = domainErrorOf(error);
    const { id, log } = traceOf(response);
    // What was published has been changed behind our back: somebody must look, whoever happened to ask.
    if (refusal.code === 'DEFINITION_HASH_MISMATCH') log.error({ alarm: refusal.code, ...refusal.details }, 'published content was changed');
    // A key that stays taken, however often it is tried, may be a mistake of ours.
    if (refusal.code === 'INTERNAL' || isTransient(error)) log.error({ error: describeError(error) }, 'unexpected error');
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, problemOf(refusal, languageOf(request), id));
  });
  return app;
}

/** The end of the line: METHOD_NOT_ALLOWED where the path is known under another verb, else NOT_FOUND. */
function notFound(routes: readonly Route[]): RequestHandler {
  const known = routes.map((route) => ({ ...route, pattern: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}/?$`) }));
  return (request) => {
    const elsewhere = known.some(({ pattern, method }) => pattern.test(request.path) && method !== request.method);
    throw new DomainError(elsewhere ? 'METHOD_NOT_ALLOWED' : 'NOT_FOUND');
  };
}
