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
import { endReplayed } from '../../../../server/catalog/replay/endReplayed.ts';
import { ScenarioRun } from '../../../../server/catalog/replay/ScenarioRun.ts';
import { reviewSubmission } from '../../../../server/catalog/reviewSubmission.ts';
import { submitDraft } from '../../../../server/catalog/submitDraft.ts';
import { isCaseNumber } from '../../../../server/cases/caseNumber.ts';
import { CommandRow } from '../../../../server/outbox/CommandRow.ts';
import { seedCalendars } from '../../../../server/system/seedCity.ts';
import { noParts } from '../../../../definitions/parts.ts';
import { enterMatter } from '../../support/enterMatter.ts';
import { writeCase } from '../../readModel/story.ts';
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
  // What stand-ins are told.
  const told: unknown[] = [];
  const standins = createServer(async (request, response) => {
    told.push([request.method, request.url, ...(request.method === 'PUT' ? [await json(request)] : [])]);
    response.end();
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
    const { id: submission } = await submitDraft(em, 'designer1', city.context.now(), { key, note: '' });
    await reviewSubmission(em, 'publisher1', city.context.now(), { key, decision: 'publish', comment: '', submission });
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
    // Who is in the way, and until when at the latest, is told.
    now += 20_000;
    await designer.send('post', `${at}/two`).expect(409).expect('Retry-After', '40').expect(({ body }) => expect([body.code, body.detail]).toEqual(['REPLAY_RUNNING', 'designer1开始的重放已走 0 / 0 步，一个流程一次只重放一个场景。请等它结束，或先停止它；如果它已经中断，40 秒后可以再试。']));

    await city.orm.em.fork().execute('drop table scenario_runs');
    await answer();
    while (!city.logged.some((line) => line.includes('what a replay came to is not written'))) await pause(10);
  });

  test.each(['none', 'constructor', '__proto__'])('given a version without a scenario %s, then none is replayed', async (name) => {
    expect((await designer.send('post', `${at}/${name}`)).body.code).toBe('NOT_FOUND');
    expect(await runs()).toEqual([]);
  });

  test('given two that begin at the same moment, then no more than one of them goes', async () => {
    const answers = await Promise.all(['one', 'two'].map((id) => designer.send('post', `${at}/${id}`)));
    expect(answers.filter(({ status }) => status === 202).length).toBe((await runs()).length);
    expect(answers.map(({ body }) => body.code)).toContain('REPLAY_RUNNING');
    if ((await runs()).length > 0) await answer();
    while ((await runs()).some(({ state }) => state === 'running')) await pause(10);
  });

  test('given a scenario that tells a stand-in how to behave, then the stand-in hears it of its case alone and before the case begins; and when the replay breaks off, it need not remember it', async () => {
    const { body: published } = await designer.get(`/api/definitions/${key}/versions/1`);
    await designer.send('post', `${at}/one`).expect(202);
    await answer(200, { csrf: 'x' });
    await answer(200, published);
    while (told.length === 0) await pause(10);
    expect(waiting.map(({ req: { url } }) => url)).not.toContain('/api/cases');
    await answer();
    while ((await runs()).some(({ state }) => state === 'running')) await pause(10);
    const [{ caseNumber } = { caseNumber: null }] = await runs();
    expect(isCaseNumber(caseNumber ?? '')).toBe(true);
    expect(told).toEqual([['PUT', `/control/cases/${caseNumber}`, { 'power/conclusion': { mode: 'silent' } }], ['DELETE', `/control/cases/${caseNumber}`]]);
  });

  test('given a process that dies while it replays, then the replay counts as broken off, its case is asked to end, once and by the platform, as is one that a whole replay left open; and the scenario can be replayed again', async () => {
    const em = city.orm.em.fork();
    for (const [id, state, seenAt] of [['died', 'running', now - 61_000], ['goes', 'running', now], ['stopped', 'cancelled', now], ['played', 'done', now - 61_000]] as const) {
      em.create(ScenarioRun, { id, definition: id === 'died' ? key : 'another', version: 1, scenario: 'one', state, total: 2, done: 1, startedBy: 'designer1', startedAt: city.context.now(), seenAt: new Date(seenAt).toISOString(), caseNumber: `YJS-${id}`, result: null, failure: null });
      await writeCase(city.orm, `YJS-${id}`, { matter: key });
    }
    await em.flush();
    for (let time = 0; time < 2; time += 1) await endReplayed(city.context);

    const commands = await city.orm.em.fork().find(CommandRow, {}, { orderBy: { caseNumber: 'asc' } });
    expect(commands.map(({ caseNumber, user, payload }) => [caseNumber, user, (JSON.parse(payload) as { event: object }).event])).toEqual(
      [['YJS-died', '没有走完'], ['YJS-played', '到此为止'], ['YJS-stopped', '没有走完']].map(([caseNumber, how]) => [caseNumber, 'platform', { type: 'cancel', reason: `场景重放${how}` }]),
    );
    expect((await designer.get(at)).body.scenarios[0].run.state).toBe('stopped');
    expect((await designer.send('post', `${at}/one`).expect(202)).body.scenarios[0].run.state).toBe('running');
    await answer();
    while ((await runs()).some(({ id, state }) => state === 'running' && !['died', 'goes'].includes(id))) await pause(10);
  });

  test.each([
    ['that does not go', { rehearsal: { now: '2026-09-18T01:30:00.000Z', replay: 'none' } }],
    ['that has its case', { rehearsal: { now: '2026-09-18T01:30:00.000Z', replay: 'goes' } }],
  ])('given a clerk who names a replay %s, then nothing is accepted', async (_which, more) => {
    const em = city.orm.em.fork();
    em.create(ScenarioRun, { id: 'goes', definition: key, version: 1, scenario: 'one', state: 'running', total: 2, done: 1, startedBy: 'designer1', startedAt: city.context.now(), seenAt: city.context.now(), caseNumber: 'YJS-goes', result: null, failure: null });
    await em.flush();
    await writeCase(city.orm, 'YJS-goes', { matter: key });
    const clerk = await city.signedIn('clerk1', ['clerk']);

    expect((await clerk.send('post', '/api/cases', { matter: key, ...more })).body.code).toBe('NOT_FOUND');
  });
});
