import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ConnectorFailure } from '../../activities/connectors/connector.ts';
import { openOffice, until } from './support/office.ts';
import type { Office } from './support/office.ts';
import { approval, remindedHourly, takenOver } from './support/programs.ts';

const actor = { user: 'supervisor1', role: 'supervisor' };

describe('a rehearsal', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
    await office.work();
  }, 120_000);
  afterAll(() => office.close());

  const advance = (caseNumber: string, to: string, commandId: string = randomUUID()) => office.cases.advance(caseNumber, { commandId, actor, to });
  const arrived = (caseNumber: string, at: string) => until(async () => office.batches.findLast((batch) => batch.caseNumber === caseNumber)?.snapshot.now === at);

  test('passes five days in a moment, and its reminder carries the virtual date', async () => {
    // given
    const caseNumber = await office.start(approval('P5D'), { clockMode: 'rehearsal', now: '2026-03-02T01:00:00.000Z' });
    await until(async () => office.steps(caseNumber).length >= 2);
    // when
    const reply = await advance(caseNumber, '2026-03-09T01:00:00.000Z');
    await arrived(caseNumber, '2026-03-09T01:00:00.000Z');
    // then
    expect(reply).toMatchObject({ from: '2026-03-02T01:00:00.000Z', to: '2026-03-09T01:00:00.000Z' });
    const steps = office.steps(caseNumber);
    expect(steps.map(({ event }) => `${event.type} ${event.now.slice(0, 10)}`)).toEqual(['start 2026-03-02', 'job 2026-03-02', 'tick 2026-03-07', 'job 2026-03-07', 'tick 2026-03-09']);
    expect(office.calls.find((call) => call.record.caseNumber === caseNumber && call.record.occurredAt.startsWith('2026-03-07'))).toBeDefined();
    await office.complete(caseNumber, 'approve');
    expect(await office.result(caseNumber)).toMatchObject({ status: 'completed' });
  }, 60_000);

  test('fires due times one by one, each at its own instant', async () => {
    const caseNumber = await office.start(takenOver('P1D'), { clockMode: 'rehearsal', now: '2026-03-02T01:00:00.000Z' });
    await advance(caseNumber, '2026-03-02T12:00:00.000Z');
    await advance(caseNumber, '2026-03-04T00:00:00.000Z');
    await arrived(caseNumber, '2026-03-04T00:00:00.000Z');
    expect(office.steps(caseNumber).map(({ event }) => event.now)).toEqual(['2026-03-02T01:00:00.000Z', '2026-03-02T12:00:00.000Z', '2026-03-03T01:00:00.000Z', '2026-03-04T00:00:00.000Z']);
  }, 60_000);

  test('passes through an outage of hours: the department is asked again at due times until it answers', async () => {
    // given
    let down = true;
    office.answer = async () => {
      if (down) throw new ConnectorFailure('DEPARTMENT_UNREACHABLE', 'connection refused');
      return { kind: 'done' };
    };
    const caseNumber = await office.start(approval(), { clockMode: 'rehearsal', now: '2026-03-02T01:00:00.000Z' });
    // when
    await advance(caseNumber, '2026-03-02T01:10:00.000Z');
    await arrived(caseNumber, '2026-03-02T01:10:00.000Z');
    down = false;
    await advance(caseNumber, '2026-03-02T02:00:00.000Z');
    await arrived(caseNumber, '2026-03-02T02:00:00.000Z');
    office.answer = async () => ({ kind: 'done' });
    // then
    const tries = office.steps(caseNumber).flatMap(({ event, log }) => log.flatMap((entry) => (entry.type === 'job' ? [`${event.now.slice(11, 16)} ${entry.attempt} ${entry.state}`] : [])));
    expect(tries).toEqual(['01:00 1 asked', '01:00 1 waiting', '01:01 2 asked', '01:01 2 waiting', '01:06 3 asked', '01:06 3 waiting', '01:36 4 asked', '01:36 4 done']);
    const keys = office.calls.filter((call) => call.record.caseNumber === caseNumber).map((call) => call.idempotencyKey);
    expect(new Set(keys).size).toBe(1);
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
  }, 60_000);

  test('passes a month of hourly reminders, in breaths that no worker chokes on', async () => {
    // given
    const caseNumber = await office.start(remindedHourly(), { clockMode: 'rehearsal', now: '2026-03-02T01:00:00.000Z', runLimit: 100 });
    // when
    await advance(caseNumber, '2026-04-01T01:00:00.000Z');
    await arrived(caseNumber, '2026-04-01T01:00:00.000Z');
    // then
    const reminded = office.steps(caseNumber).flatMap(({ log }) => log).filter((entry) => entry.type === 'entered' && entry.element === 'reminded');
    expect(reminded).toHaveLength(720);
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
  }, 90_000);

  test('moves its clock once for one command, and never backwards', async () => {
    const caseNumber = await office.start(takenOver('P30D'), { clockMode: 'rehearsal', now: '2026-03-02T01:00:00.000Z' });
    const commandId = randomUUID();
    await advance(caseNumber, '2026-03-05T01:00:00.000Z', commandId);
    await arrived(caseNumber, '2026-03-05T01:00:00.000Z');
    await advance(caseNumber, '2026-03-05T01:00:00.000Z', commandId);
    await expect(advance(caseNumber, '2026-03-06T01:00:00.000Z', commandId)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    await expect(advance(caseNumber, '2026-03-04T01:00:00.000Z')).rejects.toMatchObject({ code: 'CLOCK_BACKWARDS' });
    expect((await office.cases.inspect(caseNumber)).state.seq).toBe(2);
  }, 60_000);
});
