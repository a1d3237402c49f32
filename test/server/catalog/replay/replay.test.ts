import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createDefinition } from '../../../../server/catalog/createDefinition.ts';
import { ScenarioRun } from '../../../../server/catalog/replay/ScenarioRun.ts';
import { reviewSubmission } from '../../../../server/catalog/reviewSubmission.ts';
import { submitDraft } from '../../../../server/catalog/submitDraft.ts';
import { seedCalendars } from '../../../../server/system/seedCity.ts';
import { noParts } from '../../../../definitions/parts.ts';
import { enterMatter } from '../../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../../support/openTestApp.ts';
import { drawing } from '../drawings.ts';

const key = 'replayed';
const at = `/api/definitions/${key}/replays`;
const scenario = { title: { zh: '甲' }, start: { now: '2026-09-18T01:30:00.000Z', situations: {}, form: {}, departments: [{ department: 'power', operation: 'conclusion', mode: 'silent' }] }, steps: [] };

describe('A replay on the real engine', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-replay-'));
  // The doors a replay goes through, where nobody answers until the test does.
  const waiting: ServerResponse[] = [];
  const doors = createServer((_request, response) => void waiting.push(response));
  const answer = async (status = 404, body: object = {}): Promise<void> => {
    while (waiting.length === 0) await pause(10);
    for (const response of waiting.splice(0)) response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
  // Stand-ins that were told something before, and what they are told.
  const told: unknown[] = [];
  const standins = createServer(async (request, response) => {
    if (request.method === 'PUT') told.push([request.url, await json(request)]);
    response.end(JSON.stringify({ told: { 'power/conclusion': { mode: 'late' } } }));
  });
  let now = Date.parse('2026-09-18T01:30:00.000Z');
  let city: TestApp;
  let designer: Caller;

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] });
    mkdirSync(join(dataDir, 'secrets'), { recursive: true });
    writeFileSync(join(dataDir, 'secrets', 'accounts.txt'), 'auditor1 secret\n');
    for (const server of [doors, standins]) await once(server.listen(0, '127.0.0.1'), 'listening');
    const portOf = (server: typeof doors) => (server.address() as AddressInfo).port;
    city = await openTestApp({ config: { dataDir, demo: true, host: '127.0.0.1', port: portOf(doors), standinsPort: portOf(standins) }, now: () => new Date(now).toISOString() });
    designer = await city.signedIn('designer1', ['designer']);
    await seedCalendars(city.context);
    await enterMatter(city.orm, 'TEST-20', 20);
    const em = city.orm.em.fork();
    const xml = drawing({ process: 'replayed', task: 'gov:department="housing" gov:role="approver" gov:limitAmount="1"', terms: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' });
    await createDefinition(em, 'designer1', city.context.now(), { key, name: '甲', xml, form: { situations: [], form: { sections: [] }, materials: [] }, parts: { ...noParts, scenarios: { one: scenario, two: scenario } } });
    await submitDraft(em, 'designer1', city.context.now(), { key, note: '' });
    await reviewSubmission(em, 'publisher1', city.context.now(), { key, decision: 'publish', comment: '' });
    await em.flush();
  }, 60_000);
  afterEach(async () => {
    jest.useRealTimers();
    for (const server of [doors, standins]) {
      server.closeAllConnections();
      server.close();
    }
    await city.close();
    rmSync(dataDir, { recursive: true });
  });

  const runs = async () => city.orm.em.fork().find(ScenarioRun, {});

  test('given a step that takes minutes, then the replay is alive all the time; and given the database is away when it breaks off, then that is logged, and nothing falls with it', async () => {
    await designer.send('post', `${at}/one`).expect(202);
    while (waiting.length === 0) await pause(10);
    now += 120_000;
    await jest.advanceTimersByTimeAsync(15_000);
    while ((await runs())[0]!.seenAt !== city.context.now()) await pause(10);
    expect((await designer.get(at)).body.scenarios[0].run.state).toBe('running');
    expect((await designer.send('post', `${at}/two`)).body.code).toBe('REPLAY_RUNNING');

    await city.orm.em.fork().execute('drop table scenario_runs');
    await answer();
    while (!city.logged.some((line) => line.includes('what a replay came to is not written'))) await pause(10);
  });

  test('given two that begin at the same moment, then no more than one of them goes', async () => {
    const answers = await Promise.all(['one', 'two'].map((id) => designer.send('post', `${at}/${id}`)));
    expect(answers.filter(({ status }) => status === 202).length).toBe((await runs()).length);
    expect(answers.map(({ body }) => body.code)).toContain('REPLAY_RUNNING');
    if ((await runs()).length > 0) await answer();
    while ((await runs()).some(({ state }) => state === 'running')) await pause(10);
  });

  test('given a scenario that tells a stand-in how to behave, when its replay breaks off, then the stand-in behaves as before', async () => {
    const { body: published } = await designer.get(`/api/definitions/${key}/versions/1`);
    await designer.send('post', `${at}/one`).expect(202);
    await answer(200, { csrf: 'x' });
    await answer(200, published);
    await answer();
    while ((await runs()).some(({ state }) => state === 'running')) await pause(10);
    expect(told).toEqual([['/control/power', { mode: 'silent', operation: 'conclusion' }], ['/control/power', { mode: 'late', operation: 'conclusion' }]]);
  });
});
