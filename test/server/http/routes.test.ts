import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { roles } from '../../../server/identity/roles.ts';
import { routes } from '../../../server/routes.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

/** Who needs no session is named here: a new public route must be added by hand. */
const publicRoutes = [
  'GET /healthz',
  'GET /readyz',
  'GET /openapi.json',
  'GET /api/setup',
  'POST /api/session',
  'GET /api/session',
  'GET /enter/:token',
  'GET /api/progress/:n',
  'POST /api/progress/:n/rating',
  'POST /api/callbacks/:department',
  'GET /schemas/:name',
  'GET /api/guides/:key',
  'GET /api/guides/:key/picture',
];

const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
const verb = (method: string) => method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
const filled = (path: string): string => path.replace(/:\w+/g, 'x1');

describe('The one table of roles', () => {
  let city: TestApp;
  const callers = new Map<string, Caller>();

  beforeAll(async () => {
    city = await openTestApp({ config: { demo: true } });
    for (const role of roles) callers.set(role, await city.signedIn(`only-${role}`, [role], 'power'));
    callers.set('none', await city.signedIn('no-role', []));
  }, 60_000);
  afterAll(() => city.close());

  test('S-01 the public routes are these and no others', () => {
    const open = routes.filter(({ roles: access }) => access === 'public').map(nameOf);
    expect(open.filter((name) => !publicRoutes.includes(name))).toEqual([]);
  });

  test('every route stands in the table once', () => {
    const names = routes.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('every command route needs an idempotency key unless it is signing in or out, a check, or a signed callback', () => {
    const without = routes.filter(({ method, idempotent }) => method !== 'GET' && !idempotent).map(nameOf);
    expect(without.filter((name) => !/\/api\/session|\/check$|\/api\/callbacks\//.test(name))).toEqual([]);
  });

  test.each(routes.filter(({ roles: access }) => access !== 'public').map((route) => [nameOf(route), route] as const))('S-01 %s is refused to nobody-in-particular', async (_, { method, path }) => {
    const anonymous = await request(city.app)[verb(method)](filled(path)).set('Idempotency-Key', randomUUID());
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'SIGN_IN_REQUIRED']);
    const forged = await request(city.app)[verb(method)](filled(path)).set('Cookie', 'yjs_session=forged').set('X-Role', 'administrator').set('Idempotency-Key', randomUUID());
    expect(forged.status).toBe(401);
  });

  const forbidden = routes.flatMap((route) =>
    Array.isArray(route.roles) ? [...roles, 'none'].filter((role) => !(route.roles as readonly string[]).includes(role)).map((role) => [nameOf(route), role, route] as const) : [],
  );

  test.each(forbidden)('S-05 %s is forbidden to %s', async (_, role, { method, path }) => {
    const caller = callers.get(role) as Caller;
    const reply = method === 'GET' ? await caller.get(filled(path)) : await caller.send(verb(method) as 'post', filled(path), {});
    expect([reply.status, reply.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  const allowed = routes.flatMap((route) => (Array.isArray(route.roles) ? (route.roles as readonly string[]).map((role) => [nameOf(route), role, route] as const) : []));

  test.each(allowed)('%s is not refused to %s for the role', async (_, role, { method, path }) => {
    const caller = callers.get(role) as Caller;
    const reply = method === 'GET' ? await caller.get(filled(path)) : await caller.send(verb(method) as 'post', filled(path), {});
    expect(reply.body.code).not.toBe('FORBIDDEN');
    expect(reply.status).not.toBe(401);
  });
});
