import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { DomainError } from '../../../engine/errors.ts';
import { inTransaction, type Orm } from '../../../server/orm.ts';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { deliver, type DebugPoint } from '../../../server/outbox/deliver.ts';
import { runOutbox } from '../../../server/outbox/run.ts';
import { takeLeases } from '../../../server/outbox/takeLeases.ts';
import { writeCommand } from '../../../server/outbox/writeCommand.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { WorkItem } from '../../../server/tasks/WorkItem.ts';
import { onBothDatabases } from '../readModel/onBothDatabases.ts';
import { opened, step, told, writeCase } from '../readModel/story.ts';
import { fakeCases, processParts } from './fakeCases.ts';

const actor = { user: 'housing-1', role: 'approver', department: 'housing' };
const agree = { type: 'complete', instance: 2, opinion: 'agree' } as const;
const closes = () => fakeCases(() => [{ type: 'closed', element: 'task-2', instance: 2, how: 'completed', opinion: 'agree' }]);
const now = '2026-09-18T02:00:00.000Z';

/** A case with one open work item, and a command written for it by a process that may have died since. */
async function asked(orm: Orm, caseNumber = randomUUID()) {
  await writeCase(orm, caseNumber);
  await apply(orm, told(caseNumber, [step(1, [opened(2)])]));
  const commandId = randomUUID();
  await inTransaction(orm, async (em) => {
    await writeCommand(em, { commandId, caseNumber, now, holder: 'dead' }, actor, agree);
    await em.nativeUpdate(WorkItem, { id: `${caseNumber}.2` }, { pending: commandId });
  });
  return { caseNumber, commandId };
}

onBothDatabases((orm) => {
  const item = (caseNumber: string) => orm().em.fork().findOneOrFail(WorkItem, { id: `${caseNumber}.2` });
  const row = (id: string) => orm().em.fork().findOneOrFail(CommandRow, { id });

  test('a delivered command is settled and its effect shows at once (C-15)', async () => {
    // given
    const { caseNumber, commandId } = await asked(orm());
    const { cases } = closes();

    // when
    const delivery = await deliver(processParts(orm(), cases), commandId);

    // then
    expect(delivery).toEqual({ state: 'done', seq: 2 });
    expect(await item(caseNumber)).toMatchObject({ state: 'completed', closedBy: 'housing-1', pending: null });
    expect(await deliver(processParts(orm(), cases), commandId)).toEqual({ state: 'done', seq: 2 });
  });

  test.each<DebugPoint>(['sending', 'sent', 'applied', 'settled'])('a process that dies at "%s" leaves a command that happens exactly once (C-13)', async (point) => {
    // given
    const { caseNumber, commandId } = await asked(orm());
    const engine = closes();
    const dies = processParts(orm(), engine.cases, { debugPoint: (at) => { if (at === point) throw new Error('killed'); } });
    await expect(deliver(dies, commandId)).rejects.toThrow('killed');

    // when
    const later = new Date(Date.now() + 60_000).toISOString();
    const runner = runOutbox(processParts(orm(), engine.cases, { holder: 'two', now: () => later }));
    for (let i = 0; i < 750 && (await row(commandId)).state === 'pending'; i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    await runner.stop();

    // then
    expect(await row(commandId)).toMatchObject({ state: 'done', seq: 2 });
    expect(engine.applied.filter((command) => command.commandId === commandId)).toHaveLength(1);
    // Died between Temporal and the read model: the workflow's projection is what brings the effect.
    await apply(orm(), told(caseNumber, [step(2, [{ type: 'closed', element: 'task-2', instance: 2, how: 'completed', opinion: 'agree' }])]));
    expect(await item(caseNumber)).toMatchObject({ state: 'completed', pending: null });
  });

  test("a refusal of the case keeps its code and frees the item", async () => {
    // given
    const { caseNumber, commandId } = await asked(orm());
    const engine = closes();
    engine.failWith(new DomainError('TASK_ALREADY_DONE', { by: 'housing-2' }));

    // when
    const delivery = await deliver(processParts(orm(), engine.cases), commandId);

    // then
    expect(delivery).toEqual({ state: 'refused', code: 'TASK_ALREADY_DONE', details: { by: 'housing-2' } });
    expect(await item(caseNumber)).toMatchObject({ state: 'open', pending: null });
  });

  test('without an answer the command waits, and its item shows as being processed', async () => {
    // given
    const { caseNumber, commandId } = await asked(orm());
    const engine = closes();
    engine.failWith(new DomainError('COMMAND_UNCONFIRMED'));

    // when
    const delivery = await deliver(processParts(orm(), engine.cases), commandId);

    // then
    expect(delivery).toEqual({ state: 'pending' });
    expect(await item(caseNumber)).toMatchObject({ state: 'open', pending: commandId });
    expect(await row(commandId)).toMatchObject({ state: 'pending', attempts: 1, leaseUntil: null, error: 'COMMAND_UNCONFIRMED' });
  });

  test('a command for a case that is closed or was never started is refused', async () => {
    const { commandId } = await asked(orm());
    const engine = closes();
    engine.failWith(new DomainError('NOT_FOUND'));
    expect(await deliver(processParts(orm(), engine.cases), commandId)).toMatchObject({ state: 'refused', code: 'CASE_CLOSED' });
  });

  test('two processes never take the same command (C-16)', async () => {
    // given
    await Promise.all(Array.from({ length: 20 }, () => asked(orm())));
    const later = new Date(Date.now() + 120_000).toISOString();

    // when
    const taken = await Promise.all(Array.from({ length: 8 }, (_, i) => takeLeases(orm(), 'commands', `p${i}`, later, 5)));

    // then
    const ids = taken.flat();
    expect(ids.length).toBeGreaterThanOrEqual(20);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
