import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openClient, type Person } from '../../../server/client/client.ts';
import { CaseEvent } from '../../../server/readModel/CaseEvent.ts';
import { Case } from '../../../server/cases/Case.ts';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { eventually, openPlatform, sampleApplication, type Platform } from '../cases/office.ts';

describe('an API process dies between PostgreSQL and Temporal (C-13)', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await openPlatform('PostgreSQL');
  }, 180_000);
  afterAll(() => platform?.close(), 60_000);

  /** A request of this person goes to a process that dies at the point; its answer never comes. */
  async function sendToDying(point: string, user: string, send: (person: Person) => Promise<unknown>): Promise<void> {
    const dying = await platform.api({ dieAt: point });
    const person = await openClient(dying.url, platform.dataDir).as(user);
    await expect(send(person)).rejects.toThrow();
    await eventually(async () => dying.part.ended());
  }

  const commands = (key: string) => platform.orm.em.fork().count(CaseEvent, { event: { $like: `%"commandId":"${key}"%` } });
  const row = (of: object) => platform.orm.em.fork().findOne(CommandRow, of);

  test('of an acceptance: one case, one start, and the same key gets its number', async () => {
    // given
    const clerk = await platform.as('clerk1');
    const points = ['committed', 'sending', 'sent', 'settled'];
    const asked = await Promise.all(points.map(async (point) => ({ point, key: `accept-${point}-${randomUUID()}`, application: await sampleApplication(clerk) })));

    // when
    for (const { point, key, application } of asked) await sendToDying(point, 'clerk1', (person) => person.post('/api/cases', application, { key, patienceMs: 0 }));

    // then: all are started within 30 seconds by whoever is left
    const rows = await eventually(async () => {
      const found = await platform.orm.em.fork().find(CommandRow, { kind: 'start' });
      return found.length === points.length && found.every(({ state }) => state === 'done') && found;
    }, 30_000);
    expect(new Set(rows.map(({ caseNumber }) => caseNumber)).size).toBe(points.length);
    const answers = await Promise.all(asked.map(({ key, application }) => clerk.post<{ caseNumber: string; checkCode: string }>('/api/cases', application, { key, patienceMs: 40_000 })));
    expect(answers.map(({ caseNumber }) => caseNumber).toSorted()).toEqual(rows.map(({ caseNumber }) => caseNumber).toSorted());
    await eventually(async () => (await platform.orm.em.fork().count(Case, { status: 'running', seq: { $gte: 1 } })) === points.length);
    for (const { id } of rows) expect(await commands(id)).toBe(1);
  }, 180_000);

  test('of a completion: it has its effect once, and until then the item is not shown as open', async () => {
    // given
    const clerk = await platform.as('clerk1');
    const officer = await platform.as('marketRegulation-1');
    const points = ['committed', 'sending', 'sent', 'applied', 'settled'];
    const items: { point: string; caseNumber: string; id: string; key: string }[] = [];
    for (const point of points) {
      const { caseNumber } = await clerk.post<{ caseNumber: string }>('/api/cases', await sampleApplication(clerk));
      const item = await eventually(async () => (await officer.get<{ id: string; element: string }[]>(`/api/work-items?q=${caseNumber}`)).find(({ element }) => element === 'review_food'));
      items.push({ point, caseNumber, id: item.id, key: `complete-${point}-${randomUUID()}` });
    }

    // when
    for (const { point, id, key } of items) {
      await sendToDying(point, 'marketRegulation-1', (person) => person.post(`/api/work-items/${id}/completion`, { opinion: 'agree' }, { key, patienceMs: 0 }));
    }
    const open = await officer.get<{ id: string }[]>('/api/work-items');

    // then
    expect(open.filter(({ id }) => items.some((item) => item.id === id))).toEqual([]);
    for (const { caseNumber, id, key } of items) {
      const done = await eventually(() => row({ caseNumber, kind: 'command', state: 'done' }), 30_000);
      await eventually(async () => (await commands(done.id)) === 1);
      expect(await officer.get(`/api/work-items/${id}`)).toMatchObject({ state: 'done', opinion: 'agree', closedBy: 'marketRegulation-1', processing: false });
      expect(await officer.post(`/api/work-items/${id}/completion`, { opinion: 'agree' }, { key, patienceMs: 40_000 })).toMatchObject({ commandId: done.id, state: 'done' });
      expect(await commands(done.id)).toBe(1);
    }
  }, 180_000);
});
