import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DepartmentRecord } from '../../../server/departments/DepartmentRecord.ts';
import { caseRecords } from '../../../server/departments/caseRecords.ts';
import { withLedger } from '../../../server/departments/ledger.ts';
import { receiveCallback } from '../../../server/inbox/receive.ts';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { createReadModelPort } from '../../../server/readModel/apply.ts';
import type { LogEntry } from '../../../engine/log.ts';
import type { CommandReply, CaseCommand } from '../../../workflows/messages.ts';
import { ConnectorFailure, type Connector } from '../../../activities/connectors/connector.ts';
import { aRequest } from '../../activities/connectors/support.ts';
import { at, opened, snapshot, step, told, writeCase } from '../readModel/story.ts';
import { databases } from '../support/databases.ts';
import type { Caller, TestApp } from '../support/openTestApp.ts';
import { master, openDepartments } from './openDepartments.ts';

const job = (state: Extract<LogEntry, { type: 'job' }>['state'], more: object = {}): LogEntry => ({ type: 'job', instance: 7, element: 'Task_gas', attempt: 1, department: 'gasCompany', operation: 'processing', state, ...more });
const raised: LogEntry = { type: 'incident', action: 'raised', element: 'Task_gas', incident: { id: 9, instance: 7, code: 'DEPT_REJECTED', message: 'HTTP 404', raisedAt: at(3), phase: 'job' } };

