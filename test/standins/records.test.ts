import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { startReceiver } from './receiver.ts';
import { aRecord, signed, startStandins, type RunningStandins } from './startStandins.ts';

let standins: RunningStandins;

beforeAll(async () => {
  standins = await startStandins();
}, 60_000);
afterAll(() => standins.stop());
beforeEach(async () => {
  await fetch(`${standins.base}/control`, { method: 'DELETE' });
});

describe('one effect for each idempotency key', () => {
  test('five calls at once under one key leave one line in the ledger and get the same answer', async () => {
    const headers = { 'Idempotency-Key': 'five-at-once' };

    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => standins.post('/d/waterAffairs/records/processing', aRecord('waterAffairs'), headers)));

    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200]);
    expect((await standins.ledger()).filter(({ key }) => key === 'five-at-once')).toHaveLength(1);
  });

  test('a key kept before kill -9 is still kept after the restart, and the told mode too', async () => {
    const headers = { 'Idempotency-Key': 'before-the-kill' };
    await standins.post('/d/power/records/processing', aRecord('power'), headers);
    await standins.control('/power', { mode: 'ok', data: { plan: 'P-9' } });

    await standins.kill();
    await standins.restart();

    const reply = await standins.post('/d/power/records/processing', aRecord('power'), headers);
    expect(await reply.json()).toMatchObject({ status: 'done', data: { plan: 'P-9' } });
    expect(standins.ledgerFile().filter(({ key }) => key === 'before-the-kill')).toHaveLength(1);
  });

  test('given a case that is told something of its own, then it hears nothing else, also after a restart, until that is forgotten', async () => {
    const ask = async (caseNumber: string, department: string): Promise<number> => (await standins.post(`/d/${department}/records/processing`, aRecord(department, { caseNumber }), { 'Idempotency-Key': `own-words-${caseNumber}-${department}-${Math.random()}` })).status;
    await standins.control('/power', { mode: 'down' });
    await standins.control('/cases/YJS-OWN', { 'waterAffairs/processing': { mode: 'down' } });
    await standins.kill();
    await standins.restart();

    expect([await ask('YJS-OWN', 'power'), await ask('YJS-OWN', 'waterAffairs'), await ask('YJS-OTHER', 'power'), await ask('YJS-OTHER', 'waterAffairs')]).toEqual([200, 503, 503, 200]);
    expect((await standins.control('/cases/YJS-OWN', { power: { mode: 'absent' } })).status).toBe(400);
    await fetch(`${standins.base}/control/cases/YJS-OWN`, { method: 'DELETE' });
    expect(await ask('YJS-OWN', 'power')).toBe(503);
  });

  test('a key of another case is refused with 409', async () => {
    const headers = { 'Idempotency-Key': 'whose-key-is-it' };
    await standins.post('/d/power/records/processing', aRecord('power'), headers);

    const reply = await standins.post('/d/power/records/processing', aRecord('power', { caseNumber: 'YJS-TEST-2' }), headers);

    expect(reply.status).toBe(409);
  });
});

describe('the door', () => {
  const body = JSON.stringify(aRecord('power'));
  const post = (headers: Record<string, string>, text = body): Promise<Response> =>
    fetch(`${standins.base}/d/power/records/processing`, { method: 'POST', body: text, headers });

  test.each([
    ['a tampered body', () => post(signed(standins.secret('power'), body), body.replace('120', '121')), 401],
    ['a signature six minutes old', () => post(signed(standins.secret('power'), body, { at: new Date(Date.now() - 360_000) })), 401],
    ["another department's secret", () => post(signed(standins.secret('waterAffairs'), body)), 401],
    ['no signature', () => post({ 'Idempotency-Key': 'unsigned-request' }), 401],
    ['no idempotency key', () => post({ ...signed(standins.secret('power'), body), 'Idempotency-Key': '' }), 400],
    ['a kind that is none of the ten', () => standins.post('/d/power/records/other', aRecord('power', { kind: 'other' })), 400],
    ['an address that differs from the body', () => standins.post('/d/power/records/conclusion', aRecord('power')), 400],
  ])('refuses %s', async (_what, call, status) => {
    const before = (await standins.ledger()).length;

    const reply = await call();

    expect(reply.status).toBe(status);
    expect(await standins.ledger()).toHaveLength(before);
  });
});

describe('modes of a synchronous answer', () => {
  test.each([
    ['ok', {}, 200],
    ['down', {}, 503],
    ['wrong', { fault: 404 }, 404],
    ['slow', { delayMs: 60 }, 200],
    ['ok', { refuse: 'NO_CAPACITY' }, 422],
  ] as const)('%s %j', async (mode, more, status) => {
    await standins.control('/ecology', { mode, ...more });

    const reply = await standins.post('/d/ecology/records/processing', aRecord('ecology'));

    expect(reply.status).toBe(status);
  });

  test('late: it happened three days before it is reported', async () => {
    await standins.control('/ecology', { mode: 'late' });

    const reply = await standins.post('/d/ecology/records/processing', aRecord('ecology'));

    const { occurredAt, reportedAt } = (await reply.json()) as { occurredAt: string; reportedAt: string };
    expect(Date.parse(reportedAt) - Date.parse(occurredAt)).toBe(72 * 3_600_000);
  });

  test('an outage told to end at an instant of the case ends there', async () => {
    await standins.control('/ecology', { mode: 'down', until: '2026-11-30T00:00:00.000Z' });

    const during = await standins.post('/d/ecology/records/processing', aRecord('ecology'));
    const after = await standins.post('/d/ecology/records/processing', aRecord('ecology', { reportedAt: '2026-11-30T00:00:00.000Z' }));

    expect([during.status, after.status]).toEqual([503, 200]);
  });

  test('silent: holds the line until told to answer', async () => {
    await standins.control('/ecology', { mode: 'silent' });
    const reply = standins.post('/d/ecology/records/processing', aRecord('ecology'));

    // What has not come yet cannot be answered.
    for (let answered = 0; answered < 1; ) ({ answered } = (await (await standins.control('/ecology/answer', { data: { spoken: true } }, 'POST')).json()) as { answered: number });

    expect(await (await reply).json()).toMatchObject({ status: 'done', data: { spoken: true } });
  });

  test('of themselves they answer what their script says', async () => {
    const reply = await standins.post('/d/waterCompany/records/processing', aRecord('waterCompany'));

    expect(await reply.json()).toMatchObject({ status: 'done', data: { accessPlan: { diameter: 100 } } });
  });

  test("an operation's own word goes before its department's", async () => {
    await standins.control('/ecology', { mode: 'down' });
    await standins.control('/ecology', { operation: 'plan', mode: 'ok', data: { plan: 7 } });

    const reply = await standins.post('/d/ecology/records/processing', aRecord('ecology', { operation: 'plan' }));

    expect(await reply.json()).toMatchObject({ data: { plan: 7 } });
  });
});

