import { expect, test } from '@jest/globals';
import type { ProjectionBatch } from '../../../activities/ports.ts';
import { DomainError } from '../../../engine/errors.ts';
import type { State } from '../../../engine/state.ts';
import { Case } from '../../../server/cases/Case.ts';
import type { Orm } from '../../../server/orm.ts';
import { CommandRow } from '../../../server/outbox/CommandRow.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { lead, stepDown } from '../../../server/reconciler/lead.ts';
import { reconcile, type ReconcilerParts } from '../../../server/reconciler/reconcile.ts';
import { nextOpen, suspects } from '../../../server/reconciler/suspects.ts';
import { WorkItem } from '../../../server/tasks/WorkItem.ts';
import { fakeCases, processParts } from '../outbox/fakeCases.ts';
import { onBothDatabases } from '../readModel/onBothDatabases.ts';
import { opened, step, told, writeCase } from '../readModel/story.ts';

const now = '2026-09-18T02:00:00.000Z';

/** A process that sees a workflow at `seq`, whose history holds these batches. */
function looking(orm: Orm, workflow: { seq: number; chain: string; unprojected?: number } | Error, batches: readonly ProjectionBatch[] = []): ReconcilerParts {
  const inspect = async () => {
    if (workflow instanceof Error) throw workflow;
    return { state: { seq: workflow.seq, chain: workflow.chain } as State, virtualNow: now, jobsInFlight: 0, jobsWaiting: 0, lettersWaiting: 0, stepsUnprojected: workflow.unprojected ?? 0 };
  };
  return { ...processParts(orm, { ...fakeCases().cases, inspect }), batchesOf: async () => batches };
}

onBothDatabases((orm) => {
  const read = (caseNumber: string) => orm().em.fork().findOneOrFail(Case, { caseNumber });
  const first = (caseNumber: string) => told(caseNumber, [step(1, [opened(2)])]);
  const second = (caseNumber: string) => told(caseNumber, [step(2, [{ type: 'claimed', instance: 2, user: 'housing-1' }])]);

  test('steps that never reached the rows are told again from the history (C-14)', async () => {
    // given
    await writeCase(orm(), 'R1');
    await apply(orm(), first('R1'));

    // when
    const finding = await reconcile(looking(orm(), { seq: 2, chain: 'chain-2' }, [first('R1'), second('R1')] as ProjectionBatch[]), 'R1');

    // then
    expect(finding).toBe('repaired');
    expect(await read('R1')).toMatchObject({ seq: 2, diverged: null });
    expect(await orm().em.fork().findOne(WorkItem, { id: 'R1.2' })).toMatchObject({ state: 'claimed' });
  });

  test('a case in step, or about to tell, is left alone', async () => {
    await writeCase(orm(), 'R2');
    await apply(orm(), first('R2'));
    expect(await reconcile(looking(orm(), { seq: 1, chain: 'chain-1' }), 'R2')).toBe('equal');
    expect(await reconcile(looking(orm(), { seq: 2, chain: 'chain-2', unprojected: 1 }), 'R2')).toBe('equal');
    expect(await reconcile(looking(orm(), new DomainError('TEMPORAL_UNAVAILABLE')), 'R2')).toBe('unknown');
  });

  test.each([
    ['another chain', { seq: 1, chain: 'other' }],
    ['an earlier past', { seq: 0, chain: '' }],
    ['no workflow at all', new DomainError('NOT_FOUND')],
  ])('%s is reported and nothing is overwritten (ENGINE_DIVERGED)', async (what, workflow) => {
    // given
    const caseNumber = `R3 ${what}`;
    await writeCase(orm(), caseNumber);
    await apply(orm(), first(caseNumber));

    // when
    const finding = await reconcile(looking(orm(), workflow), caseNumber);

    // then
    expect(finding).toBe('diverged');
    expect(await read(caseNumber)).toMatchObject({ seq: 1, chain: 'chain-1', diverged: expect.stringContaining('ENGINE_DIVERGED') });
  });

  test('a case whose confirmed command does not show is a suspect; others take their turn', async () => {
    // given
    await writeCase(orm(), 'S1');
    await apply(orm(), first('S1'));
    const em = orm().em.fork();
    em.create(CommandRow, { id: 'c-s1', caseNumber: 'S1', kind: 'command', user: 'u', payload: '{}', state: 'done', seq: 2, nextAttemptAt: now, createdAt: now, settledAt: now });
    await em.flush();

    // then
    expect(await suspects(orm().em.fork(), '2026-09-18T02:00:05.000Z')).not.toContain('S1');
    expect(await suspects(orm().em.fork(), '2026-09-18T02:01:00.000Z')).toContain('S1');
    const round = await nextOpen(orm().em.fork(), '', 100);
    expect(round).toContain('S1');
    expect(await nextOpen(orm().em.fork(), round.at(-1) ?? '', 100)).toEqual([]);
  });

  test('of many processes one leads; when it falls silent or steps down another does (C-18)', async () => {
    // when
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => lead(orm(), 'chore', `p${i}`, now)));

    // then
    expect(answers.filter(Boolean)).toHaveLength(1);
    const leader = `p${answers.indexOf(true)}`;
    expect(await lead(orm(), 'chore', leader, now)).toBe(true);
    expect(await lead(orm(), 'chore', 'late', '2026-09-18T02:00:10.000Z')).toBe(false);
    expect(await lead(orm(), 'chore', 'late', '2026-09-18T02:00:16.000Z')).toBe(true);
    await stepDown(orm(), 'chore', 'late');
    expect(await lead(orm(), 'chore', 'next', '2026-09-18T02:00:17.000Z')).toBe(true);
  });
});
