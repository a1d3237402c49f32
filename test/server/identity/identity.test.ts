import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createEntryLink } from '../../../server/identity/enterByLink.ts';
import { hashPassword, isPassword, randomPassword } from '../../../server/identity/password.ts';
import { Session } from '../../../server/identity/Session.ts';
import { User } from '../../../server/identity/User.ts';
import { databases } from '../support/databases.ts';
import { callerWith, openTestApp, type TestApp } from '../support/openTestApp.ts';

const cookieOf = (reply: request.Response): string => String(reply.headers['set-cookie']?.[0]);

describe.each(databases)('Signing in on $database', ({ url }) => {
  let city: TestApp;
  let ahead = 0;

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url(), demo: true }, now: () => new Date(Date.now() + ahead).toISOString() });
    await city.addUser('visitor', [], { persona: true });
    await city.addUser('power-1', ['approver'], { persona: true, department: 'power', posts: ['handler'], nameZh: '供电经办人', nameEn: 'Power, handler' });
    await city.addUser('clerk9', ['clerk']);
    await city.addUser('gone', ['clerk'], { disabled: true });
  }, 120_000);
  afterAll(() => city.close());

  test('S-07 the cookie is for us alone, and the table holds no value that signs in', async () => {
    const reply = await request(city.app).post('/api/session').send({ username: 'clerk9', password: 'secret of clerk9' });
    expect(cookieOf(reply)).toMatch(/^yjs_session=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    expect(reply.body).toMatchObject({ user: 'clerk9', roles: ['clerk'], actingAs: null, demo: true });
    const secret = /yjs_session=([\w-]+)/.exec(cookieOf(reply))?.[1] ?? '';
    const rows = await city.orm.em.fork().find(Session, { userId: 'clerk9' });
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test.each([
    ['a wrong password', 'clerk9', 'nonsense'],
    ['an unknown user', 'nobody', 'secret of nobody'],
    ['a disabled account', 'gone', 'secret of gone'],
  ])('%s is refused in the same words', async (_, username, password) => {
    const reply = await request(city.app).post('/api/session').send({ username, password });
    expect([reply.status, reply.body.code, reply.body.detail]).toEqual([401, 'SIGN_IN_REFUSED', undefined]);
  });

  test('S-07 a session ends with signing out, after 30 idle minutes and after 12 hours', async () => {
    const first = await city.signedIn('clerk9', ['clerk']);
    const idle = await city.signedIn('clerk9', ['clerk']);
    expect((await first.send('delete', '/api/session')).status).toBe(204);
    expect((await first.get('/api/calendars')).status).toBe(401);
    ahead += 31 * 60_000;
    expect((await idle.get('/api/calendars')).status).toBe(401);
    const busy = await city.signedIn('clerk9', ['clerk']);
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect((await busy.get('/api/session')).body.user).toBe('clerk9');
      ahead += 20 * 60_000;
    }
    expect((await busy.get('/api/session')).body.user).toBeNull();
  }, 30_000);

  test('S-07 signing in again changes the secret and ends the old session', async () => {
    const old = await city.signedIn('clerk9', ['clerk']);
    const reply = await request(city.app).post('/api/session').set('Cookie', old.cookie).send({ username: 'clerk9', password: 'secret of clerk9' });
    expect(reply.status).toBe(200);
    expect(cookieOf(reply).split(';')[0]).not.toBe(old.cookie);
    expect((await old.get('/api/session')).body.user).toBeNull();
  });

  test('S-11 the eleventh wrong password within ten minutes is not looked at, whoever asks at once', async () => {
    await city.addUser('target', ['clerk']);
    const attempt = (password: string) => request(city.app).post('/api/session').send({ username: 'target', password });
    const statuses = (await Promise.all(Array.from({ length: 14 }, () => attempt('guess')))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    const locked = await attempt('secret of target');
    expect([locked.status, locked.body.code]).toEqual([429, 'SIGN_IN_THROTTLED']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
    ahead += 11 * 60_000;
    expect((await attempt('secret of target')).status).toBe(200);
  }, 60_000);

  test('S-11 behind a proxy on this machine addresses are counted apart: one guesser locks out nobody else', async () => {
    await city.addUser('behind-proxy', ['clerk']);
    const attempt = (address: string, password: string) =>
      request(city.app).post('/api/session').set('X-Forwarded-For', `127.0.0.1, ${address}`).send({ username: 'behind-proxy', password });
    for (let n = 0; n < 11; n += 1) await attempt('203.0.113.7', 'guess');
    expect((await attempt('203.0.113.7', 'secret of behind-proxy')).status).toBe(429);
    expect((await attempt('203.0.113.8', 'secret of behind-proxy')).status).toBe(200);
  }, 60_000);

  test("a demonstration city's own doors are closed to whom a proxy lets in from elsewhere", async () => {
    const link = new URL(await createEntryLink(city.context, 'visitor', null)).pathname;
    expect((await request(city.app).get(link).set('X-Forwarded-For', '203.0.113.7')).status).toBe(404);
    expect((await request(city.app).get(link)).status).toBe(303);
  });

  test.each([
    ['without the token', {}],
    ['with a wrong token', { 'X-CSRF': 'guess' }],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('S-10 a write %s is refused', async (_, headers) => {
    const caller = await city.signedIn('clerk9', ['clerk']);
    const reply = await request(city.app).delete('/api/session').set('Cookie', caller.cookie).set(headers);
    expect([reply.status, reply.body.code]).toEqual([403, 'CSRF']);
    expect((await caller.get('/api/session')).body.user).toBe('clerk9');
  });

  test('S-10 a form of another site cannot sign anybody in', async () => {
    const reply = await request(city.app).post('/api/session').set('Sec-Fetch-Site', 'cross-site').send({ username: 'clerk9', password: 'secret of clerk9' });
    expect(reply.status).toBe(403);
    const plain = await request(city.app).post('/api/session').type('text/plain').send('{"username":"clerk9","password":"secret of clerk9"}');
    expect([plain.status, plain.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  test('an entry link works once', async () => {
    const link = new URL(await createEntryLink(city.context, 'visitor', null)).pathname;
    const replies = await Promise.all([request(city.app).get(link), request(city.app).get(link)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 404]);
    const entered = replies.find(({ status }) => status === 303);
    expect(entered?.headers.location).toBe('/');
    const session = await request(city.app).get('/api/session').set('Cookie', cookieOf(entered as request.Response).split(';')[0] ?? '');
    expect(session.body).toMatchObject({ user: 'visitor', roles: [], demo: true });
    expect(session.body.roleBar).toEqual([expect.objectContaining({ user: 'power-1', name: '供电经办人', names: { zh: '供电经办人', en: 'Power, handler' }, department: 'power', posts: ['handler'] })]);
  });

  test("the demonstration's visitor, who has no password, is still there after an idle hour but not after half a day", async () => {
    await city.orm.em.fork().nativeUpdate(User, { id: 'visitor' }, { passwordHash: null });
    const link = new URL(await createEntryLink(city.context, 'visitor', null)).pathname;
    const cookie = cookieOf(await request(city.app).get(link)).split(';')[0] ?? '';
    const userAfter = async (minutes: number) => {
      ahead += minutes * 60_000;
      return (await request(city.app).get('/api/session').set('Cookie', cookie)).body.user;
    };
    expect([await userAfter(60), await userAfter(11 * 60)]).toEqual(['visitor', null]);
  });

  test('a browser that only looks ahead does not use the link up', async () => {
    const link = new URL(await createEntryLink(city.context, 'visitor', null)).pathname;
    expect((await request(city.app).get(link).set('Sec-Purpose', 'prefetch')).status).toBe(404);
    expect((await request(city.app).get(link)).status).toBe(303);
  });

  test('who plays a part has its rights and no others', async () => {
    const link = new URL(await createEntryLink(city.context, 'visitor', null)).pathname;
    const cookie = cookieOf(await request(city.app).get(link)).split(';')[0] ?? '';
    const { body } = await request(city.app).get('/api/session').set('Cookie', cookie);
    const reply = await callerWith(city.app, cookie, body.csrf).send('post', '/api/session/acting', { persona: 'power-1' });
    expect(reply.body).toMatchObject({ user: 'power-1', account: 'visitor', actingAs: 'power-1', roles: ['approver'], department: 'power' });
    const acting = callerWith(city.app, cookieOf(reply).split(';')[0] ?? '', reply.body.csrf);
    expect((await acting.get('/api/definitions')).status).toBe(403);
    expect((await acting.send('post', '/api/session/acting', { persona: 'clerk9' })).body.code).toBe('PERSONA_UNKNOWN');
  });

  test('S-05 a real account plays no part', async () => {
    const clerk = await city.signedIn('clerk9', ['clerk']);
    expect((await clerk.send('post', '/api/session/acting', { persona: 'power-1' })).status).toBe(403);
  });
});

describe('Outside a demonstration city', () => {
  test('S-08 there is no role bar and no entry link', async () => {
    const city = await openTestApp({ config: { demo: false } });
    await city.addUser('visitor', [], { persona: true });
    const link = new URL(await createEntryLink(city.context, 'visitor', null)).pathname;
    expect((await request(city.app).get(link)).status).toBe(404);
    const visitor = await city.signedIn('visitor', []);
    expect((await visitor.send('post', '/api/session/acting', { persona: 'visitor' })).status).toBe(404);
    expect((await visitor.get('/api/session')).body).not.toHaveProperty('roleBar');
    await city.close();
  });
});

describe('Passwords', () => {
  test('are kept with a salt of their own and known again', async () => {
    const [first, again] = [await hashPassword('密码 word'), await hashPassword('密码 word')];
    expect(first).not.toBe(again);
    expect(first).not.toContain('word');
    expect([await isPassword('密码 word', first), await isPassword('密码 wore', first), await isPassword('', null)]).toEqual([true, false, false]);
  });

  test('that nobody chose differ and have no look-alikes', () => {
    const passwords = new Set(Array.from({ length: 100 }, randomPassword));
    expect(passwords.size).toBe(100);
    for (const password of passwords) expect(password).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{20}$/);
  });
});
