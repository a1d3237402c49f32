import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../support/freePort.ts';
import { startStandins, type RunningStandins } from '../../standins/startStandins.ts';
import { aRequest, call, impatient, quick } from './support.ts';
import { createExchange } from '../../../activities/connectors/exchange.ts';
import { createHttpConnector } from '../../../activities/connectors/http.ts';

let standins: RunningStandins;
const ecology = () => ({ baseUrl: `${standins.base}/d/ecology`, signingSecret: standins.secret('ecology') });
const told = (behaviour: object): Promise<Response> => standins.control('/ecology', behaviour);
const linesOf = (key: string): number => standins.ledgerFile().filter((line) => line.key === key).length;

beforeAll(async () => {
  standins = await startStandins();
}, 60_000);
afterAll(() => standins.stop());
beforeEach(async () => {
  await fetch(`${standins.base}/control`, { method: 'DELETE' });
});

describe('what a department may answer', () => {
  test('done, with its data and its three times', async () => {
    await told({ mode: 'late', lateHours: 24, data: { plan: 'P-1' } });

    const outcome = await call(aRequest(ecology()));

    expect(outcome).toMatchObject({ kind: 'done', variables: { plan: 'P-1' }, times: { receivedAt: '2026-11-25T01:00:01.000Z' } });
    const { times } = outcome as { times: { occurredAt: string; reportedAt: string } };
    expect(Date.parse(times.reportedAt) - Date.parse(times.occurredAt)).toBe(24 * 3_600_000);
  });

  test('accepted: the answer comes later', async () => {
    const request = aRequest(ecology());
    const callback = { url: 'http://127.0.0.1:9/never', reference: 'C.4.1' };
    await told({ mode: 'silent' });

    const outcome = await call({ ...request, record: { ...request.record, callback } });

    expect(outcome).toEqual({ kind: 'accepted', reference: 'C.4.1' });
  });

  test('a declared business refusal', async () => {
    await told({ refuse: 'NO_CAPACITY', message: '容量不足', data: { free: 0 } });

    expect(await call(aRequest(ecology()))).toMatchObject({ kind: 'error', code: 'NO_CAPACITY', message: '容量不足', variables: { free: 0 } });
  });
});