describe.each(databases)('what stands still on $database', ({ url }) => {
  let app: TestApp;
  let operator: Caller;
  const sent: CaseCommand[] = [];

  beforeAll(async () => {
    app = await openDepartments({ databaseUrl: await url(), now: () => at(20) });
    const cases = {
      start: async () => undefined,
      advance: async () => Promise.reject(new Error('not here')),
      inspect: async () => Promise.reject(new Error('not here')),
      async command(_caseNumber: string, command: CaseCommand): Promise<CommandReply> {
        sent.push(command);
        const settled: LogEntry = { ...raised, action: 'settled', how: 'retry', reason: '已改' } as LogEntry;
        return { seq: 5, chain: 'chain-5', log: [settled], now: snapshot(5).now, snapshot: snapshot(5), repeated: false };
      },
    };
    Object.assign(app.context.services, { cases: createCaseServices({ orm: app.orm, cases: cases as never, master, log: app.context.log }) });
    operator = await app.signedIn('operator-a', ['operator']);
    await writeCase(app.orm, 'YJS-9');
    const log: LogEntry[][] = [[job('asked')], [job('failed', { code: 'DEPT_UNAVAILABLE' }), job('waiting', { due: at(3) })], [job('failed', { code: 'DEPT_REJECTED', attempt: 2 }), raised], [opened(8, 'waterAffairs')]];
    await createReadModelPort(app.orm).apply({ runId: 'r', ...told('YJS-9', log.map((entries, n) => step(n + 1, entries))) } as never);
  }, 60_000);
  afterAll(() => app.close());

  test('the ledger keeps each call with its attempts, and its answer with its three times', async () => {
    let answers = 0;
    const connector: Connector = {
      protocol: 'http',
      call: async () => {
        if ((answers += 1) < 3) throw new ConnectorFailure('DEPT_UNAVAILABLE', '');
        return { kind: 'done', times: { occurredAt: at(1), reportedAt: at(2), receivedAt: '2026-09-18T09:00:00.000Z' } };
      },
    };
    const request = aRequest({ baseUrl: 'http://127.0.0.1:7301', department: 'gasCompany' });
    const call = { ...request, record: { ...request.record, caseNumber: 'YJS-9', sequence: 7, department: 'gasCompany', occurredAt: at(1), reportedAt: at(1) } };
    const ledger = withLedger(connector, app.orm);
    for (let n = 0; n < 3; n++) await ledger.call(call, new AbortController().signal).catch(() => undefined);

    const { body } = await operator.get('/api/cases/YJS-9/records').expect(200);

    expect(body.records).toEqual([
      expect.objectContaining({ direction: 'sent', key: call.idempotencyKey, attempts: 3, state: 'done', late: false }),
      expect.objectContaining({ direction: 'received', occurredAt: at(1), reportedAt: at(2), receivedAt: '2026-09-18T09:00:00.000Z', late: true, lateRule: 'RECEIVED_AFTERWARDS' }),
    ]);
  });

  test('what was asked before the case had written it down belongs to no step: its number may come to be another one\'s', async () => {
    const ledger = withLedger({ protocol: 'http', call: async () => ({ kind: 'done', times: { occurredAt: at(1), reportedAt: at(1), receivedAt: at(1) } }) }, app.orm);
    const request = aRequest({ baseUrl: 'http://127.0.0.1:7301', department: 'gasCompany' });
    await ledger.call({ ...request, early: true, idempotencyKey: 'early', record: { ...request.record, caseNumber: 'YJS-8', sequence: 7 } }, new AbortController().signal);

    const away = withLedger({ protocol: 'http', call: () => Promise.reject(new ConnectorFailure('DEPT_UNAVAILABLE', '')) }, app.orm);
    await away.call({ ...request, early: true, idempotencyKey: 'in vain', record: { ...request.record, caseNumber: 'YJS-8', sequence: 8 } }, new AbortController().signal).catch(() => undefined);

    const lines = await app.orm.em.fork().find(DepartmentRecord, { caseNumber: 'YJS-8' }, { orderBy: { id: 'asc' } });

    expect(lines.map(({ direction, state, key, instance }) => ({ direction, state, key, instance }))).toEqual([
      { direction: 'received', state: 'done', key: 'early', instance: null },
      { direction: 'sent', state: 'done', key: 'early', instance: null },
      { direction: 'sent', state: 'failed', key: 'in vain', instance: null },
    ]);
    // What came to nothing is kept, and shown by the ordinary call that follows.
    expect((await caseRecords(app.orm.em.fork(), 'YJS-8')).map(({ key }) => key)).toEqual(['early', 'early']);
  });

  test('a callback shows with how often it came; one for nobody is evidence', async () => {
    const callback = { department: 'gasCompany', webhookId: 'w-1', reference: 'YJS-9.7.1', status: 'done' as const, data: {}, occurredAt: at(4), reportedAt: at(4) };
    await receiveCallback(app.orm, callback, at(4));
    await receiveCallback(app.orm, callback, at(5));
    await receiveCallback(app.orm, { ...callback, webhookId: 'w-2' }, at(6));
    await app.orm.em.fork().getConnection().execute("update inbox set state = 'late' where id = 'gasCompany/w-2'");

    const { body } = await operator.get('/api/cases/YJS-9/records').expect(200);

    const came = body.records.filter(({ id }: { id: string }) => id.startsWith('callback/'));
    expect(came).toEqual([
      expect.objectContaining({ id: 'callback/gasCompany/w-1', attempts: 2, state: 'done', late: false }),
      expect.objectContaining({ id: 'callback/gasCompany/w-2', attempts: 1, state: 'evidence', late: true, lateRule: 'NOT_AWAITED' }),
    ]);
  });

  test("the case shows the department's standing and the waiting that is charged to the connector", async () => {
    const { body } = await operator.get('/api/cases/YJS-9/records').expect(200);

    expect(body.departments).toEqual([expect.objectContaining({ department: 'gasCompany', state: 'rejected', code: 'DEPT_REJECTED', connectorWaitMs: 19 * 60_000 })]);
    const list = await operator.get('/api/departments').expect(200);
    expect(list.body.find(({ id }: { id: string }) => id === 'gasCompany').calls).toEqual({ open: 1, silent: 0, down: 1, openIncidents: 1, connectorWaitMs: 19 * 60_000 });
  });

  test('an operator lists incidents with attempts, keys and what to do, in Chinese or English', async () => {
    const { body } = await operator.get('/api/incidents?state=open').set('Accept-Language', 'zh-CN').expect(200);
    const english = await operator.get('/api/incidents?state=open').set('Accept-Language', 'en').expect(200);

    expect(body).toEqual([
      expect.objectContaining({ id: 'YJS-9.9', caseNumber: 'YJS-9', matterName: '开办餐饮店', department: 'gasCompany', code: 'DEPT_REJECTED', title: '对方系统拒收', state: 'open', attempts: 3, settled: null }),
    ]);
    expect(body[0].keys).toHaveLength(1);
    expect(body[0].advice).toContain('更正后的数值');
    expect(english.body[0].title).toBe("Rejected by the department's system");
  });

  test('settling goes through the case with who and why, and happens once', async () => {
    const body = { action: 'retry', variables: { meterNumber: 'M-2' }, reason: '已改' };

    const first = await operator.send('post', '/api/incidents/YJS-9.9/settlement', body, 'settle-it-once').expect(200);
    await operator.send('post', '/api/incidents/YJS-9.9/settlement', body, 'settle-it-once').expect(200);

    expect(first.body).toMatchObject({ state: 'done', seq: 5, caseNumber: 'YJS-9' });
    expect(sent).toEqual([expect.objectContaining({ actor: { user: 'operator-a', role: 'operator' }, event: { type: 'incident', incident: 9, ...body } })]);
    const again = await operator.send('post', '/api/incidents/YJS-9.9/settlement', body).expect(409);
    expect(again.body).toMatchObject({ code: 'INCIDENT_SETTLED', details: { by: 'operator-a' } });
  });

  test('a move goes through the case with the element it names', async () => {
    await app.orm.em.fork().getConnection().execute("update incidents set state = 'open', settled_at = null where id = 'YJS-9.9'");
    const body = { action: 'move', to: 'Task_summary', reason: '材料已线下补齐' };

    await operator.send('post', '/api/incidents/YJS-9.9/settlement', body).expect(200);

    expect(sent.at(-1)).toMatchObject({ event: { type: 'incident', incident: 9, ...body } });
    const targets = await operator.get('/api/incidents/YJS-9.9/targets').expect(200);
    expect(targets.body).toEqual([]);
    await operator.get('/api/incidents/NOBODY.1/targets').expect(404);
  });

  test.each([
    ['no reason', { action: 'skip', reason: ' ' }, 422],
    ['an action that does not exist', { action: 'forget', reason: 'because' }, 422],
  ])('a settlement with %s is refused', async (_what, body, status) => {
    await operator.send('post', '/api/incidents/YJS-9.9/settlement', body).expect(status);
  });

  test('nobody but an operator settles; an approver sees no list of incidents', async () => {
    const approver = await app.signedIn('approver-a', ['approver'], 'gasCompany');

    await approver.get('/api/incidents').expect(403);
    await approver.send('post', '/api/incidents/YJS-9.9/settlement', { action: 'skip', reason: 'because' }).expect(403);
    await operator.send('post', '/api/incidents/NOBODY.1/settlement', { action: 'skip', reason: 'because' }).expect(404);
  });
});
