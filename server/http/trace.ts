import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from '../log.ts';

/** The id a request is found by in the log, and its log. */
export interface Trace {
  readonly id: string;
  readonly log: Logger;
}

/** A case's number, alone or at the head of a work item's or card's id. */
const caseNumberAt = /YJS\d{20}[0-9A-Z]/;

/** Asked every moment by whoever watches the process: their lines would bury the others. */
const polled = new Set(['/healthz', '/readyz', '/api/setup']);

/** Gives every request an id (a W3C traceparent's where the caller sends one) and one log line at its end. */
export function trace(log: Logger): RequestHandler {
  return (request, response, next) => {
    const id = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(request.get('traceparent') ?? '')?.[1] ?? randomBytes(16).toString('hex');
    const child = log.child({ traceId: id });
    response.locals.trace = { id, log: child } satisfies Trace;
    response.setHeader('X-Trace-Id', id);
    const began = process.hrtime.bigint();
    response.on('finish', () => {
      // The declared path, not the called one: identifiers and codes in a URL may be personal.
      const path = (request.route as { path?: string } | undefined)?.path ?? 'none';
      const caseNumber = caseNumberAt.exec(request.path)?.[0];
      const user = (response.locals.caller as { user?: string } | null | undefined)?.user;
      const ms = Number(process.hrtime.bigint() - began) / 1e6;
      child[polled.has(path) ? 'debug' : response.statusCode >= 500 ? 'error' : 'info']({ method: request.method, path, ...(caseNumber !== undefined && { caseNumber }), ...(user !== undefined && { user }), status: response.statusCode, ms: Math.round(ms * 10) / 10 }, 'request');
    });
    next();
  };
}

/** The request's trace; every request has one. */
export function traceOf(response: Response): Trace {
  return response.locals.trace as Trace;
}
