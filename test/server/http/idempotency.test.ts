import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { DomainError } from '../../../engine/errors.ts';
import { claimKey, hashRequest } from '../../../server/http/idempotency.ts';
import { IdempotencyRecord } from '../../../server/http/IdempotencyRecord.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { identityRoutes } from '../../../server/identity/routes.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

/** A command with an effect that can be counted, whose pace and outcome a test decides. */
function counter() {
  const state = { runs: 0, commandIds: [] as string[], gate: Promise.resolve(), failWith: null as Error | null };
  const shape = {
    method: 'POST' as const, summary: 'Counts', roles: 'signed-in' as const,
    body: z.object({ amount: z.number() }), response: z.object({ run: z.number() }), status: 201,
    async handler(call: { commandId: string }) {
      state.runs += 1;
      state.commandIds.push(call.commandId);
      const run = state.runs;
      await state.gate;
      if (state.failWith !== null) throw state.failWith;
      return { run };
    },
  };
  return { state, routes: [...identityRoutes, defineRoute({ ...shape, path: '/api/count' }), defineRoute({ ...shape, path: '/api/count-within', transaction: true })] };
}

describe.each(databases)('Idempotency keys on $database', ({ url }) => {
  let test1: TestApp;
  let clerk: Caller;
  let other: Caller;
  const { state, routes } = counter();
  const clock = { ahead: 0 };

  beforeAll(async () => {
    test1 = await openTestApp({ routes, config: { databaseUrl: await url() }, now: () => new Date(Date.now() + clock.ahead).toISOString() });
    clerk = await test1.signedIn('clerk-a', ['clerk']);
    other = await test1.signedIn('clerk-b', ['clerk']);
  }, 120_000);
  afterAll(() => test1.close());

  test.each(['/api/count', '/api/count-within'])('C-01 C-02 the same key and body asked twice at %s is done once and answered alike', async (path) => {
    const key = randomUUID();
    const before = state.runs;
    const first = await clerk.send('post', path, { amount: 1 }, key);
    const second = await clerk.send('post', path, { amount: 1 }, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(state.runs).toBe(before + 1);
  });

  test('C-02 while the first is under way the second is told so', async () => {
    let open = () => {};
    state.gate = new Promise((resolve) => { open = resolve; });
    const key = randomUUID();
    const before = state.runs;
    const first = clerk.send('post', '/api/count', { amount: 1 }, key).then((reply) => reply);
    while (state.runs === before) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await clerk.send('post', '/api/count', { amount: 1 }, key);
    open();
    expect(second.status).toBe(409);
    expect(second.body.code).toBe('IDEMPOTENCY_IN_PROGRESS');
    expect((await first).status).toBe(201);
    expect((await clerk.send('post', '/api/count', { amount: 1 }, key)).status).toBe(201);
    expect(state.runs).toBe(before + 1);
  });

  test('C-02 a key left by a process that died is taken over after its lease, under the same command id', async () => {
    const key = randomUUID();
    const body = { amount: 7 };
    const dead = await claimKey(test1.orm, 'clerk-a', key, hashRequest('POST', '/api/count', Buffer.from(JSON.stringify(body))), new Date(Date.now() + clock.ahead));
    expect(dead).toHaveProperty('owner');
    expect((await clerk.send('post', '/api/count', body, key)).body.code).toBe('IDEMPOTENCY_IN_PROGRESS');

    clock.ahead += 16_000;
    const after = await clerk.send('post', '/api/count', body, key);

    expect(after.status).toBe(201);
    const again = await clerk.send('post', '/api/count', body, key);
    expect(again.body).toEqual(after.body);
    expect(state.commandIds.at(-1)).toMatch(/^[0-9a-f]{32}$/);
  });

  test('S-20 the table alone opens no reply and no key', async () => {
    const key = randomUUID();
    const { body } = await clerk.send('post', '/api/count', { amount: 1 }, key);
    const rows = JSON.stringify(await test1.orm.em.fork().find(IdempotencyRecord, {}));
    expect(rows).not.toContain(key);
    expect(rows).not.toContain(JSON.stringify(body));
    expect((await clerk.send('post', '/api/count', { amount: 1 }, key)).body).toEqual(body);
  });

  test('C-03 the same key with another body is refused', async () => {
    const key = randomUUID();
    await clerk.send('post', '/api/count', { amount: 1 }, key);
    const reused = await clerk.send('post', '/api/count', { amount: 2 }, key);
    expect(reused.status).toBe(422);
    expect(reused.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(reused.headers['content-type']).toContain('application/problem+json');
  });

  test.each([
    ['no key', '', 'IDEMPOTENCY_KEY_MISSING'],
    ['a key of five characters', 'short', 'IDEMPOTENCY_KEY_INVALID'],
    ['a key of 10 kB', 'x'.repeat(10_000), 'IDEMPOTENCY_KEY_INVALID'],
    ['a key with spaces', 'with space in it', 'IDEMPOTENCY_KEY_INVALID'],
  ])('C-04 %s is refused with 400', async (_, key, code) => {
    const before = state.runs;
    const reply = await clerk.send('post', '/api/count', { amount: 1 }, key);
    expect([reply.status, reply.body.code]).toEqual([400, code]);
    expect(state.runs).toBe(before);
  });

  test("C-04 another user's key is another key", async () => {
    const key = randomUUID();
    const mine = await clerk.send('post', '/api/count', { amount: 1 }, key);
    const theirs = await other.send('post', '/api/count', { amount: 2 }, key);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.run).toBe(mine.body.run + 1);
  });

  test('a refusal is kept with its key, a breakdown gives the key back', async () => {
    const refused = randomUUID();
    state.failWith = new DomainError('VERSION_CONFLICT', { revision: 4 });
    expect((await clerk.send('post', '/api/count-within', { amount: 1 }, refused)).status).toBe(409);
    const broken = randomUUID();
    state.failWith = new Error('the disk is gone');
    const breakdown = await clerk.send('post', '/api/count-within', { amount: 1 }, broken);
    state.failWith = null;

    expect(breakdown.status).toBe(500);
    expect(JSON.stringify(breakdown.body)).not.toContain('disk');
    const replayed = await clerk.send('post', '/api/count-within', { amount: 1 }, refused);
    expect([replayed.status, replayed.body.details]).toEqual([409, { revision: 4 }]);
    expect((await clerk.send('post', '/api/count-within', { amount: 1 }, broken)).status).toBe(201);
  });

  test('a claim lost to another process undoes the transaction of the slower one', async () => {
    let open = () => {};
    const key = randomUUID();
    const before = state.runs;
    state.gate = new Promise((resolve) => { open = resolve; });
    const slow = clerk.send('post', '/api/count', { amount: 1 }, key).then((reply) => reply);
    while (state.runs === before) await new Promise((resolve) => setTimeout(resolve, 5));
    await test1.orm.em.fork().nativeUpdate(IdempotencyRecord, { scope: 'clerk-a', state: 'running' }, { owner: 'somebody else' });
    open();
    const reply = await slow;
    expect([reply.status, reply.body.code]).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS']);
  });
});
