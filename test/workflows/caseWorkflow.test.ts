import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { replay } from '../../engine/replay.ts';
import { commandOf, openOffice, until } from './support/office.ts';
import type { Office } from './support/office.ts';
import { approval, fanOut, takenOver } from './support/programs.ts';

describe('a case on the wall clock', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
    await office.work();
  }, 120_000);
  afterAll(() => office.close());

  test('runs from start to end, and its chain is the chain of its events', async () => {
    // given
    const program = approval();
    const caseNumber = await office.start(program);
    // when
    const reply = await office.complete(caseNumber, 'approve');
    const result = await office.result(caseNumber);
    // then
    expect(reply).toMatchObject({ seq: 3, repeated: false, snapshot: { status: 'running' } });
    expect(reply.log).toContainEqual(expect.objectContaining({ type: 'closed', element: 'approve', opinion: 'agree' }));
    expect(result).toMatchObject({ status: 'completed', seq: 4 });
    const steps = office.steps(caseNumber);
    const again = [...replay(program, steps.map((step) => step.event))];
    expect(again.map(({ state }) => state.chain)).toEqual(steps.map((step) => step.chain));
    expect(result.chain).toBe(steps.at(-1)!.chain);
    expect(office.calls.filter((call) => call.record.caseNumber === caseNumber).map((call) => call.idempotencyKey)).toHaveLength(2);
  }, 60_000);

  test('takes the other way when the opinion is against it', async () => {
    const caseNumber = await office.start(approval());
    await office.complete(caseNumber, 'approve', 'disagree');
    await office.result(caseNumber);
    expect(office.steps(caseNumber).flatMap((step) => step.log)).toContainEqual(expect.objectContaining({ type: 'entered', element: 'refused' }));
  }, 60_000);

  test('C-13: starts once, however often the start is sent', async () => {
    const caseNumber = await office.start(approval());
    await office.start(approval(), { caseNumber });
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
    await office.start(approval(), { caseNumber });
    const { count } = await office.cases.client.workflow.count(`WorkflowId = '${caseNumber}'`);
    expect(count).toBe(1);
  }, 60_000);

  test('applies a command once, and refuses its id with another payload', async () => {
    // given
    const caseNumber = await office.start(approval());
    const commandId = randomUUID();
    const first = await office.complete(caseNumber, 'approve', 'agree', commandId);
    // when: the outbox of another process sends it again under an update id of its own
    const instance = first.log.flatMap((entry) => (entry.type === 'closed' ? [entry.instance] : []))[0]!;
    const again = await office.cases.client.workflow.getHandle(caseNumber).executeUpdate('command', { args: [commandOf({ type: 'complete', instance, opinion: 'agree' }, commandId)] }).catch((error: unknown) => error);
    const other = office.command(caseNumber, { type: 'complete', instance, opinion: 'disagree', comment: '不同意' }, commandId);
    // then
    await expect(other).rejects.toMatchObject({ code: expect.stringMatching(/IDEMPOTENCY_KEY_REUSED|CASE_CLOSED/) });
    expect(again instanceof Error || (again as { repeated: boolean }).repeated).toBe(true);
    expect(office.steps(caseNumber).filter((step) => step.event.type === 'complete').length).toBeLessThan(2);
  }, 60_000);

  test('refuses what may not happen, and the refusal leaves no trace in the history', async () => {
    const caseNumber = await office.start(takenOver('PT1H'));
    await until(async () => office.steps(caseNumber).length === 1);
    const handle = office.cases.client.workflow.getHandle(caseNumber);
    const events = async () => (await handle.fetchHistory()).events!.length;
    await until(async () => {
      const { raw } = await handle.describe();
      return raw.pendingActivities!.length === 0 && !raw.pendingWorkflowTask;
    });
    const before = await events();
    await expect(office.command(caseNumber, { type: 'complete', instance: 4711, opinion: 'agree' })).rejects.toMatchObject({ code: 'TASK_ALREADY_DONE' });
    await expect(office.cases.advance(caseNumber, { commandId: randomUUID(), actor: { user: 'x', role: 'clerk' }, to: '2030-01-01T00:00:00.000Z' })).rejects.toMatchObject({ code: 'NOT_A_REHEARSAL' });
    expect(await events()).toBe(before);
  }, 60_000);

  test('a closed case and a case that never was answer by name', async () => {
    const caseNumber = await office.start(takenOver('PT1H'));
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
    await expect(office.command(caseNumber, { type: 'variables', variables: {} })).rejects.toMatchObject({ code: 'CASE_CLOSED' });
    await expect(office.command('T-nowhere', { type: 'variables', variables: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }, 60_000);

  test('hands an open step to somebody else when its limit has passed', async () => {
    const started = Date.now();
    const caseNumber = await office.start(takenOver('PT2S'));
    await office.complete(caseNumber, 'escalated');
    expect(Date.now() - started).toBeGreaterThan(1_500);
    expect(await office.result(caseNumber)).toMatchObject({ status: 'completed', seq: 3 });
  }, 60_000);

  test('keeps at most fifty calls under way, and makes each of a hundred and twenty once', async () => {
    // given
    let now = 0;
    let most = 0;
    office.answer = async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 30));
      now -= 1;
      return { kind: 'done' };
    };
    // when
    const caseNumber = await office.start(fanOut(120));
    await office.complete(caseNumber, 'last');
    await office.result(caseNumber);
    office.answer = async () => ({ kind: 'done' });
    // then
    expect(most).toBeLessThanOrEqual(50);
    const keys = office.calls.filter((call) => call.record.caseNumber === caseNumber).map((call) => call.idempotencyKey);
    expect(new Set(keys).size).toBe(120);
    expect(keys).toHaveLength(120);
  }, 60_000);

  test('keeps no plain text in the history', async () => {
    const caseNumber = await office.start(approval(), { variables: { project: '香洲区示范项目' } });
    await office.complete(caseNumber, 'approve', 'disagree');
    await office.result(caseNumber);
    const json = historyToJSON(await office.cases.client.workflow.getHandle(caseNumber).fetchHistory());
    const texts: string[] = [];
    JSON.parse(json, (_, value: unknown) => (typeof value === 'string' && texts.push(value, Buffer.from(value, 'base64').toString('utf8')), value));
    for (const secret of ['香洲区示范项目', '材料不齐', 'housing-1', 'disagree']) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
    expect([texts.includes('binary/encrypted'), texts.includes('json/plain')]).toEqual([true, false]);
  }, 60_000);
});
