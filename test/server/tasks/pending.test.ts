import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Context } from '../../../server/http/context.ts';
import { openLog } from '../../../server/log.ts';
import { deliver } from '../../../server/outbox/deliver.ts';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { seedCalendars } from '../../../server/system/seedCity.ts';
import { fakeCases, processParts } from '../outbox/fakeCases.ts';
import { opened, step, told, writeCase } from '../readModel/story.ts';
import { openTestApp, type TestApp } from '../support/openTestApp.ts';

let app: TestApp;

beforeAll(async () => {
  const services = {} as { -readonly [name in keyof Context['services']]: Context['services'][name] };
  app = await openTestApp({ services });
  // No Temporal at all: every command waits.
  services.cases = createCaseServices({ orm: app.orm, cases: null, master: deriveMasterKey(Buffer.alloc(32, 7)), log: openLog({ logLevel: 'silent' }, 'test') });
  await seedCalendars(app.context);
  await writeCase(app.orm, 'T1');
  await apply(app.orm, told('T1', [step(1, [opened(2), opened(3, 'power'), opened(4, 'housing', { role: 'supervisor' })])]));
}, 60_000);
afterAll(() => app.close());

test('while the engine is away a completion is accepted, looked up by its sender, and its item is not open any more (C-15)', async () => {
  // given
  const officer = await app.signedIn('housing-1', ['approver'], 'housing');
  const other = await app.signedIn('housing-2', ['approver'], 'housing');
  expect((await officer.get('/api/work-items')).body).toMatchObject([{ id: 'T1.2', state: 'open', processing: false, matterName: '开办餐饮店' }]);

  // when
  const reply = await officer.send('post', '/api/work-items/T1.2/completion', { opinion: 'agree' }, 'key-of-this-completion');

  // then
  expect(reply.status).toBe(202);
  expect(reply.headers.location).toBe(`/api/commands/${reply.body.commandId}`);
  expect((await officer.get(reply.headers.location as string)).body).toMatchObject({ state: 'pending', caseNumber: 'T1', seq: null });
  expect((await other.get(reply.headers.location as string)).status).toBe(404);
  expect((await other.get('/api/work-items')).body).toEqual([]);
  expect((await other.get('/api/work-items/T1.2')).body).toMatchObject({ state: 'open', processing: true });
  expect((await officer.send('post', '/api/work-items/T1.2/completion', { opinion: 'agree' }, 'key-of-this-completion')).body).toEqual(reply.body);

  // and when the engine is back
  const engine = fakeCases(() => [{ type: 'closed', element: 'task-2', instance: 2, how: 'completed', opinion: 'agree' }]);
  await deliver(processParts(app.orm, engine.cases), reply.body.commandId as string);
  expect((await officer.get(reply.headers.location as string)).body).toMatchObject({ state: 'done', seq: 2 });
  expect((await officer.get('/api/work-items?state=done')).body).toMatchObject([{ id: 'T1.2', state: 'done', opinion: 'agree', closedBy: 'housing-1', processing: false }]);
  expect((await other.send('post', '/api/work-items/T1.2/completion', { opinion: 'agree' })).body).toMatchObject({ status: 409, code: 'TASK_ALREADY_DONE', details: { by: 'housing-1', how: 'completed' } });
}, 60_000);

test("an inbox holds one's own department and roles only; ids of others lead nowhere (S-02, S-03)", async () => {
  // given
  const power = await app.signedIn('power-1', ['approver'], 'power');
  const clerk = await app.signedIn('clerk9', ['clerk'], 'housing');
  const auditor = await app.signedIn('auditor9', ['auditor']);

  // then
  expect((await power.get('/api/work-items?state=all')).body).toMatchObject([{ id: 'T1.3' }]);
  expect((await clerk.get('/api/work-items?state=all')).body).toEqual([]);
  expect((await power.get('/api/work-items?q=%25')).body).toEqual([]);
  for (const [method, path] of [['get', ''], ['post', '/claim'], ['post', '/release'], ['post', '/completion'], ['post', '/correction']] as const) {
    const of = `/api/work-items/T1.4${path}`;
    const reply = method === 'get' ? await power.get(of) : await power.send('post', of, path === '/correction' ? { items: ['a'], reason: 'b' } : {});
    expect([path, reply.status]).toEqual([path, 404]);
  }
  expect((await auditor.get('/api/work-items')).status).toBe(403);
  expect((await (await app.signedIn('lonely', ['approver'])).get('/api/work-items?state=all')).body).toEqual([]);
}, 60_000);

test("clocks of another department's step or case are not stopped, nor let go on, by whoever takes part (S-03)", async () => {
  // given
  await writeCase(app.orm, 'T2', { leadDepartment: 'housing' });
  await apply(app.orm, told('T2', [step(1, [opened(2), opened(3, 'power')])]));
  const power = await app.signedIn('power-2', ['approver'], 'power');
  const lead = await app.signedIn('housing-3', ['approver'], 'housing');
  const begin = { reason: '专家评审', basis: '行政许可法第四十五条' };

  // then
  for (const [path, body] of [['special-procedures', begin], ['special-procedures/finish', {}]] as const) {
    expect((await power.send('post', `/api/cases/T2/${path}`, { ...body, instance: 2 })).status).toBe(404);
    expect((await power.send('post', `/api/cases/T2/${path}`, body)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await power.send('post', `/api/cases/T2/${path}`, { ...body, instance: 3 })).status).toBe(202);
    expect((await lead.send('post', `/api/cases/T2/${path}`, body)).status).toBe(202);
  }
}, 60_000);