describe('W-08 every kind of failure is told apart', () => {
  const final = (code: string): object => ({ kind: 'failed', code, retryable: false });

  test.each<[string, object, object]>([
    ['400', { fault: 400 }, final('DEPT_REJECTED')],
    ['401', { fault: 401 }, final('DEPT_REJECTED')],
    ['403', { fault: 403 }, final('DEPT_REJECTED')],
    ['404', { fault: 404 }, final('DEPT_REJECTED')],
    ['409', { fault: 409 }, final('DEPT_REJECTED')],
    ['422 without a code', { fault: 422 }, final('DEPT_REJECTED')],
    ['408', { fault: 408 }, { again: 'DEPT_UNAVAILABLE' }],
    ['429 with Retry-After', { fault: 429, retryAfter: 7 }, { again: 'DEPT_UNAVAILABLE', after: 7_000 }],
    ['500', { fault: 500 }, { again: 'DEPT_UNAVAILABLE' }],
    ['502', { fault: 502 }, { again: 'DEPT_UNAVAILABLE' }],
    ['503', { fault: 503 }, { again: 'DEPT_UNAVAILABLE' }],
    ['a reset connection', { fault: 'reset' }, { again: 'DEPT_UNREACHABLE' }],
    ['an empty body', { fault: 'empty' }, { again: 'DEPT_WRONG_REPLY' }],
    ['a maintenance page in HTML', { fault: 'html' }, { again: 'DEPT_WRONG_REPLY' }],
    ['half a message', { fault: 'truncated' }, { again: 'DEPT_WRONG_REPLY' }],
    ['bytes in another charset', { fault: 'charset' }, final('DEPT_WRONG_REPLY')],
    ['another charset by declaration', { fault: 'declaredCharset' }, final('DEPT_WRONG_REPLY')],
    ['200 with an error code inside', { fault: 'errorCode' }, final('DEPT_WRONG_REPLY')],
    ['200 without a status', { fault: 'noStatus' }, final('DEPT_WRONG_REPLY')],
    ['a redirect', { fault: 'redirect' }, final('SSRF_BLOCKED')],
  ])('%s', async (_what, behaviour, outcome) => {
    await told({ mode: 'wrong', ...behaviour });

    expect(await call(aRequest(ecology()))).toEqual(expect.objectContaining(outcome));
  });

  test('nobody listens', async () => {
    expect(await call(aRequest({ baseUrl: `http://127.0.0.1:${await freePort()}` }))).toEqual({ again: 'DEPT_UNREACHABLE' });
  });

  test('a name that does not resolve', async () => {
    expect(await call(aRequest({ baseUrl: 'http://no-such-department.invalid' }))).toEqual({ again: 'DEPT_UNREACHABLE' });
  });

  test('a certificate that nobody vouches for', async () => {
    const pem = (name: string): Buffer => readFileSync(new URL(`selfSigned.${name}.pem`, import.meta.url));
    const server = createServer({ key: pem('key'), cert: pem('cert') }).listen(0, '127.0.0.1');
    await once(server, 'listening');

    const outcome = await call(aRequest({ baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}` }));

    expect(outcome).toEqual(expect.objectContaining(final('DEPT_TLS')));
    server.close();
  });

  test('a record kind that is none of the ten is refused before sending', async () => {
    const request = aRequest(ecology());

    expect(await call({ ...request, record: { ...request.record, kind: 'gossip' } })).toEqual(expect.objectContaining(final('DEPT_KIND_UNKNOWN')));
  });

  test('a wrong signing secret is rejected by the department', async () => {
    expect(await call(aRequest({ ...ecology(), signingSecret: standins.secret('power') }))).toEqual(expect.objectContaining(final('DEPT_REJECTED')));
  });
});

describe('W-09 a slow department', () => {
  test.each([
    ['never answers', { mode: 'silent' }],
    ['sends a byte now and then', { mode: 'wrong', fault: 'trickle' }],
  ])('that %s is given up at the limit', async (_what, behaviour) => {
    await told(behaviour);
    const began = Date.now();

    expect(await call(aRequest(ecology()), impatient)).toEqual({ again: 'DEPT_TIMEOUT' });
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test('is repeated with the same key and has one effect', async () => {
    await told({ mode: 'silent' });
    const request = aRequest(ecology());
    await call(request, impatient);
    await told({ mode: 'ok' });

    expect(await call(request)).toMatchObject({ kind: 'done' });
    expect(linesOf(request.idempotencyKey)).toBe(1);
  });

  test('leaves no socket behind', async () => {
    await told({ mode: 'silent' });
    const connector = createHttpConnector(createExchange({ ...quick, timeoutMs: 100 }));
    const sockets = (): number => readdirSync('/proc/self/fd').length;
    const before = sockets();

    for (let round = 0; round < 8; round++) {
      await Promise.allSettled(Array.from({ length: 8 }, () => connector.call(aRequest(ecology()), new AbortController().signal)));
    }

    for (let waited = 0; sockets() - before >= 10 && waited < 10_000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sockets() - before).toBeLessThan(10);
  });

  test('is given up at once when the case no longer asks', async () => {
    await told({ mode: 'silent' });

    const outcome = await call(aRequest(ecology()), { ...quick, timeoutMs: 10_000 }, AbortSignal.timeout(50));

    expect(outcome).toEqual({ again: 'DEPT_TIMEOUT' });
  });
});

describe('W-10 a huge reply', () => {
  test.each(['huge', 'gzipBomb'])('%s is cut at 1 MB', async (fault) => {
    await told({ mode: 'wrong', fault });
    const before = process.memoryUsage().rss;

    const outcome = await call(aRequest(ecology()), { ...quick, timeoutMs: 10_000 });

    expect(outcome).toMatchObject({ kind: 'failed', code: 'DEPT_REPLY_TOO_LARGE', retryable: false });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

describe('W-11 the department did it and the reply was lost', () => {
  test('repeated until it comes through, each of 30 calls has one effect', async () => {
    await told({ mode: 'wrong', fault: 'dropReply', chance: 0.3 });
    const requests = Array.from({ length: 30 }, () => aRequest(ecology()));

    for (const request of requests) {
      let outcome = await call(request);
      while ('again' in outcome) outcome = await call(request);
      expect(outcome).toMatchObject({ kind: 'done' });
    }

    expect(requests.map(({ idempotencyKey }) => linesOf(idempotencyKey))).toEqual(requests.map(() => 1));
  });
});
