import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { routes } from '../../../server/routes.ts';
import { nextWorkingDayEnd } from '../../../server/system/nextWorkingDay.ts';
import { loadCalendar } from '../../../definitions/calendars/load.ts';
import { deeds } from '../../../server/system/tickCards.ts';
import { drawing } from '../catalog/drawings.ts';
import { callerWith, openTestApp, type TestApp } from '../support/openTestApp.ts';
import { review } from '../support/review.ts';

describe('Health and description', () => {
  let city: TestApp;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yijianshi-system-'));
    mkdirSync(join(folder, 'pages/assets'), { recursive: true });
    city = await openTestApp({ pages: join(folder, 'pages'), config: { demo: true } });
  });
  afterAll(async () => {
    await city.close();
    rmSync(folder, { recursive: true });
  });

  test('the process is healthy while the platform is not ready, and says which part is missing', async () => {
    expect((await request(city.app).get('/healthz')).body).toEqual({ status: 'ok' });
    const ready = await request(city.app).get('/readyz');
    expect([ready.status, ready.body]).toEqual([503, { ready: false, database: true, temporal: false, worker: false, city: true }]);
  });

  test('/openapi.json describes every route with its roles, parameters and key', async () => {
    const { body } = await request(city.app).get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`));
    expect(described.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).toSorted());
    const save = body.paths['/api/definitions/{key}/draft'].put;
    expect(save['x-roles']).toEqual(['designer']);
    expect(save.parameters.map(({ name, in: place }: { name: string; in: string }) => `${place} ${name}`)).toEqual(['path key', 'header Idempotency-Key']);
    expect(save.requestBody.content['application/json'].schema.required).toEqual(['revision']);
  });

  test('the set-up file is shown in the language of the caller', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    const step = { id: 'stepApi', text: { 'zh-CN': '启动接口', en: 'Start the API' }, startedAt: '2026-11-25T01:00:00.000Z' };
    writeFileSync(join(data, 'setup.json'), JSON.stringify({
      startedAt: step.startedAt, ready: false,
      steps: [{ ...step, state: 'done', endedAt: '2026-11-25T01:00:01.500Z' }, { ...step, id: 'x', state: 'failed', endedAt: '2026-11-25T01:00:02.000Z', problem: { 'zh-CN': '端口被占用', en: 'The port is taken' } }],
    }));
    const own = await openTestApp({ config: { dataDir: data, databaseUrl: null }, pages: join(folder, 'nothing') });
    const { body } = await request(own.app).get('/api/setup').set('Accept-Language', 'en');
    expect(body).toEqual({
      ready: false,
      steps: [{ name: 'Start the API', state: 'done', seconds: 1.5, detail: null }, { name: 'Start the API', state: 'failed', seconds: 2, detail: 'The port is taken' }],
    });
    const page = await request(own.app).get('/').set('Accept', 'text/html');
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/http-equiv="refresh".*启动接口 1\.5 s.*端口被占用/s);
    await own.close();
  });

  test('pages: files as they are, every other address the one page, an unknown file none', async () => {
    writeFileSync(join(folder, 'pages/index.html'), '<!doctype html><title>一件事通</title>');
    writeFileSync(join(folder, 'pages/assets/main-abc.js'), 'export {}');
    const script = await request(city.app).get('/assets/main-abc.js');
    expect(script.headers['cache-control']).toContain('immutable');
    for (const path of ['/', '/designer', '/designer/open-a-restaurant', '/inbox/YJS4404002026092400017X.7', '/p/YJS4404002026092400017X']) {
      const page = await request(city.app).get(path).set('Accept', 'text/html,application/xhtml+xml');
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('一件事通')]);
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    }
    for (const path of ['/assets/gone.js', '/api/nothing', '/.git/config', '/actuator.json', '/../package.json', '/assets/..%2f..%2fpackage.json']) {
      const missing = await request(city.app).get(path).set('Accept', 'text/html');
      expect([path, missing.status]).toEqual([path, 404]);
    }
  });

  test('S-09 no back door answers: there is nothing but pages and declared routes', async () => {
    for (const path of ['/metrics', '/debug', '/swagger', '/test', '/console']) {
      const reply = await request(city.app).get(path).set('Accept', 'application/json');
      expect([path, reply.status]).toEqual([path, 404]);
    }
  });

  test('every deed that ticks a card is a declared route', () => {
    const declared = routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(deeds).filter((deed) => !declared.includes(deed))).toEqual([]);
  });

  test('a card is ticked by a visitor who did what it invites to, not by anybody else', async () => {
    const publisher = await city.signedIn('publisher7', ['publisher']);
    const designer = await city.signedIn('designer7', ['designer']);
    await city.addUser('visitor7', ['designer'], { persona: true });
    await city.addUser('persona7', ['publisher'], { persona: true });
    const submit = async (key: string) => {
      await designer.send('post', '/api/definitions', { key, name: key });
      await designer.send('put', `/api/definitions/${key}/draft`, { xml: drawing({ process: key }), revision: 1 });
      expect((await designer.send('post', `/api/definitions/${key}/submission`, {})).status).toBe(200);
    };
    await submit('ticks-one');
    await submit('ticks-two');

    expect((await review(publisher, 'ticks-one', { decision: 'reject' })).status).toBe(200);
    expect((await publisher.get('/api/demo')).body).toMatchObject({ main: null, silent: null, finished: null, ticked: [] });

    const visitor = await city.signedIn('visitor7', []);
    const played = await visitor.send('post', '/api/session/acting', { persona: 'persona7' });
    const acting = callerWith(city.app, String(played.headers['set-cookie']?.[0]).split(';')[0] ?? '', played.body.csrf);
    expect((await review(acting, 'ticks-two', { decision: 'reject' })).status).toBe(200);
    // A card is ticked after the answer.
    let ticked: string[] = [];
    while (ticked.length === 0) ({ ticked } = (await publisher.get('/api/demo')).body as { ticked: string[] });
    expect(ticked).toEqual(['draw']);
    expect((await acting.send('post', '/api/demo/next-working-day', {})).status).toBe(404);
  }, 30_000);
});

describe('The close of the next working day', () => {
  const calendar = loadCalendar();
  test.each([
    ['2026-09-24T03:00:00.000Z', '2026-09-28T15:59:59.000Z', ['2026-09-25', '2026-09-26', '2026-09-27']],
    ['2026-09-18T01:30:00.000Z', '2026-09-20T15:59:59.000Z', ['2026-09-19']],
    ['2026-09-21T15:59:00.000Z', '2026-09-22T15:59:59.000Z', []],
    ['2026-09-21T16:00:00.000Z', '2026-09-23T15:59:59.000Z', []],
  ])('after %s is %s', (from, to, jumped) => {
    expect(nextWorkingDayEnd(calendar, from)).toEqual({ to, jumped });
  });
});
