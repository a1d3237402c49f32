import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { replay } from '../../engine/replay.ts';
import { fetchRuns } from '../../server/audit/history.ts';
import type { CommandReply } from '../../workflows/messages.ts';
import { openOffice, until } from './support/office.ts';
import type { Office } from './support/office.ts';
import { approval, bundle5, chainOfSteps, fanOut, takenOver } from './support/programs.ts';

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a case through breakdowns', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
  }, 120_000);
  afterAll(() => office.close());

  test('waits while no worker lives, and takes the command that came meanwhile once', async () => {
    // given
    const worker = await office.work();
    const caseNumber = await office.start(approval());
    const { instance } = await until(async () => office.steps(caseNumber).flatMap((step) => step.log).find((entry) => entry.type === 'opened'));
    await worker.stop();
    // when
    const commandId = randomUUID();
    const event = { type: 'complete', instance, opinion: 'agree' } as const;
    const unconfirmed = await office.cases.command(caseNumber, { commandId, digest: 'a'.repeat(64), actor: { user: 'housing-1', role: 'approver' }, at: new Date().toISOString(), event }, 1_500).catch((error: unknown) => error);
    const next = await office.work();
    const reply = await office.cases.command(caseNumber, { commandId, digest: 'a'.repeat(64), actor: { user: 'housing-1', role: 'approver' }, at: new Date().toISOString(), event });
    // then
    expect(unconfirmed).toMatchObject({ code: 'COMMAND_UNCONFIRMED' });
    expect(reply.seq).toBe(3);
    await office.result(caseNumber);
    expect(office.steps(caseNumber).filter((step) => step.event.type === 'complete')).toHaveLength(1);
    await next.stop();
  }, 120_000);

  test.each([
    ['killed outright', 'kill', {}],
    ['stopped, with nothing kept in memory', 'stop', { maxCachedWorkflows: 0 }],
  ] as const)('C-17: lives on after its worker was %s, and each department is called once', async (_, end, options) => {
    const first = await office.work(options);
    const caseNumber = await office.start(bundle5());
    for (const n of [0, 1]) await office.complete(caseNumber, `approve${n}`);
    await first[end]();
    const second = await office.work(options);
    for (const n of [2, 3, 4]) await office.complete(caseNumber, `approve${n}`);
    expect(await office.result(caseNumber)).toMatchObject({ status: 'completed' });
    const keys = office.calls.filter((call) => call.record.caseNumber === caseNumber).map((call) => call.idempotencyKey);
    expect(new Set(keys).size).toBe(7);
    await second.stop();
  }, 120_000);

  test('a limit that passed while no worker lived counts before the command that comes after it', async () => {
    const first = await office.work();
    const caseNumber = await office.start(takenOver('PT2S'));
    const { instance } = await until(async () => office.steps(caseNumber).flatMap((step) => step.log).find((entry) => entry.type === 'opened'));
    await first.stop();
    await sleep(2_500);
    const late = office.command(caseNumber, { type: 'complete', instance, opinion: 'agree' });
    const second = await office.work();
    await expect(late).rejects.toMatchObject({ code: 'TASK_ALREADY_DONE' });
    await office.complete(caseNumber, 'escalated');
    await office.result(caseNumber);
    await second.stop();
  }, 120_000);
});

describe('a case over many runs and bad days', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
    await office.work();
  }, 120_000);
  afterAll(() => office.close());

  test('goes on as a new run again and again: of a hundred commands none is lost or doubled', async () => {
    // given
    const program = chainOfSteps(100);
    const caseNumber = await office.start(program, { runLimit: 60 });
    // when
    let open: { instance: number } | undefined = await until(async () => office.steps(caseNumber).flatMap((step) => step.log).find((entry) => entry.type === 'opened'));
    while (open) {
      const { log }: CommandReply = await office.command(caseNumber, { type: 'complete', instance: open.instance, opinion: 'agree' });
      open = log.find((entry) => entry.type === 'opened');
    }
    const result = await office.result(caseNumber);
    // then
    const runs = await fetchRuns(office.cases.client, caseNumber);
    expect(runs.length).toBeGreaterThan(4);
    const steps = office.steps(caseNumber);
    expect(steps.map((step) => step.seq)).toEqual(Array.from({ length: 101 }, (_, n) => n + 1));
    expect([...replay(program, steps.map((step) => step.event))].at(-1)!.state.chain).toBe(result.chain);
  }, 120_000);

  test('remembers a command over the change of runs', async () => {
    const caseNumber = await office.start(chainOfSteps(30), { runLimit: 30 });
    const first = randomUUID();
    const event = await (async () => {
      const { instance } = await until(async () => office.steps(caseNumber).flatMap((step) => step.log).find((entry) => entry.type === 'opened'));
      return { type: 'complete', instance, opinion: 'agree' } as const;
    })();
    await office.command(caseNumber, event, first);
    for (let n = 1; n < 10; n += 1) await office.complete(caseNumber, `step${n}`);
    expect((await fetchRuns(office.cases.client, caseNumber)).length).toBeGreaterThan(1);
    const again = await office.command(caseNumber, event, first);
    expect(again).toMatchObject({ repeated: true, log: [], seq: 11 });
    await expect(office.command(caseNumber, { ...event, opinion: 'disagree', comment: '不同意' }, first)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  }, 120_000);

  test('calls that wait for a place are carried into the next run', async () => {
    office.answer = async () => (await sleep(20), { kind: 'done' });
    const caseNumber = await office.start(fanOut(200), { runLimit: 150 });
    await office.complete(caseNumber, 'last');
    await office.result(caseNumber);
    office.answer = async () => ({ kind: 'done' });
    expect((await fetchRuns(office.cases.client, caseNumber)).length).toBeGreaterThan(1);
    const keys = office.calls.filter((call) => call.record.caseNumber === caseNumber).map((call) => call.idempotencyKey);
    expect([keys.length, new Set(keys).size]).toEqual([200, 200]);
  }, 120_000);

  test('C-14: the read model may be away: commands are answered at once, and it catches up', async () => {
    // given
    const caseNumber = await office.start(chainOfSteps(5));
    await until(async () => office.steps(caseNumber).length === 1);
    const store = office.store;
    office.store = async () => {
      throw new Error('database is away');
    };
    // when
    const started = Date.now();
    for (const n of [0, 1, 2]) await office.complete(caseNumber, `step${n}`);
    const took = Date.now() - started;
    expect(office.steps(caseNumber)).toHaveLength(1);
    office.store = store;
    // then
    expect(took).toBeLessThan(3_000);
    for (const n of [3, 4]) await office.complete(caseNumber, `step${n}`);
    await office.result(caseNumber);
    expect(office.steps(caseNumber).map((step) => step.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  }, 120_000);

  test('a department that never answers costs its step an incident, never the case', async () => {
    office.answer = async () => ({ kind: 'failed', code: 'DEPT_REJECTED', message: '422', retryable: false });
    const caseNumber = await office.start(approval());
    await until(async () => office.batches.findLast((batch) => batch.caseNumber === caseNumber)?.snapshot.tokens.some((token) => token.incident !== null));
    office.answer = async () => ({ kind: 'done' });
    const { incident } = await until(async () => office.steps(caseNumber).flatMap((step) => step.log).find((entry) => entry.type === 'incident'));
    await office.command(caseNumber, { type: 'incident', incident: incident.id, action: 'retry', reason: '地址已更正' });
    await office.complete(caseNumber, 'approve');
    expect(await office.result(caseNumber)).toMatchObject({ status: 'completed' });
  }, 120_000);
});
