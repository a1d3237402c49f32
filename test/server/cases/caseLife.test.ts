import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { acceptSample } from '../../../server/client/acceptSample.ts';
import type { Person } from '../../../server/client/client.ts';
import { departmentSecret, readKey } from '../../../standins/secrets.ts';
import { Case } from '../../../server/cases/Case.ts';
import { eventually, openPlatform, type Platform } from './office.ts';

interface Item { id: string; caseNumber: string; element: string; department: string | null; state: string; opinions: string[]; clock: { dueOn: string } | null }

const matter = 'open-a-restaurant';
/** Callbacks that a department gone wild sends to one case; `YJS_FLOOD=20000` for as many as the rule names. */
const FLOOD = Number(process.env.YJS_FLOOD ?? 200);
const small = { situations: { hotFood: false, signboard: true, area: 80 } };

describe.each(['SQLite', 'PostgreSQL'] as const)('a case on real Temporal and %s', (database) => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await openPlatform(database);
  }, 180_000);
  afterAll(() => platform?.close(), 60_000);

  const openItem = (person: Person, caseNumber: string, element: string) =>
    eventually(async () => (await person.get<Item[]>(`/api/work-items?q=${caseNumber}`)).find((item) => item.element === element));

  test('an accepted application becomes a case with number, promise, document and open steps', async () => {
    // given
    const clerk = await platform.as('clerk1');

    // when
    const accepted = await acceptSample(clerk, matter, small);
    const food = await openItem(await platform.as('marketRegulation-1'), accepted.caseNumber, 'review_food');

    // then
    expect(accepted).toMatchObject({ caseNumber: expect.stringMatching(/^YJS440400\d{8}\d{6}[0-9A-Z]$/), status: 'running', workingDays: 20, dueOn: expect.any(String), qr: expect.stringContaining('<svg') });
    expect(food).toMatchObject({ department: 'marketRegulation', state: 'open', clock: { light: 'green', remaining: 3 } });
    const found = await clerk.get<{ status: string; steps: { element: string; state: string }[]; clocks: unknown[] }>(`/api/cases/${accepted.caseNumber}`);
    expect(found).toMatchObject({ status: 'running', matterName: '开办餐饮店', form: { applicantName: '珠海示例置业有限公司' } });
    expect(found.steps).toEqual(expect.arrayContaining([expect.objectContaining({ element: 'licence', state: 'completed' }), expect.objectContaining({ element: 'review_signboard', state: 'open' })]));
    const page = await clerk.get<string>(`/api/cases/${accepted.caseNumber}/documents/${accepted.caseNumber}.0.0`);
    expect(page).toContain('受理决定书');
    expect(page).toContain(accepted.caseNumber);
  }, 60_000);

  test('a step that declares its materials shows these only', async () => {
    // given
    const accepted = await acceptSample(await platform.as('clerk1'), matter, small);
    const city = await platform.as('urbanManagement-1');

    // when
    const item = await openItem(city, accepted.caseNumber, 'review_signboard');
    const { materials } = await city.get<{ materials: { name: string }[] }>(`/api/work-items/${item.id}`);

    // then
    expect(materials.map(({ name }) => name).toSorted()).toEqual(['招牌效果图', '经营场所使用证明'].toSorted());
  }, 60_000);

  test("a department sees its own items only: another's looks like nothing (SC-04, S-02)", async () => {
    // given
    const accepted = await acceptSample(await platform.as('clerk1'), matter, small);
    const food = await openItem(await platform.as('marketRegulation-1'), accepted.caseNumber, 'review_food');
    const [fire, city] = [await platform.as('fireRescue-1'), await platform.as('urbanManagement-1')];

    // then
    expect(await fire.get(`/api/work-items?q=${accepted.caseNumber}`)).toEqual([]);
    await expect(fire.get(`/api/work-items/${food.id}`)).rejects.toMatchObject({ status: 404 });
    await expect(city.post(`/api/work-items/${food.id}/completion`, { opinion: 'agree' })).rejects.toMatchObject({ status: 404 });
    await expect(fire.get(`/api/cases/${accepted.caseNumber}`)).rejects.toMatchObject({ status: 404 });
    expect(await city.get(`/api/cases/${accepted.caseNumber}`)).toMatchObject({ form: { applicantName: '珠海示例置业有限公司', contactId: '440402**********10' } });
  }, 60_000);

  test('what is completed is never shown as open again (C-15), a second completion is told who and when (C-05)', async () => {
    // given
    const accepted = await acceptSample(await platform.as('clerk1'), matter, small);
    const [one, two] = [await platform.as('marketRegulation-1'), await platform.as('marketRegulation-chief')];
    const food = await openItem(one, accepted.caseNumber, 'review_food');

    // when
    const answers = await Promise.allSettled([one, two].map((person) => person.post(`/api/work-items/${food.id}/completion`, { opinion: 'agree' })));
    const after = await one.get<Item[]>(`/api/work-items?q=${accepted.caseNumber}`);

    // then
    const won = answers.findIndex((answer) => answer.status === 'fulfilled');
    const lost = answers.find((answer) => answer.status === 'rejected') as PromiseRejectedResult;
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(lost.reason).toMatchObject({ status: 409, code: 'TASK_ALREADY_DONE', details: { by: ['marketRegulation-1', 'marketRegulation-chief'][won], at: expect.any(String) } });
    expect(after.find((item) => item.id === food.id)).toBeUndefined();
  }, 60_000);

  test('twenty people claim one item: one has it, the others are told who (C-06, SC-33)', async () => {
    // given
    const accepted = await acceptSample(await platform.as('clerk1'), matter, small);
    const people = await Promise.all(['marketRegulation-1', 'marketRegulation-chief'].map((user) => platform.as(user)));
    const food = await openItem(people[0]!, accepted.caseNumber, 'review_food');

    // when
    const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => people[i % 2]!.post(`/api/work-items/${food.id}/claim`, {})));

    // then
    const winners = new Set(answers.flatMap((answer, i) => (answer.status === 'fulfilled' ? [people[i % 2]!.user] : [])));
    expect(winners.size).toBe(1);
    const refused = answers.filter((answer) => answer.status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(10);
    for (const { reason } of refused) expect(reason).toMatchObject({ status: 409, code: 'TASK_CLAIMED', details: { by: [...winners][0] } });
    await expect(people.find(({ user }) => !winners.has(user))!.post(`/api/work-items/${food.id}/completion`, { opinion: 'agree' })).rejects.toMatchObject({ code: 'TASK_CLAIMED' });
  }, 60_000);

  test('a refusal needs its reason, and only offered opinions and the step\'s own fields are taken', async () => {
    // given
    const accepted = await acceptSample(await platform.as('clerk1'), matter, small);
    const person = await platform.as('marketRegulation-1');
    const path = `/api/work-items/${(await openItem(person, accepted.caseNumber, 'review_food')).id}/completion`;

    // then
    await expect(person.post(path, { opinion: 'disagree' })).rejects.toMatchObject({ status: 422, code: 'REASON_REQUIRED' });
    await expect(person.post(path, { opinion: 'rectify' })).rejects.toMatchObject({ status: 422, code: 'OPINION_NOT_ALLOWED' });
    await expect(person.post(path, {})).rejects.toMatchObject({ status: 422, code: 'OPINION_NOT_ALLOWED' });
    await expect(person.post(path, { opinion: 'agree', variables: { area: 10 } })).rejects.toMatchObject({ status: 422, code: 'FORM_INVALID', details: { fields: [{ field: 'area', fault: 'unknown' }] } });
    await expect(person.post(path, { opinion: 'agree', occurredAt: '2099-01-01T00:00:00.000Z' })).rejects.toMatchObject({ status: 422 });
    expect(await person.post(path, { opinion: 'disagree', comment: '经营场所不符', variables: { reviewNote: '见意见' } })).toMatchObject({ state: 'done' });
  }, 60_000);

  test('a correction stops the clock, tells everything once, and a second one is refused (SC-07)', async () => {
    // given
    const clerk = await platform.as('clerk1');
    const accepted = await acceptSample(clerk, matter, small);
    const person = await platform.as('marketRegulation-1');
    const food = await openItem(person, accepted.caseNumber, 'review_food');

    // when
    await person.post(`/api/work-items/${food.id}/correction`, { items: ['平面布局图加盖公章'], reason: '缺章' });
    const told = await platform.client.get<{ wanted: { items: string[] }[]; paused: boolean; with: string[] }>(`/api/progress/${accepted.caseNumber}?code=${accepted.checkCode}`);
    const suspended = await person.get<{ suspended: string; mayCorrect: boolean; clock: { paused: boolean } }>(`/api/work-items/${food.id}`);
    await expect(person.post(`/api/work-items/${food.id}/completion`, { opinion: 'agree' })).rejects.toMatchObject({ status: 409, code: 'TASK_SUSPENDED' });
    await clerk.post(`/api/cases/${accepted.caseNumber}/corrections/${food.id.split('.')[1]}/supply`, {});

    // then
    expect(told).toMatchObject({ paused: true, wanted: [{ items: ['平面布局图加盖公章'] }], with: expect.arrayContaining(['市场监督管理局']) });
    expect(suspended).toMatchObject({ suspended: 'correction', mayCorrect: false, clock: { paused: true } });
    await expect(person.post(`/api/work-items/${food.id}/correction`, { items: ['再补'], reason: '再补' })).rejects.toMatchObject({ status: 409, code: 'CORRECTION_ONCE' });
    const documents = await clerk.get<{ code: string; url: string; title: string }[]>(`/api/cases/${accepted.caseNumber}/documents`);
    expect(documents.map(({ code }) => code)).toEqual(['04', '06', '11']);
    expect(await clerk.get(documents[1]!.url)).toContain('平面布局图加盖公章');
    expect(await person.post(`/api/work-items/${food.id}/completion`, { opinion: 'agree' })).toMatchObject({ state: 'done' });
  }, 60_000);

  test('a wrong number and a wrong code get the same answer, and soon none (progress)', async () => {
    // given
    const accepted = await acceptSample(await platform.as('clerk1'), matter, small);
    const status = async (path: string) => {
      const reply = await fetch(`${platform.client.url}/api/progress/${path}`);
      const { traceId: _, ...body } = (await reply.json()) as Record<string, unknown>;
      return { status: reply.status, body };
    };

    // when
    const wrongCode = await status(`${accepted.caseNumber}?code=22222222`);
    const wrongNumber = await status(`YJS440400209901010000010?code=${accepted.checkCode}`);
    for (let i = 0; i < 9; i += 1) await status(`${accepted.caseNumber}?code=2222222${i}`);

    // then
    expect(wrongCode).toEqual(wrongNumber);
    expect(wrongCode.status).toBe(404);
    expect((await status(`${accepted.caseNumber}?code=${accepted.checkCode}`)).status).toBe(429);
  }, 60_000);

  test('cases are found by number, applicant and in part of it; a withdrawn one is closed', async () => {
    // given
    const clerk = await platform.as('clerk1');
    const accepted = await acceptSample(clerk, matter, { ...small, form: { applicantName: `珠海测试${database}餐饮有限公司` } });
    const numbers = async (q: string) => (await clerk.get<{ caseNumber: string }[]>(`/api/cases?q=${encodeURIComponent(q)}`)).map(({ caseNumber }) => caseNumber);

    // then
    expect(await numbers(accepted.caseNumber)).toEqual([accepted.caseNumber]);
    expect(await numbers(accepted.caseNumber.slice(-9))).toContain(accepted.caseNumber);
    expect(await numbers(`珠海测试 ${database} 餐饮有限公司`)).toEqual([accepted.caseNumber]);
    expect(await numbers("%' or 1=1 --")).toEqual([]);

    // when
    await clerk.post(`/api/cases/${accepted.caseNumber}/withdrawal`, { reason: '申请人改变计划' });

    // then
    expect(await clerk.get(`/api/cases/${accepted.caseNumber}`)).toMatchObject({ status: 'cancelled', reason: '申请人改变计划' });
    await expect(clerk.post(`/api/cases/${accepted.caseNumber}/withdrawal`, { reason: '再撤' })).rejects.toMatchObject({ status: 409, code: 'CASE_CLOSED' });
    expect(await (await platform.as('marketRegulation-1')).get(`/api/work-items?q=${accepted.caseNumber}`)).toEqual([]);
  }, 60_000);

  test('an administrator moves a case back to a step, but not to where its flow could not end', async () => {
    // given
    const accepted = await acceptSample(await platform.as('clerk1'), matter, small);
    const food = await openItem(await platform.as('marketRegulation-1'), accepted.caseNumber, 'review_food');
    const admin = await platform.as('admin1');
    const instance = Number(food.id.slice(food.id.lastIndexOf('.') + 1));

    // when
    const targets = await admin.get<{ element: string; name: string }[]>(`/api/cases/${accepted.caseNumber}/move-targets?instance=${instance}`);

    // then
    expect(targets).toContainEqual({ element: 'summary', name: '汇总结果并办结', kind: 'userTask', within: null });
    expect(targets.map(({ element }) => element)).not.toContain('review_join');
    await expect(admin.post(`/api/cases/${accepted.caseNumber}/moves`, { from: instance, to: 'review_join', reason: '试' })).rejects.toMatchObject({ status: 422, code: 'MOVE_TARGET_UNFIT' });
    await expect(admin.post(`/api/cases/${accepted.caseNumber}/moves`, { from: instance, to: 'review_fork', reason: '试' })).rejects.toMatchObject({ status: 409, code: 'MOVE_UNSOUND' });
    await expect((await platform.as('clerk1')).post(`/api/cases/${accepted.caseNumber}/moves`, { to: 'summary', reason: '试' })).rejects.toMatchObject({ status: 403 });

    // when
    await admin.post(`/api/cases/${accepted.caseNumber}/moves`, { to: 'review_fork', reason: '材料有误，退回重新并联审查' });

    // then
    const steps = (await admin.get<{ steps: { element: string; state: string }[] }>(`/api/cases/${accepted.caseNumber}`)).steps;
    expect(steps).toEqual(expect.arrayContaining([expect.objectContaining({ element: 'review_food', state: 'cancelled' }), expect.objectContaining({ element: 'review_food', state: 'open' }), expect.objectContaining({ element: 'review_signboard', state: 'open' })]));
  }, 60_000);

  test(`W-07 ${FLOOD} callbacks to one case that waits for one: 429 soon, the true one is taken, and the case has grown by none of the refused`, async () => {
    // given
    const clerk = await platform.as('clerk1');
    const standIn = (path: string, method: 'PUT' | 'POST', body: object) => fetch(`${platform.standinsUrl}/control/marketRegulation${path}`, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    await standIn('', 'PUT', { mode: 'silent', operation: 'application' });
    const { caseNumber } = await acceptSample(clerk, matter, small);
    const steps = async () => (await clerk.get<{ steps: { element: string; state: string; instance: number }[] }>(`/api/cases/${caseNumber}`)).steps;
    const waiting = await eventually(async () => (await steps()).find(({ element, state }) => element === 'licence' && state === 'waiting'));
    const secret = new Webhook(departmentSecret(readKey(join(platform.dataDir, 'secrets/standins.key')), 'marketRegulation'));
    const answers = { taken: 0, refused: 0 };
    const sendOne = async (n: number) => {
      const [id, at] = [randomUUID() as string, new Date()];
      const body = JSON.stringify({ reference: `${caseNumber}.${waiting.instance}.${n + 2}`, status: 'done', data: {}, occurredAt: at.toISOString(), reportedAt: at.toISOString() });
      const headers = { 'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': secret.sign(id, at, body) };
      const reply = await fetch(`${platform.client.url}/api/callbacks/marketRegulation`, { method: 'POST', headers, body });
      await reply.arrayBuffer();
      if (reply.status === 429) expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
      else expect(reply.status).toBe(202);
      answers[reply.status === 429 ? 'refused' : 'taken'] += 1;
    };

    // when
    const began = Date.now();
    let next = 0;
    const senders = Array.from({ length: 20 }, async () => {
      while (next < FLOOD) await sendOne((next += 1));
    });
    // In the midst of the flood; the department comes again when it is told to.
    await standIn('/answer', 'POST', { times: 1, caseNumber, operation: 'application' });
    await Promise.all(senders);
    const done = await eventually(async () => (await steps()).find(({ element, state }) => element === 'licence' && state === 'completed'));

    // then
    const seconds = (Date.now() - began) / 1_000;
    expect(done.instance).toBe(waiting.instance);
    expect(answers.taken + answers.refused).toBe(FLOOD);
    // Sixty at once and two a second from then on.
    expect(answers.taken).toBeLessThanOrEqual(61 + 2 * seconds);
    await openItem(await platform.as('marketRegulation-1'), caseNumber, 'review_food');
    const { seq } = await platform.orm.em.fork().findOneOrFail(Case, { caseNumber });
    expect(seq).toBeLessThanOrEqual(answers.taken + 10);
    await standIn('', 'PUT', { mode: 'ok', operation: 'application' });
  }, 300_000);
});
