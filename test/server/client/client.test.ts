import { createServer, type IncomingMessage } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openClient, Refused } from '../../../server/client/client.ts';

type Answer = { status: number; body?: object; headers?: Record<string, string> } | 'hang up';

let url: string;
let close: () => void;
const dataDir = mkdtempSync(join(tmpdir(), 'client-'));
const seen: { method: string; path: string; key: string | undefined; cookie: string | undefined; body: string }[] = [];
let answers: Answer[] = [];

beforeAll(async () => {
  mkdirSync(join(dataDir, 'secrets'));
  writeFileSync(join(dataDir, 'secrets', 'accounts.txt'), 'clerk1\tSecret1\noperator1\tSecret2\n');
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const path = request.url ?? '';
      if (path.startsWith('/api/session')) {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': `yjs_session=${JSON.parse(body).username ?? 'played'}; Path=/` }).end('{"csrf":"c"}');
        if (path === '/api/session/acting') seen.push({ method: 'POST', path, key: undefined, cookie: request.headers.cookie, body });
        return;
      }
      seen.push({ method: request.method ?? '', path, key: request.headers['idempotency-key'] as string | undefined, cookie: request.headers.cookie, body });
      const answer = answers.shift() ?? { status: 200, body: {} };
      if (answer === 'hang up') return void request.socket.destroy();
      response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers }).end(JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => void server.close();
});
afterAll(() => {
  close();
  rmSync(dataDir, { recursive: true });
});
afterEach(() => {
  seen.length = 0;
  answers = [];
});

describe('a command sent by a script', () => {
  test.each<[string, Answer[]]>([
    ['the platform hangs up', ['hang up', 'hang up']],
    ['it is being restarted', [{ status: 503 }, { status: 502 }]],
    ['it asks to come again', [{ status: 429, headers: { 'Retry-After': '0' } }]],
    ['the same key is still under way', [{ status: 409, body: { code: 'IDEMPOTENCY_IN_PROGRESS' } }]],
  ])('is sent again under the same key while %s, and acknowledged once', async (_what, first) => {
    answers = [...first, { status: 200, body: { commandId: 'c-1' } }];
    const acks: unknown[] = [];
    const person = await openClient(url, dataDir, { acknowledged: ({ answer }) => acks.push(answer) }).as('clerk1');

    await person.post('/api/things', { a: 1 });

    expect(seen.map(({ body }) => body)).toEqual(Array.from({ length: first.length + 1 }, () => '{"a":1}'));
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(acks).toEqual([{ commandId: 'c-1' }]);
  });

  test('that is refused is not sent again, and says why', async () => {
    answers = [{ status: 409, body: { code: 'TASK_ALREADY_DONE', title: 'Done already' } }];
    const acks: unknown[] = [];
    const person = await openClient(url, dataDir, { acknowledged: (ack) => acks.push(ack) }).as('clerk1');

    await expect(person.post('/api/things')).rejects.toMatchObject({ status: 409, code: 'TASK_ALREADY_DONE' });
    expect(seen).toHaveLength(1);
    expect(acks).toEqual([]);
  });

  test('is given up when patience ends', async () => {
    answers = Array.from({ length: 50 }, () => ({ status: 503 }));
    const person = await openClient(url, dataDir).as('clerk1');

    await expect(person.post('/api/things', {}, { patienceMs: 200 })).rejects.toBeInstanceOf(Refused);
  });
});

test('people sign in once each; one without a password plays the part', async () => {
  const client = openClient(url, dataDir);

  const [clerk, again, visitor] = [await client.as('clerk1'), await client.as('clerk1'), await client.as('power-1')];
  await clerk.get('/api/things');
  await visitor.get('/api/things');

  expect(again).toBe(clerk);
  expect(seen.map(({ path, cookie }) => [path, cookie])).toEqual([
    ['/api/session/acting', 'yjs_session=clerk1'],
    ['/api/things', 'yjs_session=clerk1'],
    ['/api/things', 'yjs_session=played'],
  ]);
});
