import { randomBytes } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { inTransaction, type EntityManager } from '../orm.ts';
import { findSignedIn } from '../identity/findSignedIn.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { Context } from './context.ts';
import { checkCsrf } from './csrf.ts';
import { abandonClaim, claimKey, commandIdOf, hashRequest, readKey, renewClaim, renewEveryMs, settleClaim, type Claim, type StoredReply } from './idempotency.ts';
import { keptNumber } from './keptNumber.ts';
import { domainErrorOf, languageOf, problemOf } from './problem.ts';
import { Reply, type Call, type Route } from './route.ts';
import { isStorable } from './storable.ts';
import { traceOf } from './trace.ts';

type WithBytes = Request & { bytes?: Buffer };

/** Puts a route into the application: body, session, role, CSRF, schema, idempotency, handler, answer - in this order. */
export function mountRoute(app: Express, route: Route, context: Context): void {
  const verb = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  app[verb](route.path, admit(route, context), ...bodyOf(route), answer(route, context));
}

/** Who may not call is told so before a byte of the body is read. */
function admit(route: Route, context: Context): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const caller = await findSignedIn(context, request);
    response.locals.caller = caller;
    if (route.roles !== 'public') {
      if (caller === null) throw new DomainError('SIGN_IN_REQUIRED');
      if (route.roles !== 'signed-in' && !route.roles.some((role) => caller.roles.includes(role))) throw new DomainError('FORBIDDEN');
    }
    if (route.method !== 'GET') checkCsrf(request, caller, route.withoutCsrf);
    next();
  };
}

function bodyOf(route: Route): RequestHandler[] {
  if (route.method === 'GET') return [];
  const keep = (request: unknown, _response: unknown, bytes: Buffer): void => {
    (request as WithBytes).bytes = bytes;
  };
  if (route.raw !== undefined) return [express.raw({ limit: route.raw.limit, type: () => true })];
  return [
    (request, _response, next) => {
      const length = Number(request.headers['content-length'] ?? (request.headers['transfer-encoding'] === undefined ? 0 : 1));
      if (length > 0 && !request.is('application/json')) throw new DomainError('MEDIA_TYPE_UNSUPPORTED');
      next();
    },
    express.json({ limit: route.limit, verify: keep, reviver: keptNumber }),
  ];
}

function answer(route: Route, context: Context): RequestHandler {
  return async (request: Request, response: Response) => {
    const caller = response.locals.caller as SignedIn | null;
    const trace = traceOf(response);
    const input = {
      params: check(route.params, request.params, 'params'),
      query: check(route.query, request.query, 'query'),
      body: route.raw === undefined ? check(route.body, request.body ?? {}, 'body') : Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    };
    const call = (em: EntityManager, commandId: string): Call<never, never, never> =>
      ({ ...input, em, context, caller, commandId, now: context.now(), traceId: trace.id, log: trace.log, request, response }) as Call<never, never, never>;

    if (!route.idempotent) {
      send(response, await run(route, context, (em) => route.handler(call(em, randomBytes(16).toString('hex')))));
      return;
    }
    const scope = caller?.user ?? 'public';
    const key = readKey(request.get('Idempotency-Key'));
    const bytes = route.raw === undefined ? (request as WithBytes).bytes : (input.body as Buffer);
    const named = route.raw === undefined ? '' : `\n${request.get('X-Filename') ?? ''}\n${request.get('X-Kind') ?? ''}`;
    const claim = await claimKey(context.orm, scope, key, hashRequest(route.method, request.originalUrl + named, bytes ?? new Uint8Array()), new Date(context.now()));
    if (!('owner' in claim)) {
      response.setHeader('Idempotency-Replayed', 'true');
      send(response, { ...claim, headers: {} });
      return;
    }
    send(response, await runOnce(route, context, claim, (em) => route.handler(call(em, commandIdOf(scope, key))), (error) => problemOf(domainErrorOf(error), languageOf(request), trace.id)));
  };
}

interface Outgoing extends Omit<StoredReply, 'body'> {
  readonly body: string | Buffer;
  readonly headers: { readonly [name: string]: string };
}

async function run(route: Route, context: Context, work: (em: EntityManager) => Promise<unknown>): Promise<Outgoing> {
  if (route.transaction) return inTransaction(context.orm, async (em) => outgoing(route, await work(em), context));
  return outgoing(route, await work(context.orm.em.fork() as EntityManager), context);
}

/** Runs the work of a claimed key; refusals are kept with the key as well, breakdowns give it back. */
async function runOnce(
  route: Route,
  context: Context,
  claim: Claim,
  work: (em: EntityManager) => Promise<unknown>,
  problem: (error: unknown) => { status: number },
): Promise<Outgoing> {
  // Inside a transaction SQLite's only connection is taken: the lease is long enough for what a transaction may last.
  const beat = route.transaction ? undefined : setInterval(() => void renewClaim(context.orm, claim, new Date()).catch(() => {}), renewEveryMs);
  try {
    if (route.transaction) {
      return await inTransaction(context.orm, async (em) => {
        const reply = outgoing(route, await work(em), context);
        await em.flush();
        await settleClaim(em, claim, stored(reply));
        return reply;
      });
    }
    const reply = outgoing(route, await work(context.orm.em.fork() as EntityManager), context);
    await settleClaim(context.orm.em.fork() as EntityManager, claim, stored(reply));
    return reply;
  } catch (error) {
    const refusal = problem(error);
    if (refusal.status >= 500 || refusal.status === 429 || refusal.status === 401) await abandonClaim(context.orm, claim).catch(() => {});
    else await settleClaim(context.orm.em.fork() as EntityManager, claim, { status: refusal.status, contentType: 'application/problem+json', body: JSON.stringify(refusal) }).catch(() => {});
    throw error;
  } finally {
    clearInterval(beat);
  }
}

function stored(reply: Outgoing): StoredReply {
  return { status: reply.status, contentType: reply.contentType, body: reply.body.toString() };
}

function outgoing(route: Route, result: unknown, context: Context): Outgoing {
  if (result instanceof Reply) return { status: result.status, contentType: result.type, body: result.body, headers: result.headers };
  if (context.checkReplies) checkReply(route, result);
  if (result === undefined || result === null) return { status: 204, contentType: '', body: '', headers: {} };
  return { status: route.status, contentType: 'application/json', body: JSON.stringify(result), headers: {} };
}

function send(response: Response, reply: Outgoing): void {
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  response.status(reply.status);
  if (reply.contentType === '') response.end();
  else response.type(reply.contentType).send(reply.body);
}

/** Input by its schema; throws INVALID_INPUT naming paths and rules, never values. */
function check(schema: z.ZodType | undefined, value: unknown, place: string): unknown {
  if (schema === undefined) return value;
  if (!isStorable(value)) throw new DomainError('INVALID_INPUT', { issues: [{ path: place, code: 'invalid_format', message: 'Expected text that can be stored, and no deep nesting' }] });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DomainError('INVALID_INPUT', {
    issues: parsed.error.issues.slice(0, 20).map((issue) => ({ path: [place, ...issue.path].join('.'), code: issue.code, message: issue.message })),
  });
}

/** What /openapi.json promises is what goes out; throws where a reply doesn't fit. */
function checkReply(route: Route, result: unknown): void {
  const parsed = route.response.safeParse(result);
  if (parsed.success) return;
  const places = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new TypeError(`${route.method} ${route.path} answers otherwise than declared: ${places}`);
}
