import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Program } from '../../engine/program.ts';
import { replay } from '../../engine/replay.ts';
import { fetchRuns } from '../../server/audit/history.ts';
import { taskQueue } from '../../workflows/messages.ts';
import type { CommandReply } from '../../workflows/messages.ts';
import { caseInput, openOffice, until } from './support/office.ts';
import type { Office } from './support/office.ts';
import { approval, bundle5, chainOfSteps, fanOut, lookedUp, readAfterEach, takenOver } from './support/programs.ts';
import { replayed } from './support/replayed.ts';

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A case whose workflow tasks may take so long: for what happens when one takes longer. */
async function startWith(office: Office, program: Program, workflowTaskTimeout: `${number} ${'seconds' | 'milliseconds'}`): Promise<string> {
  const caseNumber = `T-${randomUUID().slice(0, 8)}`;
  await office.cases.client.workflow.start('caseWorkflow', { taskQueue, workflowId: caseNumber, args: [caseInput(program, { clockMode: 'wall', variables: {}, caseNumber, now: new Date().toISOString() })], workflowTaskTimeout });
  return caseNumber;
}

/** Answers that local activities gave, and calls by ordinary ones, in a history. */
const reads = (events: Awaited<ReturnType<typeof replayed>>['events']) => events.filter((event) => event.markerRecordedEventAttributes?.details?.result).length;
const calls = (events: Awaited<ReturnType<typeof replayed>>['events']) => events.filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'callDepartment').length;

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

  test('a call that only reads is asked again when its worker was killed meanwhile, under another key, and the case has one past', async () => {
    // given
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    office.answer = async () => (await held, { kind: 'done', variables: { licence: 'lost' } });
    const first = await office.work();
    const caseNumber = await startWith(office, lookedUp(), '4 seconds');
    const asked = () => office.calls.filter(({ record }) => record.caseNumber === caseNumber).map(({ idempotencyKey }) => idempotencyKey);
    await until(async () => asked().length === 1);
    // when
    await first.kill();
    office.answer = async () => ({ kind: 'done', variables: { licence: 'valid' } });
    release();
    const second = await office.work({ maxCachedWorkflows: 0 });
    await office.complete(caseNumber, 'approve');
    const result = await office.result(caseNumber);
    office.answer = async () => ({ kind: 'done' });
    // then
    const keys = asked();
    expect([keys.length, new Set(keys).size]).toEqual([3, 3]);
    const told = office.batches.filter((batch) => batch.caseNumber === caseNumber).flatMap(({ steps }) => steps);
    expect(told.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(told.at(-1)!.chain).toBe(result.chain);
    expect(told.flatMap(({ event }) => (event.type === 'job' && 'variables' in event.outcome ? [event.outcome.variables] : []))).toEqual([{ licence: 'valid' }, { licence: 'valid' }]);
    const { differences, events } = await replayed(office, [caseNumber]);
    expect(differences).toEqual([]);
    expect([reads(events), calls(events)]).toEqual([2, 0]);
    const said = events.flatMap((event) => event.markerRecordedEventAttributes?.details?.result?.payloads ?? []);
    expect(said.map(({ metadata }) => Buffer.from(metadata!.encoding!).toString())).toEqual(['binary/encrypted', 'binary/encrypted']);
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

  test('a call that only reads and has no answer at once, or too large a one, goes on as any other', async () => {
    let asked = 0;
    office.answer = async () => {
      asked += 1;
      if (asked === 1) await sleep(1_600);
      return { kind: 'done', variables: { text: 'x'.repeat(asked === 3 ? 20_000 : 1) } };
    };
    const caseNumber = await office.start(lookedUp());
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
    office.answer = async () => ({ kind: 'done' });
    const { differences, events } = await replayed(office, [caseNumber]);
    expect(differences).toEqual([]);
    expect([events.filter((event) => event.markerRecordedEventAttributes).length, reads(events), calls(events)]).toEqual([2, 0, 2]);
    const keys = office.calls.filter(({ record }) => record.caseNumber === caseNumber).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys.map((key) => key.split('.').length)).toEqual([4, 3, 4, 3]);
    expect(office.steps(caseNumber).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  }, 120_000);

  test('in a rehearsal a call that only reads is a call as any other', async () => {
    const caseNumber = await office.start(lookedUp(), { clockMode: 'rehearsal' });
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
    const { differences, events } = await replayed(office, [caseNumber]);
    expect(differences).toEqual([]);
    expect([reads(events), calls(events)]).toEqual([0, 2]);
  }, 120_000);

  test('a call that only reads is called off by what falls due before its answer', async () => {
    office.answer = async () => (await sleep(700), { kind: 'done' });
    const caseNumber = await office.start(lookedUp('PT0.3S'));
    await office.complete(caseNumber, 'byHand');
    expect(await office.result(caseNumber)).toMatchObject({ status: 'completed' });
    office.answer = async () => ({ kind: 'done' });
    expect((await replayed(office, [caseNumber])).differences).toEqual([]);
    expect(office.steps(caseNumber).map(({ event }) => event.type)).toEqual(['start', 'tick', 'job', 'complete']);
  }, 120_000);

  test('many calls that only read, answered in any order and over many runs: each counts once, and a replay is the same', async () => {
    office.answer = async () => (await sleep(Math.random() * 60), { kind: 'done' });
    const cases = await Promise.all([fanOut(8, true), fanOut(8, true), fanOut(100, true)].map((program) => office.start(program, { runLimit: 120 })));
    for (const caseNumber of cases) await office.complete(caseNumber, 'last');
    await Promise.all(cases.map((caseNumber) => office.result(caseNumber)));
    office.answer = async () => ({ kind: 'done' });
    const { differences, runs, events } = await replayed(office, cases);
    expect(differences).toEqual([]);
    expect(runs).toBeGreaterThan(3);
    expect(reads(events)).toBeGreaterThan(8);
    expect(reads(events) + calls(events)).toBe(116);
    const asked = office.calls.filter(({ record }) => cases.includes(record.caseNumber)).map(({ record }) => `${record.caseNumber}.${record.sequence}`);
    expect(cases.flatMap((caseNumber) => office.steps(caseNumber).flatMap(({ event }) => (event.type === 'job' ? [`${caseNumber}.${event.instance}`] : []))).sort()).toEqual([...new Set(asked)].sort());
  }, 120_000);

  test('commands that come while a workflow task goes on for calls that only read are let in after them, and all of them are', async () => {
    // given
    office.answer = async () => (await sleep(900), { kind: 'done' });
    const caseNumber = await startWith(office, fanOut(5, true), '600 milliseconds');
    await until(async () => office.calls.some(({ record }) => record.caseNumber === caseNumber));
    // when
    await Promise.all([1, 2, 3].map(async (n) => (await sleep(n * 150), office.command(caseNumber, { type: 'variables', variables: { [`v${n}`]: n } }))));
    await office.complete(caseNumber, 'last');
    await office.result(caseNumber);
    office.answer = async () => ({ kind: 'done' });
    // then
    const { differences, events } = await replayed(office, [caseNumber]);
    expect(differences).toEqual([]);
    const order = events.flatMap((event) => (event.workflowExecutionUpdateAcceptedEventAttributes ? ['command'] : event.markerRecordedEventAttributes ? ['read'] : []));
    expect(order).toEqual([...Array.from({ length: 5 }, () => 'read'), ...Array.from({ length: 4 }, () => 'command')]);
  }, 120_000);

  test('cases that are looked into all the time while they read go the same way in a replay, whatever comes meanwhile', async () => {
    // given
    office.answer = async () => (await sleep(Math.random() * 120), { kind: 'done' });
    const cases = await Promise.all([fanOut(100, true), ...Array.from({ length: 5 }, () => readAfterEach(5))].map((program) => office.start(program, { runLimit: 120 })));
    // when
    const done = new AbortController();
    const looking = cases.map(async (caseNumber) => {
      while (!done.signal.aborted) await office.cases.inspect(caseNumber).catch(() => undefined);
    });
    const writing = cases.map(async (caseNumber, n) => (await sleep(n * 20), office.command(caseNumber, { type: 'variables', variables: { n } })));
    await Promise.all(cases.slice(1).map(async (caseNumber) => {
      for (let n = 0; n < 5; n += 1) await office.complete(caseNumber, `step${n}`);
    }));
    for (const caseNumber of cases) await office.complete(caseNumber, 'last');
    await Promise.all([...writing, ...cases.map((caseNumber) => office.result(caseNumber))]);
    done.abort();
    await Promise.all(looking);
    office.answer = async () => ({ kind: 'done' });
    // then
    const { differences, events } = await replayed(office, cases);
    expect(differences).toEqual([]);
    expect(reads(events)).toBeGreaterThan(20);
  }, 180_000);

  test('answers that come while the read model is slow and commands are refused happen at the same time in a replay', async () => {
    // given
    office.answer = async () => (await sleep(Math.random() * 1_500), { kind: 'done' });
    const store = office.store;
    office.store = async (batch) => (await sleep(300 + Math.random() * 400), store(batch));
    const cases = await Promise.all([20, 20, 20].map((branches) => office.start(fanOut(branches))));
    // when
    const done = new AbortController();
    const refusals = cases.map(async (caseNumber) => {
      let count = 0;
      for (; !done.signal.aborted; await sleep(20)) await office.command(caseNumber, { type: 'complete', instance: 1, opinion: 'agree' }).catch(() => (count += 1));
      return count;
    });
    for (const caseNumber of cases) await until(async () => calls((await fetchRuns(office.cases.client, caseNumber)).flatMap(({ history }) => history.events!)) === 20 && office.steps(caseNumber).length === 21);
    done.abort();
    for (const caseNumber of cases) await office.complete(caseNumber, 'last');
    await Promise.all(cases.map((caseNumber) => office.result(caseNumber)));
    office.answer = async () => ({ kind: 'done' });
    office.store = store;
    // then
    expect(Math.min(...(await Promise.all(refusals)))).toBeGreaterThan(5);
    expect((await replayed(office, cases)).differences).toEqual([]);
  }, 180_000);

  test.each([
    ['one that has read', lookedUp()],
    ['one that has not', approval()],
  ])("a cancellation by Temporal's own tools is nothing to a case: %s goes on, and replays", async (_, program) => {
    const caseNumber = await office.start(program);
    await until(async () => office.steps(caseNumber).flatMap((step) => step.log).find((entry) => entry.type === 'opened'));
    await office.cases.client.workflow.getHandle(caseNumber).cancel();
    await office.complete(caseNumber, 'approve');
    expect(await office.result(caseNumber)).toMatchObject({ status: 'completed' });
    expect((await replayed(office, [caseNumber])).differences).toEqual([]);
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
    // Each that waited for the read model would wait until it is back, which is after all three.
    expect(took).toBeLessThan(20_000);
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
