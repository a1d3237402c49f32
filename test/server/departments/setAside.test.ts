import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { raiseSetAside } from '../../../server/quarantine/incident.ts';
import { IncidentRow } from '../../../server/readModel/IncidentRow.ts';
import { at, writeCase } from '../readModel/story.ts';
import { databases } from '../support/databases.ts';
import type { Caller, TestApp } from '../support/openTestApp.ts';
import { master, openDepartments } from './openDepartments.ts';

describe.each(databases)('a case that was set aside, on $database', ({ url }) => {
  let app: TestApp;
  let operator: Caller;
  const released: string[] = [];

  beforeAll(async () => {
    app = await openDepartments({ databaseUrl: await url(), now: () => at(20) });
    connect({ release: async (caseNumber: string) => void released.push(caseNumber) });
    operator = await app.signedIn('operator-a', ['operator']);
    await writeCase(app.orm, 'YJS-9');
    await raiseSetAside(app.orm, 'YJS-9', 2, at(3));
  }, 60_000);
  afterAll(() => app.close());

  const connect = (cases: object | null): void => void Object.assign(app.context.services, { cases: createCaseServices({ orm: app.orm, cases: cases as never, master, log: app.context.log }) });
  const settle = (body: object, who = operator) => who.send('post', '/api/incidents/YJS-9.aside/settlement', body);
  const row = () => app.orm.em.fork().findOneOrFail(IncidentRow, { id: 'YJS-9.aside' });

  test('W-02 stands among the open incidents, with the number of workers that died', async () => {
    const { body } = await operator.get('/api/incidents?state=open').expect(200);

    expect(body).toEqual([expect.objectContaining({ caseNumber: 'YJS-9', code: 'CASE_SET_ASIDE', raisedAt: at(3) })]);
  });

  test.each([
    ['skipped', { action: 'skip', reason: '跳过' }, 422, 'INVALID_INPUT'],
    ['settled without a reason', { action: 'retry', reason: ' ' }, 422, 'INVALID_INPUT'],
  ])('W-02 can\'t be %s', async (_what, body, status, code) => {
    const refused = await settle(body);

    expect([refused.status, refused.body.code, released, (await row()).state]).toEqual([status, code, [], 'open']);
  });

  test('W-02 is given back by an operator alone', async () => {
    const officer = await app.signedIn('officer-a', ['approver']);

    expect([(await settle({ action: 'retry', reason: '已修复' }, officer)).status, released]).toEqual([403, []]);
  });

  test('W-02 stays set aside while Temporal can\'t be reached', async () => {
    connect(null);
    const refused = await settle({ action: 'retry', reason: '已修复' });
    connect({ release: async (caseNumber: string) => void released.push(caseNumber) });

    expect([refused.status, refused.body.code, (await row()).state]).toEqual([503, 'TEMPORAL_UNAVAILABLE', 'open']);
  });

  test('W-02 is given back to the workers over HTTP, once; who did it and why is kept', async () => {
    await settle({ action: 'retry', reason: '已修复' }).expect(200);
    const again = await settle({ action: 'retry', reason: '再来一次' });

    expect(released).toEqual(['YJS-9']);
    expect(await row()).toMatchObject({ state: 'settled', how: 'retry', settledBy: 'operator-a', reason: '已修复', settledAt: at(20) });
    expect([again.status, again.body.code]).toEqual([409, 'INCIDENT_SETTLED']);
  });
});
