import type { Request } from 'express';
import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import type { Context } from '../http/context.ts';
import { languageOf, problemOf } from '../http/problem.ts';
import { defineRoute, Reply, type Call } from '../http/route.ts';
import { spendEntryLink } from './enterByLink.ts';
import { findSignedIn, sessionCookie } from './findSignedIn.ts';
import { openSession } from './openSession.ts';
import { roles } from './roles.ts';
import { Session } from './Session.ts';
import { callerOf, type SignedIn } from './signedIn.ts';
import { signIn } from './signIn.ts';
import { User } from './User.ts';

const names = z.object({ zh: z.string(), en: z.string() });
const persona = z.object({
  user: z.string(),
  name: z.string(),
  names,
  roles: z.array(z.enum(roles)),
  department: z.string().nullable(),
  posts: z.array(z.string()),
  main: z.boolean().describe('Shown in the role bar at once; the others in its list'),
});
const session = z.object({
  user: z.string().nullable().describe('The person in whose name things are done; null where nobody is signed in'),
  account: z.string().nullable().describe('The account that signed in'),
  name: z.string().describe("The person's name in the caller's language"),
  names,
  roles: z.array(z.enum(roles)),
  actingAs: z.string().nullable(),
  department: z.string().nullable(),
  posts: z.array(z.string()),
  demo: z.boolean(),
  csrf: z.string().describe('Goes into the X-CSRF header of every write'),
  roleBar: z.array(persona).optional().describe('Whose part may be played; in a demonstration city only'),
});

/** Signing in and out, and the role bar of a demonstration city. These change no case and take no idempotency key. */
export const identityRoutes = [
  defineRoute({
    method: 'POST', path: '/api/session', summary: 'Sign in by password', roles: 'public', idempotent: false, withoutCsrf: true,
    body: z.object({ username: z.string().min(1).max(60), password: z.string().min(1).max(200) }),
    response: session,
    async handler(call) {
      const secret = await signIn(call.context, call.response, { ...call.body, address: call.request.ip ?? '', old: call.caller?.sessionHash ?? null });
      return describeNew(call, secret);
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/session', summary: 'Who is signed in, if anybody', roles: 'public', response: session,
    handler: (call) => describe(call.context, call.request, call.caller),
  }),
  defineRoute({
    method: 'DELETE', path: '/api/session', summary: 'Sign out', roles: 'signed-in', idempotent: false, status: 204, response: z.void(),
    async handler(call) {
      await call.em.nativeDelete(Session, { idHash: callerOf(call).sessionHash });
      call.response.clearCookie(sessionCookie, { path: '/' });
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/session/acting', summary: 'Play the part of a demonstration person, or null for oneself', roles: 'signed-in', idempotent: false,
    body: z.object({ persona: z.string().max(60).nullable() }),
    response: session,
    async handler(call) {
      requireDemonstration(call);
      const caller = callerOf(call);
      const persona = call.body.persona;
      if (persona !== null && (await call.em.count(User, { id: persona, persona: true, disabled: false })) === 0) throw new DomainError('PERSONA_UNKNOWN');
      // Only who came in by the demonstration's own door plays parts; a real account keeps to its rights.
      if ((await call.em.count(User, { id: caller.account, persona: true })) === 0) throw new DomainError('FORBIDDEN');
      const secret = await openSession(call.context, call.response, caller.account, persona, caller.sessionHash);
      return describeNew(call, secret);
    },
  }),
  defineRoute({
    method: 'GET', path: '/enter/:token', summary: 'Enter a demonstration city by a link that works once', roles: 'public', produces: 'text/html',
    params: z.object({ token: z.string().min(16).max(64) }),
    response: z.string(),
    async handler(call) {
      requireDemonstration(call);
      const home = new Reply({ status: 303, type: 'text/plain', body: '', headers: { Location: '/' } });
      // A browser that loads pages ahead of a click would use the link up unseen.
      if (call.request.get('Sec-Purpose')?.includes('prefetch')) throw new DomainError('NOT_FOUND');
      try {
        const link = await spendEntryLink(call.context, call.params.token);
        await openSession(call.context, call.response, link.userId, link.actingAs, call.caller?.sessionHash ?? null);
        return home;
      } catch (error) {
        if (!(error instanceof DomainError) || !call.request.accepts('json', 'html')) throw error;
        if (call.caller !== null) return home;
        if (call.request.accepts('json', 'html') !== 'html') throw error;
        const { title, detail, status } = problemOf(error, languageOf(call.request), call.traceId);
        return new Reply({ status, type: 'text/html', body: `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${detail ?? ''}</p>` });
      }
    },
  }),
];

/** Role bar and entry link don't exist outside a demonstration city on loopback: NOT_FOUND, not forbidden. */
function requireDemonstration(call: Pick<Call, 'context' | 'request'>): void {
  const address = call.request.ip ?? '';
  if (!call.context.config.demo || !/^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address)) throw new DomainError('NOT_FOUND');
}

async function describe(context: Context, request: Request, caller: SignedIn | null): Promise<z.input<typeof session>> {
  const { demo } = context.config;
  const local = (zh: string, en: string): string => (languageOf(request) === 'en' ? en : zh);
  if (caller === null) {
    return { user: null, account: null, name: '', names: { zh: '', en: '' }, roles: [], actingAs: null, department: null, posts: [], demo, csrf: '' };
  }
  const { account, user, name, roles: held, actingAs, department, posts, csrf } = caller;
  const known = { user, account, name: local(name.zh, name.en), names: name, roles: [...held], actingAs, department, posts: [...posts], demo, csrf };
  if (!demo) return known;
  const people = await context.orm.em.fork().find(User, { persona: true, disabled: false }, { orderBy: { position: 'asc', id: 'asc' } });
  return {
    ...known,
    roleBar: people
      .filter((person) => person.roles.length > 0)
      .map((person) => ({
        user: person.id,
        name: local(person.nameZh, person.nameEn),
        names: { zh: person.nameZh, en: person.nameEn },
        roles: person.roles,
        department: person.department ?? null,
        posts: person.posts,
        main: !person.roles.includes('approver') || mainDepartments.has(person.id),
      })),
  };
}

/** The two departments of the tour: one that answers and one that stays silent. */
const mainDepartments = new Set(['power-1', 'gasCompany-1']);

/** The session just opened, as its next request will see it. */
async function describeNew(call: Pick<Call, 'context' | 'request'>, secret: string): Promise<z.input<typeof session>> {
  const caller = await findSignedIn(call.context, { headers: { cookie: `${sessionCookie}=${secret}` } });
  if (caller === null) throw new DomainError('SIGN_IN_REQUIRED');
  return describe(call.context, call.request, caller);
}
