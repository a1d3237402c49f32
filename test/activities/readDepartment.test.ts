import { describe, expect, test } from '@jest/globals';
import { ConnectorFailure, type ConnectorRequest } from '../../activities/connectors/connector.ts';
import type { ActivityPorts, JobRequest } from '../../activities/ports.ts';
import { readDepartment } from '../../activities/readDepartment.ts';
import type { JobOutcome } from '../../engine/event.ts';

const request: JobRequest = {
  caseNumber: '440400-1',
  command: { type: 'job', id: 'look~7~1', instance: 7, attempt: 1, element: 'look', key: '440400-1.7.1', job: { type: 'department', department: 'marketRegulation', operation: 'processing', mode: 'sync', safe: true, variables: { uscc: 'x' } } },
  at: '2026-03-02T01:00:00.000Z',
  rehearsal: false,
};

function read(answer: () => Promise<JobOutcome>, asked: ConnectorRequest[] = []) {
  const ports = {
    departments: { system: async (department: string) => ({ department, protocol: 'http', baseUrl: 'http://127.0.0.1:1', allowedHosts: [], signingSecret: 's' }), callbackUrl: () => '' },
    personal: { reveal: async () => ({}) },
    connectors: { http: { protocol: 'http', call: (call: ConnectorRequest) => (asked.push(call), answer()) } },
    log: { info() {}, warn() {} },
  } as unknown as ActivityPorts;
  return readDepartment(ports, request, new AbortController().signal);
}

describe('a call that only reads', () => {
  test.each<JobOutcome>([{ kind: 'done', variables: { licence: 'valid' } }, { kind: 'error', code: 'REVOKED' }])('given $kind, then the answer names its call and says how long the department took', async (outcome) => {
    const answer = await read(async () => (await new Promise((resolve) => setTimeout(resolve, 20)), outcome));

    expect(answer).toEqual({ call: 'look~7~1', outcome, tookMs: expect.any(Number) });
    expect([answer.tookMs >= 19, Number.isInteger(answer.tookMs)]).toEqual([true, true]);
  });

  test('given the same step twice, when it asks, then each time under a key of its own that begins as the usual one, and not yet for sure', async () => {
    const asked: ConnectorRequest[] = [];

    for (let n = 0; n < 2; n += 1) await read(async () => ({ kind: 'done' }), asked);

    expect(asked.map(({ idempotencyKey, early }) => [idempotencyKey.startsWith('440400-1.7.1.'), early])).toEqual([[true, true], [true, true]]);
    expect(asked[0]!.idempotencyKey).not.toBe(asked[1]!.idempotencyKey);
  });

  test.each<[what: string, answer: () => Promise<JobOutcome>]>([
    ['an answer that comes later', async () => ({ kind: 'accepted' })],
    ['a final failure', async () => ({ kind: 'failed', code: 'DEPT_REJECTED', message: 'HTTP 404', retryable: false })],
    ['a department that is away', () => Promise.reject(new ConnectorFailure('DEPT_UNAVAILABLE', 'HTTP 503'))],
    ['more than a history shall hold at once', async () => ({ kind: 'done', variables: { text: 'x'.repeat(20_000) } })],
  ])('given %s, then the ordinary call has to follow', async (_, answer) => {
    await expect(read(answer)).rejects.toMatchObject({ name: 'ApplicationFailure' });
  });
});
