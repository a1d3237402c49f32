import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { command, get, keepCsrf } from '../../../ui/api/client.ts';
import { ApiProblem, problemText } from '../../../ui/api/problem.ts';
import { i18n } from '../../../ui/i18n.ts';
import common from '../../../ui/messages/zh-CN/common.json' with { type: 'json' };

type Sent = { url: string; method: string; headers: Record<string, string>; body: unknown };
let sent: Sent[];
let answers: (Response | Error)[];
const original = globalThis.fetch;
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } });

beforeEach(() => {
  jest.useFakeTimers();
  sent = [];
  answers = [];
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method!, headers: init.headers as Record<string, string>, body: init.body });
    const answer = answers.shift() ?? json(200, {});
    if (answer instanceof Error) throw answer;
    return answer;
  }) as typeof fetch;
  keepCsrf('token');
  i18n.global.setLocaleMessage('zh-CN', { common });
  i18n.global.locale.value = 'zh-CN';
});
afterEach(() => {
  globalThis.fetch = original;
  jest.useRealTimers();
});
const settled = async <T>(promise: Promise<T>): Promise<T> => {
  const caught = promise.then((value) => ({ value }), (error: unknown) => ({ error }));
  await jest.runAllTimersAsync();
  const result = await caught;
  if ('error' in result) throw result.error;
  return result.value;
};
const lost = () => new TypeError('fetch failed');

describe('the api client', () => {
  test('reads with a query and without a token', async () => {
    await settled(get('/api/cases', { query: { q: '燃气', state: undefined } }));

    expect(sent[0]!.url).toBe('/api/cases?q=%E7%87%83%E6%B0%94');
    expect(sent[0]!.headers['X-CSRF']).toBeUndefined();
  });

  test('sends a command with token and key, and tries again with the same key when no answer comes', async () => {
    answers = [lost(), json(503, {}), json(200, { ok: true })];

    const answer = await settled(command('POST', '/api/x', { a: 1 }));

    expect(answer).toEqual({ ok: true });
    expect(sent.map(({ headers }) => headers['X-CSRF'])).toEqual(['token', 'token', 'token']);
    expect(new Set(sent.map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1);
  });

  test('the same content sent again after a lost answer carries the same key; after an answer a new one', async () => {
    answers = [lost(), lost(), lost(), json(200, {}), json(200, {})];

    await expect(settled(command('POST', '/api/y', { a: 1 }))).rejects.toThrow('NOT_REACHED');
    await settled(command('POST', '/api/y', { a: 1 }));
    await settled(command('POST', '/api/y', { a: 1 }));

    const keys = sent.map(({ headers }) => headers['Idempotency-Key']);
    expect(new Set(keys.slice(0, 4)).size).toBe(1);
    expect(keys[4]).not.toBe(keys[0]);
  });

  test('a try that meets the one before it still under way asks again with the same key', async () => {
    const busy = () => json(409, { code: 'IDEMPOTENCY_IN_PROGRESS' });
    answers = [lost(), busy(), busy(), busy(), json(200, { revision: 2 })];

    await expect(settled(command('PUT', '/api/w', { a: 1 }))).rejects.toThrow();
    expect(await settled(command('PUT', '/api/w', { a: 1 }))).toEqual({ revision: 2 });

    expect(new Set(sent.map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1);
  });

  test('a refusal is not tried again and carries its code and details', async () => {
    answers = [json(409, { title: '有人先保存了', detail: '请选择', code: 'VERSION_CONFLICT', details: { revision: 4 } })];

    const refusal = await settled(command('PUT', '/api/z', {})).catch((error: unknown) => error as ApiProblem);

    expect(sent).toHaveLength(1);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect((refusal as ApiProblem).code).toBe('VERSION_CONFLICT');
    expect((refusal as ApiProblem).body.details).toEqual({ revision: 4 });
    expect(problemText(refusal)).toBe('有人先保存了：请选择');
  });
});
