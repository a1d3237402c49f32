import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { callDepartment } from '../../activities/callDepartment.ts';
import { ConnectorFailure } from '../../activities/connectors/connector.ts';
import type { Connector, ConnectorRequest } from '../../activities/connectors/connector.ts';
import type { ActivityPorts, JobRequest } from '../../activities/ports.ts';
import type { JobOutcome } from '../../engine/event.ts';

const job = { type: 'department', department: 'waterAffairs', operation: 'acceptance', mode: 'async', item: '供水接入', variables: { project: 'P-1' } } as const;
const requestOf = (change: object = {}, rehearsal = false): JobRequest => ({
  caseNumber: '440400-1',
  command: { type: 'job', id: 'accept~7~2', instance: 7, attempt: 2, element: 'accept', key: '440400-1.7.1', job: { ...job, ...change } },
  at: '2026-03-02T01:00:00.000Z',
  rehearsal,
});

function office(call: (request: ConnectorRequest, signal: AbortSignal) => Promise<JobOutcome>, change: Partial<ActivityPorts> = {}) {
  const asked: ConnectorRequest[] = [];
  const lines: object[] = [];
  const connector: Connector = { protocol: 'http', call: (request, signal) => (asked.push(request), call(request, signal)) };
  const ports: ActivityPorts = {
    departments: {
      system: async (department) => (department === 'unregistered' ? null : { department, protocol: department === 'gasCompany' ? 'fax' : 'http', baseUrl: 'http://127.0.0.1:1', allowedHosts: [], signingSecret: 's' }),
      callbackUrl: (department) => `http://127.0.0.1:7300/api/callbacks/${department}`,
    },
    readModel: { apply: async () => undefined },
    personal: { reveal: async (_case, department, commitments) => (department === 'waterAffairs' ? { [commitments[0]!]: '王小明' } : {}) },
    post: { deliver: async () => undefined },
    connectors: { http: connector },
    log: { info: (fields) => lines.push(fields), warn: (fields) => lines.push(fields) },
    ...change,
  };
  return { asked, lines, ask: (request: JobRequest) => callDepartment(ports, request, new AbortController().signal) };
}

const done = async (): Promise<JobOutcome> => ({ kind: 'done' });

describe('calling a department', () => {
  test('hands over the record with the idempotency key and where to answer', async () => {
    const { ask, asked } = office(done);
    expect(await ask(requestOf())).toEqual({ kind: 'done' });
    expect(asked[0]).toMatchObject({
      idempotencyKey: '440400-1.7.1',
      record: {
        caseNumber: '440400-1', sequence: 7, kind: 'acceptance', department: 'waterAffairs', operation: 'acceptance', item: '供水接入',
        occurredAt: '2026-03-02T01:00:00.000Z', data: { project: 'P-1' },
        callback: { url: 'http://127.0.0.1:7300/api/callbacks/waterAffairs', reference: '440400-1.7.2' },
      },
    });
  });

  test('expects no callback where the department answers at once', async () => {
    const { ask, asked } = office(done);
    await ask(requestOf({ mode: 'sync' }));
    expect(asked[0]!.record.callback).toBeNull();
  });

  test('reports and receives at the virtual time in a rehearsal, by the clock otherwise', async () => {
    const { ask, asked } = office(done);
    await ask(requestOf({}, true));
    await ask(requestOf({}, false));
    expect([asked[0]!.record.reportedAt, asked[0]!.now()]).toEqual(['2026-03-02T01:00:00.000Z', '2026-03-02T01:00:00.000Z']);
    expect(Math.abs(Date.parse(asked[1]!.now()) - Date.now())).toBeLessThan(5_000);
  });

  test('reveals personal values to departments entitled to them, at any depth, and to no other', async () => {
    const variables = { applicant: { $commitment: 'c1' }, list: [{ holder: { $commitment: 'c1' } }] };
    const { ask, asked } = office(done);
    await ask(requestOf({ variables }));
    await ask(requestOf({ variables, department: 'housing' }));
    expect(asked[0]!.record.data).toEqual({ applicant: '王小明', list: [{ holder: '王小明' }] });
    expect(asked[1]!.record.data).toEqual(variables);
  });

  test.each([
    ['names no department', { department: undefined }, 'DEPARTMENT_UNKNOWN'],
    ['names one without a registered system', { department: 'unregistered' }, 'DEPARTMENT_UNKNOWN'],
    ['names one whose protocol nobody speaks', { department: 'gasCompany' }, 'CONNECTOR_UNKNOWN'],
    ['asks for a worker nobody registered', { type: 'stamp' }, 'WORKER_UNKNOWN'],
  ])('is a final failure when the step %s', async (_, change, code) => {
    expect(await office(done).ask(requestOf(change))).toMatchObject({ kind: 'failed', code, retryable: false });
  });

  test('asks a registered worker by its name', async () => {
    const { ask } = office(done, { workers: { stamp: async ({ command }) => ({ kind: 'done', variables: { stamped: command.element } }) } });
    expect(await ask(requestOf({ type: 'stamp' }))).toEqual({ kind: 'done', variables: { stamped: 'accept' } });
  });

  test('a failed call goes to Temporal by its code; its words only where the history is encrypted', async () => {
    const { ask, lines } = office(async () => {
      throw new ConnectorFailure('DEPARTMENT_UNREACHABLE', 'connect ECONNREFUSED 10.1.2.3', 90_000);
    });
    const failure = await ask(requestOf()).catch((error: unknown) => error as ApplicationFailure);
    expect(failure).toMatchObject({ type: 'DEPARTMENT_UNREACHABLE', message: 'DEPARTMENT_UNREACHABLE', nonRetryable: false, details: ['connect ECONNREFUSED 10.1.2.3'], nextRetryDelay: 20_000 });
    expect(lines).toEqual([{ caseNumber: '440400-1', department: 'waterAffairs', element: 'accept', instance: 7, code: 'DEPARTMENT_UNREACHABLE' }]);
  });

  test('a time-out of ours counts as the department being slow', async () => {
    const { ask } = office(async () => {
      throw new DOMException('The operation timed out', 'TimeoutError');
    });
    await expect(ask(requestOf())).rejects.toMatchObject({ type: 'DEPARTMENT_TIMEOUT' });
  });
});
