import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../server/client/client.ts';
import { drawing, end, loop, path, start, user } from '../../support/drawing.ts';
import { enterMatter } from '../support/enterMatter.ts';
import { eventually, openPlatform, type Platform } from './office.ts';

interface Item { id: string; element: string; department: string | null; state: string }
interface Offer { scope: number; within: string; node: string; name: string; department: string | null; allowed: boolean }
interface Running { instance: number; element: string; running: { instance: number; position: number; item?: unknown }[] }
interface Step { seq: number; event: { type: string; actor: { user: string; role: string } }; log: { type: string; reason?: string }[] }

const step = (id: string, department: string, inner = '') => user(id, `gov:department="${department}" gov:role="approver" gov:limitAmount="1"`, inner);
const matter = (id: string, content: string) => drawing(content, { id, attributes: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' });

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform('SQLite');
  await enterMatter(platform.orm, 'TEST-20', 20);
}, 180_000);
afterAll(() => platform?.close(), 60_000);

/** Publishes a matter with an empty form and accepts a case of it. */
async function caseOf(key: string, content: string): Promise<string> {
  const [designer, publisher, clerk] = [await platform.as('designer1'), await platform.as('publisher1'), await platform.as('clerk1')];
  await designer.post('/api/definitions', { key, name: key });
  await designer.send('PUT', `/api/definitions/${key}/draft`, { xml: matter(key, content), revision: 1, form: { situations: [], form: { sections: [] }, materials: [] } });
  const { submission } = await designer.post<{ submission: { id: string } }>(`/api/definitions/${key}/submission`, { note: '' });
  await publisher.post(`/api/definitions/${key}/review`, { decision: 'publish', comment: '', submission: submission.id });
  return (await clerk.post<{ caseNumber: string }>('/api/cases', { matter: key })).caseNumber;
}

const openItem = (person: Person, caseNumber: string, element: string) =>
  eventually(async () => (await person.get<Item[]>(`/api/work-items?q=${caseNumber}`)).find((item) => item.element === element && item.state === 'open'));
const complete = async (person: Person, caseNumber: string, element: string): Promise<void> => {
  await person.post(`/api/work-items/${(await openItem(person, caseNumber, element)).id}/completion`, {});
};
const historyOf = async (caseNumber: string): Promise<Step[]> => (await (await platform.as('auditor1')).get<{ steps: Step[] }>(`/api/cases/${caseNumber}/history`)).steps;

describe('steps that people choose, on real Temporal', () => {
  test('a step begins when its own department or the one that leads chooses it, once for one command', async () => {
    // given
    const chosen = `<adHocSubProcess id="extra" name="可选环节" gov:activation="person">${step('survey', 'power')}${step('visit', 'fireRescue')}</adHocSubProcess>`;
    const caseNumber = await caseOf('chosen-steps', `${start}${step('confirm', 'power')}${chosen}${end}${path('start', 'confirm', 'extra', 'end')}`);
    const [power, lead, clerk] = [await platform.as('power-1'), await platform.as('housing-1'), await platform.as('clerk1')];
    const at = `/api/cases/${caseNumber}/activations`;
    expect(await lead.get(at)).toEqual([]);
    await complete(power, caseNumber, 'confirm');

    // when
    const offers = await power.get<Offer[]>(at);
    const [{ scope }] = offers as [Offer];

    // then
    expect(offers.map(({ within, node, department, allowed }) => [within, node, department, allowed])).toEqual([['可选环节', 'survey', 'power', true], ['可选环节', 'visit', 'fireRescue', false]]);
    expect((await lead.get<Offer[]>(at)).map(({ allowed }) => allowed)).toEqual([true, true]);
    expect((await clerk.get<Offer[]>(at)).map(({ allowed }) => allowed)).toEqual([false, false]);
    await expect(power.post(at, { scope, node: 'visit' })).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
    await expect(clerk.post(at, { scope, node: 'survey' })).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
    await expect(power.post(at, { scope, node: 'nobody' })).rejects.toMatchObject({ status: 409, code: 'ACTIVITY_NOT_OFFERED' });
    await expect((await platform.as('waterAffairs-1')).post(at, { scope, node: 'survey' })).rejects.toMatchObject({ status: 404 });

    // when
    const [first, again] = [await power.post(at, { scope, node: 'survey' }, { key: 'choose-the-survey' }), await power.post(at, { scope, node: 'survey' }, { key: 'choose-the-survey' })];
    await lead.post(at, { scope, node: 'visit' });

    // then
    expect(again).toEqual(first);
    await complete(power, caseNumber, 'survey');
    await complete(await platform.as('fireRescue-1'), caseNumber, 'visit');
    await eventually(async () => (await lead.get<{ status: string }>(`/api/cases/${caseNumber}`)).status === 'completed');
    expect(await lead.get(at)).toEqual([]);
    await expect(lead.post(at, { scope, node: 'visit' })).rejects.toMatchObject({ status: 409, code: 'CASE_CLOSED' });
    expect((await historyOf(caseNumber)).flatMap(({ event }) => (event.type === 'activate' ? [[event.actor.user, event.actor.role]] : []))).toEqual([['power-1', 'approver'], ['housing-1', 'approver']]);
  }, 90_000);

  test('an operator adds one to a step that several departments have, and takes one out', async () => {
    // given
    const each = loop('inputCollection="=[&quot;power&quot;, &quot;waterAffairs&quot;]" inputElement="department"');
    const caseNumber = await caseOf('several-at-once', `${start}${step('sign', '=department', each)}${end}${path('start', 'sign', 'end')}`);
    const [operator, power, fire] = [await platform.as('operator1'), await platform.as('power-1'), await platform.as('fireRescue-1')];
    await openItem(power, caseNumber, 'sign');
    const [step1] = await operator.get<Running[]>(`/api/cases/${caseNumber}/multi-instances`);
    const changes = `/api/cases/${caseNumber}/multi-instance-changes`;

    // when
    await operator.post(changes, { action: 'add', instance: step1!.instance, item: 'fireRescue', reason: '涉及消防，请消防会签' });
    await operator.post(changes, { action: 'remove', instance: step1!.running.find(({ item }) => item === 'waterAffairs')!.instance, reason: '不涉及用水' });

    // then
    expect((await operator.get<Running[]>(`/api/cases/${caseNumber}/multi-instances`))[0]!.running.map(({ position, item }) => [position, item])).toEqual([[1, 'power'], [3, 'fireRescue']]);
    await expect(operator.post(changes, { action: 'add', instance: step1!.instance, item: 'power', reason: ' ' })).rejects.toMatchObject({ status: 422 });
    await expect(operator.post(changes, { action: 'remove', instance: step1!.instance, reason: '全部' })).rejects.toMatchObject({ status: 409, code: 'MULTI_INSTANCE_UNKNOWN' });
    await expect(power.post(changes, { action: 'add', instance: step1!.instance, item: 'power', reason: '再来' })).rejects.toMatchObject({ status: 403 });
    await complete(power, caseNumber, 'sign');
    await complete(fire, caseNumber, 'sign');
    await eventually(async () => (await operator.get<{ status: string }>(`/api/cases/${caseNumber}`)).status === 'completed');
    expect((await historyOf(caseNumber)).flatMap(({ event, log }) => log.flatMap(({ type, reason }) => (type === 'multiInstance' ? [[event.actor.role, reason]] : [])))).toEqual([['operator', '涉及消防，请消防会签'], ['operator', '不涉及用水']]);
  }, 90_000);
});
