import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Logger } from '../log.ts';
import type { EntityManager } from '../orm.ts';
import type { Role } from '../identity/roles.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { Context } from './context.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: everybody, everybody signed in, or whoever has one of the roles. */
export type Access = 'public' | 'signed-in' | readonly [Role, ...Role[]];

/** One call of a route, checked: schema, session, role, CSRF and idempotency lie behind. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** A fork of its own; inside the transaction where the route has one. */
  readonly em: EntityManager;
  readonly context: Context;
  /** Null on public routes only, and there only without a session. */
  readonly caller: SignedIn | null;
  /** Stable over every retry under the same Idempotency-Key; a fresh one where the route needs no key. */
  readonly commandId: string;
  /** The instant of the call (UTC, milliseconds). */
  readonly now: string;
  readonly traceId: string;
  readonly log: Logger;
  readonly request: Request;
  readonly response: Response;
}

/** Anything but a JSON body with the route's own status. `headers` are not kept with an idempotency key. */
export class Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers: { readonly [name: string]: string };

  constructor(reply: { status?: number; type: string; body: string | Buffer; headers?: { readonly [name: string]: string } }) {
    this.status = reply.status ?? 200;
    this.type = reply.type;
    this.body = reply.body;
    this.headers = reply.headers ?? {};
  }
}

export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  readonly method: Method;
  /** Express 5 path under which it answers, `:name` for parameters. */
  readonly path: string;
  /** One line for /openapi.json. */
  readonly summary: string;
  readonly roles: Access;
  readonly params?: P;
  readonly query?: Q;
  /** Schema of the JSON body; with `raw` the handler gets a Buffer instead. */
  readonly body?: B;
  readonly response: R;
  /** Status of a JSON answer, 200 unless told otherwise. */
  readonly status?: number;
  /** Media type of the answer, for /openapi.json, where it isn't JSON. */
  readonly produces?: string;
  /** Whether `Idempotency-Key` is required: by default on every route that isn't GET. */
  readonly idempotent?: boolean;
  /**
   * The handler's changes and the stored reply in one transaction: exactly once, whatever dies when. Only for commands
   * whose every effect is in this database through `call.em`; another fork would wait for this one for ever on SQLite.
   */
  readonly transaction?: boolean;
  /** Takes the body as bytes, whatever its type, up to so many. */
  readonly raw?: { readonly limit: number };
  /** Most bytes of a JSON body, 256 KiB unless told otherwise. */
  readonly limit?: number;
  /** Takes no CSRF token: for callers that are no browser (signed callbacks), and for signing in. */
  readonly withoutCsrf?: boolean;
  handler(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<R> | Reply>;
}

/** A declared route with everything the checks, the tests and /openapi.json need. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly roles: Access;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  readonly response: z.ZodType;
  readonly status: number;
  readonly produces: string;
  readonly idempotent: boolean;
  readonly transaction: boolean;
  readonly raw: { readonly limit: number } | undefined;
  readonly limit: number;
  readonly withoutCsrf: boolean;
  readonly handler: (call: Call<never, never, never>) => Promise<unknown>;
}

/** Declares a route once: its checks, its row in the table of roles and its entry in /openapi.json follow from it. */
export function defineRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(spec: RouteSpec<P, Q, B, R>): Route {
  return {
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    roles: spec.roles,
    params: spec.params,
    query: spec.query,
    body: spec.body,
    response: spec.response,
    status: spec.status ?? 200,
    produces: spec.produces ?? 'application/json',
    idempotent: spec.idempotent ?? spec.method !== 'GET',
    transaction: spec.transaction ?? false,
    raw: spec.raw,
    limit: spec.limit ?? 256 * 1024,
    withoutCsrf: spec.withoutCsrf ?? false,
    handler: spec.handler as unknown as Route['handler'],
  };
}