describe('asynchronous answers', () => {
  const asking = (url: string, reference: string): object => aRecord('gasCompany', { callback: { url, reference } });

  test('accepted now, answered later by a signed callback that is sent until it is taken', async () => {
    const receiver = await startReceiver(2);

    const reply = await standins.post('/d/gasCompany/records/processing', asking(receiver.url, 'C.5.1'));

    expect(reply.status).toBe(202);
    const [callback] = await receiver.count(1);
    expect(receiver.refusals()).toBe(2);
    expect(callback?.body).toMatchObject({ reference: 'C.5.1', status: 'done' });
    expect(() => new Webhook(standins.secret('gasCompany')).verify(callback!.text, callback!.headers)).not.toThrow();
    await receiver.close();
  });

  test('silent until told; told to answer twice, it sends two messages and keeps one effect', async () => {
    const receiver = await startReceiver();
    await standins.control('/gasCompany', { mode: 'silent' });
    const key = 'silent-then-twice';
    await standins.post('/d/gasCompany/records/processing', asking(receiver.url, 'C.6.1'), { 'Idempotency-Key': key });

    await standins.control('/gasCompany/answer', { times: 2 }, 'POST');

    const callbacks = await receiver.count(2);
    expect(new Set(callbacks.map(({ id }) => id)).size).toBe(2);
    expect((await standins.ledger()).filter((line) => line.key === key)).toHaveLength(1);
    await receiver.close();
  });

  test('duplicate: the same message twice and one more of its own', async () => {
    const receiver = await startReceiver();
    await standins.control('/gasCompany', { mode: 'duplicate' });

    await standins.post('/d/gasCompany/records/processing', asking(receiver.url, 'C.7.1'));

    const callbacks = await receiver.count(3);
    expect(new Set(callbacks.map(({ id }) => id)).size).toBe(2);
    await receiver.close();
  });

  test('an answer not yet taken is sent again after kill -9', async () => {
    const receiver = await startReceiver();
    await standins.control('/gasCompany', { mode: 'ok', delayMs: 60_000 });
    await standins.post('/d/gasCompany/records/processing', asking(receiver.url, 'C.8.1'));

    await standins.kill();
    await standins.restart();

    const [callback] = await receiver.count(1);
    expect(callback?.body.reference).toBe('C.8.1');
    await receiver.close();
  });

  test('a repeated request moves the answer to its newest reference', async () => {
    const receiver = await startReceiver();
    await standins.control('/gasCompany', { mode: 'silent' });
    const headers = { 'Idempotency-Key': 'asked-two-times' };
    await standins.post('/d/gasCompany/records/processing', asking(receiver.url, 'C.9.1'), headers);
    await standins.post('/d/gasCompany/records/processing', asking(receiver.url, 'C.9.2'), headers);

    await standins.control('/gasCompany/answer', {}, 'POST');

    const callbacks = await receiver.count(1);
    expect(callbacks.map(({ body }) => body.reference)).toEqual(['C.9.2']);
    await receiver.close();
  });
});

describe('workers of drawn service tasks', () => {
  const job = { caseNumber: 'YJS-TEST-1', sequence: 1, type: 'charge', element: 'Task_1', occurredAt: '2026-11-25T01:00:00.000Z', reportedAt: '2026-11-25T01:00:00.000Z', data: {}, headers: {}, callback: null };

  test.each([
    ['completes with variables', { data: { paid: true } }, 200, { status: 'done', data: { paid: true } }],
    ['throws a BPMN error', { refuse: 'CARD_DECLINED' }, 422, { code: 'CARD_DECLINED' }],
  ])('%s as told', async (_what, told, status, answer) => {
    await standins.control('/workers/charge', told);

    const reply = await standins.post('/workers/charge', job);

    expect([reply.status, await reply.json()]).toEqual([status, expect.objectContaining(answer)]);
  });

  test('holds a job as told, then completes it', async () => {
    await standins.control('/workers/charge', { mode: 'silent' });
    const receiver = await startReceiver();
    const reply = await standins.post('/workers/charge', { ...job, callback: { url: receiver.url, reference: 'C.3.1' } });

    await standins.control('/workers/answer', { operation: 'charge', data: { paid: 1 } }, 'POST');

    expect(reply.status).toBe(202);
    expect((await receiver.count(1))[0]?.body).toMatchObject({ reference: 'C.3.1', data: { paid: 1 } });
    await receiver.close();
  });
});
