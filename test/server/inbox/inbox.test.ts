import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { DomainError } from '../../../engine/errors.ts';
import { deliverCallback } from '../../../server/inbox/deliverCallback.ts';
import { InboxRow } from '../../../server/inbox/InboxRow.ts';
import { receiveCallback, type Callback } from '../../../server/inbox/receive.ts';
import { runInbox } from '../../../server/inbox/run.ts';
import type { Orm } from '../../../server/orm.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { fakeCases, processParts } from '../outbox/fakeCases.ts';
import { onBothDatabases } from '../readModel/onBothDatabases.ts';
import { step, told, writeCase } from '../readModel/story.ts';

const now = '2026-09-18T02:00:00.000Z';

/** A case whose instance 3 waits for the power company. */
async function waiting(orm: Orm): Promise<Callback> {
  const caseNumber = randomUUID();
  await writeCase(orm, caseNumber);
  await apply(orm, told(caseNumber, [step(1, [{ type: 'job', instance: 3, element: 'call', attempt: 1, department: 'power', state: 'accepted' }])]));
  return {
    department: 'power',
    webhookId: randomUUID(),
    reference: `${caseNumber}.3.1`,
    status: 'done',
    data: { plan: 'A' },
    occurredAt: '2026-09-18T01:50:00.000Z',
    reportedAt: '2026-09-18T01:55:00.000Z',
  };
}

onBothDatabases((orm) => {
  const row = (callback: Callback) => orm().em.fork().findOneOrFail(InboxRow, { id: `${callback.department}/${callback.webhookId}` });
  const idOf = (callback: Callback) => `${callback.department}/${callback.webhookId}`;

  test('a callback is stored first, then becomes the answer to its call with its three times', async () => {
    // given
    const callback = await waiting(orm());
    const engine = fakeCases();

    // when
    const received = await receiveCallback(orm(), callback, now);
    const state = await deliverCallback(processParts(orm(), engine.cases), idOf(callback));

    // then
    expect([received, state]).toEqual(['stored', 'delivered']);
    const times = { occurredAt: callback.occurredAt, reportedAt: callback.reportedAt, receivedAt: now };
    expect(engine.applied).toMatchObject([
      { actor: { user: 'power', role: 'system', department: 'power' }, event: { type: 'job', instance: 3, attempt: 1, outcome: { kind: 'done', variables: { plan: 'A' }, times } } },
    ]);
  });

  test('the same webhook again has no second effect and is counted (SC-13)', async () => {
    // given
    const callback = await waiting(orm());
    const engine = fakeCases();
    const parts = processParts(orm(), engine.cases);

    // when
    const answers = await Promise.all(Array.from({ length: 6 }, () => receiveCallback(orm(), callback, now)));
    await Promise.all([deliverCallback(parts, idOf(callback)), deliverCallback(parts, idOf(callback))]);

    // then
    expect(answers.toSorted()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'repeated', 'stored']);
    expect(engine.applied).toHaveLength(1);
    expect(await row(callback)).toMatchObject({ repeats: 5 });
  });

  test('an answer nobody waits for is kept as evidence', async () => {
    // given
    const callback = await waiting(orm());
    const engine = fakeCases(() => [{ type: 'late', what: 'job', instance: 3 }]);

    // when
    await receiveCallback(orm(), callback, now);
    const state = await deliverCallback(processParts(orm(), engine.cases), idOf(callback));

    // then
    expect(state).toBe('late');
    expect((await row(callback)).body).toContain('"plan":"A"');
  });

  test.each([
    ['with a reference of nobody', { reference: 'nobody.1.1' }, 'REFERENCE_UNKNOWN'],
    ['with a reference that is no reference', { reference: '../../etc' }, 'REFERENCE_UNKNOWN'],
    ["for another department's call", { department: 'gasCompany' }, 'ANOTHER_DEPARTMENT'],
  ])('a callback %s never reaches a case', async (_, change, note) => {
    // given
    const callback = { ...(await waiting(orm())), ...change };
    const engine = fakeCases();

    // when
    await receiveCallback(orm(), callback, now);
    await deliverCallback(processParts(orm(), engine.cases), idOf(callback));

    // then
    expect(await row(callback)).toMatchObject({ state: 'unknown', note });
    expect(engine.received).toEqual([]);
  });

  test('a callback waits until the engine can be reached, then has its effect once', async () => {
    // given
    const callback = { ...(await waiting(orm())), status: 'refused' as const, code: 'NO_CAPACITY' };
    const engine = fakeCases();
    engine.failWith(new DomainError('TEMPORAL_UNAVAILABLE'));
    await receiveCallback(orm(), callback, now);
    await deliverCallback(processParts(orm(), engine.cases), idOf(callback));
    const waits = await row(callback);

    // when
    engine.failWith(null);
    const later = new Date(Date.now() + 60_000).toISOString();
    const runner = runInbox(processParts(orm(), engine.cases, { now: () => later }));
    for (let i = 0; i < 750 && (await row(callback)).state === 'stored'; i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    await runner.stop();

    // then
    expect(waits).toMatchObject({ state: 'stored', attempts: 1, note: 'TEMPORAL_UNAVAILABLE' });
    expect(await row(callback)).toMatchObject({ state: 'delivered' });
    expect(engine.applied).toMatchObject([{ event: { outcome: { kind: 'error', code: 'NO_CAPACITY' } } }]);
  });
});
