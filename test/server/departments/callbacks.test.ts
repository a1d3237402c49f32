import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import { registerSystem } from '../../../server/departments/registerSystem.ts';
import { takeCallback } from '../../../server/departments/takeCallback.ts';
import { InboxRow } from '../../../server/inbox/InboxRow.ts';
import { inTransaction } from '../../../server/orm.ts';
import { writeCase } from '../readModel/story.ts';
import { databases } from '../support/databases.ts';
import type { TestApp } from '../support/openTestApp.ts';
import { master, openDepartments, secretOf } from './openDepartments.ts';

const answer = (changes: object = {}): object => ({
  reference: 'YJS-1.5.1', status: 'done', data: { plan: 'P-1' }, occurredAt: '2026-09-18T01:00:00.000Z', reportedAt: '2026-09-18T01:00:00.000Z', ...changes,
});

describe.each(databases)('callbacks on $database', ({ url }) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await openDepartments({ databaseUrl: await url() });
    await writeCase(app.orm, 'YJS-1');
    const registration = { department: 'waterAffairs', protocol: 'http', baseUrl: 'http://127.0.0.1:7301/d/waterAffairs', allowedHosts: ['127.0.0.1:7301'], maximumInFlight: 4, enabled: true };
    for (const letter of ['a', 'b']) {
      await inTransaction(app.orm, (em) => registerSystem(em, master, { ...registration, secret: secretOf(letter) }, { user: 'admin1', now: '2026-09-18T01:00:00.000Z' }));
    }
  }, 60_000);
  afterAll(() => app.close());

  const send = (body: object | string, { secret = secretOf('b'), at = new Date(), id = randomUUID() as string, department = 'waterAffairs', headers = {} as object } = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return request(app.app)
      .post(`/api/callbacks/${department}`)
      .set({ 'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(secret).sign(id, at, text), ...headers })
      .send(text);
  };
  const rows = (): Promise<number> => app.orm.em.fork().count(InboxRow, {});

  test('a signed answer is stored and the department is done with it', async () => {
    const reply = await send(answer());

    expect([reply.status, reply.body]).toEqual([202, { status: 'stored' }]);
  });

  test('the same webhook id again, five at once, has no second effect', async () => {
    const id = randomUUID();
    await send(answer(), { id });
    const before = await rows();

    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => send(answer(), { id })));

    expect(replies.map(({ status, body }) => [status, body.status])).toEqual(replies.map(() => [202, 'repeated']));
    expect(await rows()).toBe(before);
    expect((await app.orm.em.fork().findOneOrFail(InboxRow, { id: `waterAffairs/${id}` })).repeats).toBe(5);
  });

  test('the secret before the newest one is still good, so that a department can change over', async () => {
    expect((await send(answer(), { secret: secretOf('a') })).status).toBe(202);
  });

  test('an answer that belongs to no case of ours is kept as evidence', async () => {
    const id = randomUUID();

    expect((await send(answer({ reference: 'NOBODY.1.1' }), { id })).status).toBe(202);
    expect(await app.orm.em.fork().findOneOrFail(InboxRow, { id: `waterAffairs/${id}` })).toMatchObject({ state: 'unknown' });
  });

  test.each([
    ['a name that means something to every object', { data: { constructor: 1 } }],
    ['half a character', { data: { note: ['\ud800'] } }],
    ['a NUL', { reference: 'YJS-1.5.1\0' }],
  ])('B-13 %s is refused where it comes in: the case would refuse it for ever', async (_what, changes) => {
    const before = await rows();

    const reply = await send(answer(changes));

    expect([reply.status, reply.body.code]).toEqual([422, 'INVALID_INPUT']);
    expect(await rows()).toBe(before);
  });

  test.each([
    ['a secret of somebody else', { secret: secretOf('z') }],
    ['a signature six minutes old, replayed', { at: new Date(Date.now() - 360_000) }],
    ['a time six minutes ahead', { at: new Date(Date.now() + 360_000) }],
    ['an unknown department', { department: 'nobody' }],
    ['no webhook id', { headers: { 'webhook-id': '' } }],
    ['a signature of another version', { headers: { 'webhook-signature': 'v9,AAAA' } }],
  ])('refuses %s with 401 and stores nothing', async (_what, how) => {
    const before = await rows();

    const reply = await send(answer(), how);

    expect([reply.status, reply.body.code]).toEqual([401, 'CALLBACK_SIGNATURE_INVALID']);
    expect(await rows()).toBe(before);
  });

  test('refuses a body changed after signing', async () => {
    const at = new Date();
    const signature = new Webhook(secretOf('b')).sign('changed', at, JSON.stringify(answer()));

    const reply = await send(answer({ data: { plan: 'P-2' } }), { id: 'changed', at, headers: { 'webhook-signature': signature } });

    expect(reply.status).toBe(401);
  });

  test.each([
    ['no JSON', '{"reference":', 400],
    ['no reference', JSON.stringify({ ...answer(), reference: undefined }), 422],
    ['a status that does not exist', JSON.stringify(answer({ status: 'perhaps' })), 422],
    ['a time that is none', JSON.stringify(answer({ occurredAt: 'yesterday' })), 422],
  ])('a signed body with %s is refused by name', async (_what, body, status) => {
    expect((await send(body)).status).toBe(status);
  });

  test('a body over the limit is refused', async () => {
    expect((await send(answer({ data: { text: 'x'.repeat(1_100_000) } }))).status).toBe(413);
  });

  test('W-07 a case under a flood answers 429 with Retry-After, and takes the true one later', async () => {
    await writeCase(app.orm, 'YJS-FLOOD');
    // All at once: one after the other, a slow computer would send no faster than is allowed.
    const replies = await Promise.all(Array.from({ length: 100 }, (_, n) => send(answer({ reference: `YJS-FLOOD.1.${n}` }))));
    const refused = replies.filter(({ status }) => status === 429);
    // More of them past the web server, which is not in question, and the rest of twenty thousand at the rate alone.
    const at = new Date();
    let stored = 0;
    for (let n = 100; n < 1_000; n++) {
      const [id, text] = [`flood-${n}`, JSON.stringify(answer({ reference: `YJS-FLOOD.1.${n}` }))];
      const headers = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(secretOf('b')).sign(id, at, text) };
      const services = { master, throttle: app.context.services.departments.throttle };
      await takeCallback(app.orm, services, { department: 'waterAffairs', headers, bytes: Buffer.from(text) }, at.toISOString()).then(() => (stored += 1), (error: unknown) => expect(error).toMatchObject({ code: 'CALLBACK_THROTTLED' }));
    }
    const { throttle } = app.context.services.departments;
    for (let n = 1_000; n < 20_000; n++) if (throttle.take('YJS-FLOOD') === 0) stored += 1;
    expect(stored).toBeLessThan(100);

    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(answer())).status).toBe(202);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await send(answer({ reference: 'YJS-FLOOD.1.1' }))).status).toBe(202);
  }, 120_000);
});
