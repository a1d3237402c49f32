import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { DomainError, errors } from '../../../engine/errors.ts';
import { problemOf } from '../../../server/http/problem.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { identityRoutes } from '../../../server/identity/routes.ts';
import { openTestApp, type TestApp } from '../support/openTestApp.ts';

const texts = (language: string): Record<string, { title: string; detail?: string }> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../ui/messages/${language}/errors.json`), 'utf8'));

describe('Refusals', () => {
  test.each(Object.keys(errors))('%s has its texts in Chinese and English, with the same placeholders', (code) => {
    const [zh, en] = [texts('zh-CN')[code], texts('en')[code]];
    expect([zh?.title, en?.title]).toEqual([expect.stringMatching(/[\u4e00-\u9fff]/), expect.stringMatching(/^[\x20-\x7e“”’–…]+$/)]);
    const holes = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
    expect(holes(`${zh?.title} ${zh?.detail}`)).toEqual(holes(`${en?.title} ${en?.detail}`));
  });

  test.each(['bytes', 'flowNodes', 'attributes', 'name'])('what a drawing has too much of (%s) is said in words, what people never see by its own name', (what) => {
    const [zh, en] = (['zh-CN', 'en'] as const).map((language) => problemOf(new DomainError('BPMN_TOO_LARGE', { what, limit: 7 }), language, 'x'));
    expect([zh!.detail, en!.detail]).toEqual([expect.stringMatching(/^[\u4e00-\u9fff、]+超过上限 7。$/), expect.stringContaining('(at most 7)')]);
    expect(en!.detail).not.toBe(`Too many or too long: ${what} (at most 7).`);
    expect(zh!.details).toEqual({ what, limit: 7 });
  });

  test('no text is left over from a code that is gone', () => {
    for (const language of ['zh-CN', 'en']) expect(Object.keys(texts(language)).filter((code) => !(code in errors))).toEqual([]);
  });
});

describe('Every answer', () => {
  let city: TestApp;
  const boom = defineRoute({
    method: 'POST', path: '/api/boom', summary: 'Breaks', roles: 'public', idempotent: false,
    body: z.object({ name: z.string().max(4), age: z.number().optional() }), response: z.object({}),
    async handler({ em, body }) {
      if (body.name === 'sql') await em.getConnection().execute('select * from no_table where name = ?', ['440401199001011234']);
      if (body.name === 'met') throw Object.assign(new Error('secret inside'), { code: '40001' });
      throw new TypeError('secret inside');
    },
  });
  beforeAll(async () => {
    city = await openTestApp({ routes: [...identityRoutes, boom] });
  });
  afterAll(() => city.close());

  test('is a problem in the language the caller asks for, with a trace id that the log knows', async () => {
    const english = await request(city.app).get('/api/nothing').set('Accept-Language', 'en-GB,en;q=0.9,zh;q=0.5');
    const chinese = await request(city.app).get('/api/nothing');
    expect(english.body).toMatchObject({ status: 404, code: 'NOT_FOUND', title: 'Not found', type: 'https://yijianshi.example/errors/NOT_FOUND' });
    expect(chinese.body.title).toBe('未找到');
    expect(chinese.headers['content-type']).toContain('application/problem+json');
    expect(city.logged.join('')).toContain(chinese.body.traceId);
  });

  test.each([
    ['malformed JSON', '{"name":', 400, 'BODY_MALFORMED'],
    ['a value of the wrong kind', '{"name": 1}', 422, 'INVALID_INPUT'],
    ['an operator object', '{"name": {"$ne": null}}', 422, 'INVALID_INPUT'],
    ['too much', JSON.stringify({ name: 'x'.repeat(300_000) }), 413, 'BODY_TOO_LARGE'],
  ])('%s is refused by code', async (_, body, status, code) => {
    const reply = await request(city.app).post('/api/boom').type('json').send(body);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });

  test('a wrong value is named by its place, not repeated', async () => {
    const reply = await request(city.app).post('/api/boom').send({ name: '440401199001011234' });
    expect(reply.body.details.issues).toEqual([{ path: 'body.name', code: 'too_big', message: expect.any(String) }]);
    expect(reply.text).not.toContain('440401199001011234');
  });

  test('S-20 an unexpected error tells the caller nothing and the log no values', async () => {
    for (const name of ['x', 'sql']) {
      const reply = await request(city.app).post('/api/boom').send({ name });
      expect([reply.status, reply.body.code]).toEqual([500, 'INTERNAL']);
      expect(reply.text).not.toMatch(/secret|select|table|at \//);
    }
    expect(city.logged.join('')).not.toContain('440401199001011234');
    expect(city.logged.filter((line) => line.includes('unexpected error'))).toHaveLength(2);
  });

  test('given writers who met too often, then it is told as too many at once, with a time to come back, and somebody is told why', async () => {
    const reply = await request(city.app).post('/api/boom').send({ name: 'met' });
    expect([reply.status, reply.body.code, reply.headers['retry-after']]).toEqual([429, 'TOO_MANY_REQUESTS', '1']);
    expect(reply.text).not.toContain('secret inside');
    expect(city.logged.filter((line) => line.includes('unexpected error') && line.includes(reply.body.traceId))).toHaveLength(1);
  });

  test('a known path under another verb is METHOD_NOT_ALLOWED', async () => {
    expect((await request(city.app).put('/api/session')).body.code).toBe('METHOD_NOT_ALLOWED');
  });

  test('S-14 carries a policy without inline script, and is not framed elsewhere', async () => {
    const { headers } = await request(city.app).get('/api/session');
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-frame-options': 'SAMEORIGIN' });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('S-13 a line break in what the caller sends makes no line of the log', async () => {
    await request(city.app).get('/api/%0A{"level":"error"}').set('traceparent', 'x');
    for (const line of city.logged) expect(() => JSON.parse(line)).not.toThrow();
  });
});
