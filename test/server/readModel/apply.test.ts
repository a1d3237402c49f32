import { expect, test } from '@jest/globals';
import type { ClockEntry, LogEntry } from '../../../engine/log.ts';
import { Case } from '../../../server/cases/Case.ts';
import { DocumentRow } from '../../../server/documents/DocumentRow.ts';
import { Notice } from '../../../server/notices/Notice.ts';
import { apply } from '../../../server/readModel/apply.ts';
import { CaseEvent } from '../../../server/readModel/CaseEvent.ts';
import { CaseLog } from '../../../server/readModel/CaseLog.ts';
import { ChainHead } from '../../../server/readModel/ChainHead.ts';
import { Clock } from '../../../server/readModel/Clock.ts';
import { IncidentRow } from '../../../server/readModel/IncidentRow.ts';
import { JobRow } from '../../../server/readModel/JobRow.ts';
import { Card } from '../../../server/supervision/Card.ts';
import { WorkItem } from '../../../server/tasks/WorkItem.ts';
import { onBothDatabases } from './onBothDatabases.ts';
import { at, opened, snapshot, step, told, writeCase } from './story.ts';

const limit = { amount: 2, unit: 'workingDay', kind: 'promised' } as const;
const clock = (action: ClockEntry['action'], dueOn: string | null, more: Partial<ClockEntry> = {}): ClockEntry => ({
  type: 'clock',
  action,
  clock: 4,
  instance: 2,
  element: 'task-2',
  limit,
  dueOn,
  dueAt: dueOn && `${dueOn}T10:00:00.000Z`,
  provisional: false,
  calendarVersion: '2026.1',
  ...more,
});

onBothDatabases((orm) => {
  const read = () => orm().em.fork();

  test('a batch becomes events, log, chain head and work items in one go', async () => {
    // given
    await writeCase(orm(), 'A1');

    // when
    await apply(orm(), told('A1', [step(1, [{ type: 'status', status: 'running' }, opened(2)]), step(2, [{ type: 'claimed', instance: 2, user: 'housing-1' }])]));

    // then
    const em = read();
    expect(await em.findOne(Case, { caseNumber: 'A1' })).toMatchObject({ seq: 2, snapshotSeq: 2, status: 'running', chain: 'chain-2' });
    expect(await em.find(CaseEvent, { caseNumber: 'A1' })).toHaveLength(2);
    expect((await em.find(CaseLog, { caseNumber: 'A1' }, { orderBy: { seq: 'asc', n: 'asc' } })).map((row) => row.type)).toEqual(['status', 'opened', 'claimed']);
    expect(await em.find(ChainHead, { caseNumber: 'A1' })).toMatchObject([{ seq: 2, chain: 'chain-2' }]);
    expect(await em.findOne(WorkItem, { id: 'A1.2' })).toMatchObject({ state: 'claimed', claimedBy: 'housing-1', department: 'housing', openedAt: at(1) });
  });

  test('the same batch again, and an older one after a newer, change nothing (C-14)', async () => {
    // given
    await writeCase(orm(), 'A2');
    const first = told('A2', [step(1, [opened(2)])]);
    const second = told('A2', [step(2, [{ type: 'closed', element: 'task-2', instance: 2, how: 'completed', opinion: 'agree' }], { user: 'housing-1' })]);
    await apply(orm(), first);
    await apply(orm(), second);

    // when
    await apply(orm(), second);
    await apply(orm(), first);

    // then
    const em = read();
    expect(await em.findOne(WorkItem, { id: 'A2.2' })).toMatchObject({ state: 'completed', opinion: 'agree', closedBy: 'housing-1' });
    expect(await em.findOne(Case, { caseNumber: 'A2' })).toMatchObject({ seq: 2, tokens: expect.stringContaining('task-2') });
    expect(await em.count(CaseLog, { caseNumber: 'A2' })).toBe(2);
  });

  test('a batch that runs ahead waits for the one before it, then both show', async () => {
    // given
    await writeCase(orm(), 'A3');

    // when
    await apply(orm(), told('A3', [step(2, [{ type: 'claimed', instance: 2, user: 'housing-1' }])]));
    const ahead = await read().findOne(Case, { caseNumber: 'A3' });
    await apply(orm(), told('A3', [step(1, [opened(2)])]));

    // then
    expect(ahead).toMatchObject({ seq: 0, snapshotSeq: 2 });
    expect(await read().findOne(Case, { caseNumber: 'A3' })).toMatchObject({ seq: 2, snapshotSeq: 2 });
    expect(await read().findOne(WorkItem, { id: 'A3.2' })).toMatchObject({ state: 'claimed', claimedAt: at(2) });
  });

  test("an update's reply shows at once who did it; the projection adds the event (C-15)", async () => {
    // given
    await writeCase(orm(), 'A4');
    await apply(orm(), told('A4', [step(1, [opened(2)])]));
    const log: LogEntry[] = [{ type: 'closed', element: 'task-2', instance: 2, how: 'completed', opinion: 'disagree', comment: '红线不符' }];

    // when
    await apply(orm(), { caseNumber: 'A4', steps: [{ seq: 2, chain: 'chain-2', log, user: 'housing-1' }], snapshot: snapshot(2) });

    // then
    expect(await read().findOne(WorkItem, { id: 'A4.2' })).toMatchObject({ state: 'completed', closedBy: 'housing-1', closedAt: at(2), comment: '红线不符' });
    expect(await read().findOne(CaseEvent, { caseNumber: 'A4', seq: 2 })).toMatchObject({ event: null });
    await apply(orm(), told('A4', [step(2, log, { type: 'complete', user: 'housing-1' })]));
    expect(await read().findOne(CaseEvent, { caseNumber: 'A4', seq: 2 })).toMatchObject({ event: expect.stringContaining('"type":"complete"') });
    expect(await read().count(CaseLog, { caseNumber: 'A4' })).toBe(2);
  });

  test('a past that is told differently is refused and marked, not overwritten', async () => {
    // given
    await writeCase(orm(), 'A5');
    await apply(orm(), told('A5', [step(1, [opened(2)])]));

    // when
    const applied = await apply(orm(), told('A5', [{ ...step(1, [opened(2, 'power')]), chain: 'forged' }]));

    // then
    expect(applied.diverged).toBe(true);
    expect(await read().findOne(Case, { caseNumber: 'A5' })).toMatchObject({ diverged: expect.stringContaining('forged'), chain: 'chain-1' });
    expect(await read().findOne(WorkItem, { id: 'A5.2' })).toMatchObject({ department: 'housing' });
  });

  test('a recorded chain head is changed by no statement (AU-01)', async () => {
    // given
    await writeCase(orm(), 'A9');
    await apply(orm(), told('A9', [step(1, [opened(2)])]));

    // then
    for (const statement of ["update chain_heads set chain = 'forged' where case_number = 'A9'", "delete from chain_heads where case_number = 'A9'"]) {
      await expect(read().getConnection().execute(statement, [], 'run')).rejects.toThrow('APPEND_ONLY');
    }
    expect(await read().find(ChainHead, { caseNumber: 'A9' })).toMatchObject([{ seq: 1, chain: 'chain-1' }]);
  });

  test('twenty appliers of the same batches at once leave one set of rows (C-16)', async () => {
    // given
    await writeCase(orm(), 'A6');
    const batches = [told('A6', [step(1, [opened(2)])]), told('A6', [step(2, [opened(3)]), step(3, [opened(4)])])];

    // when
    await Promise.all(Array.from({ length: 20 }, (_, i) => apply(orm(), batches[i % 2]!)));

    // then
    expect(await read().findOne(Case, { caseNumber: 'A6' })).toMatchObject({ seq: 3 });
    expect(await read().count(WorkItem, { caseNumber: 'A6' })).toBe(3);
  });

  test('a step clock and its pauses show on the clock and on the work item', async () => {
    // given
    await writeCase(orm(), 'A7');

    // when
    await apply(orm(), told('A7', [step(1, [opened(2), clock('started', '2026-09-22'), clock('started', '2026-10-22', { clock: 5, instance: null, element: null })])]));
    await apply(orm(), told('A7', [step(2, [{ type: 'procedure', procedure: 'requestCorrection', instance: 2, reason: '缺图', items: ['红线图'] }, clock('paused', null, { reason: '补正', basis: '行政许可法第三十二条' })])]));
    const paused = await read().findOneOrFail(WorkItem, { id: 'A7.2' });
    await apply(orm(), told('A7', [step(3, [{ type: 'procedure', procedure: 'supplyCorrection', instance: 2 }, clock('resumed', '2026-09-24', { before: '2026-09-22' })])]));

    // then
    expect(paused).toMatchObject({ suspended: 'correction', correction: '{"items":["红线图"],"reason":"缺图"}' });
    expect(await read().findOne(WorkItem, { id: 'A7.2' })).toMatchObject({ suspended: null, dueOn: '2026-09-24' });
    const row = await read().findOneOrFail(Clock, { id: 'A7.4' });
    expect(row).toMatchObject({ state: 'running', dueOn: '2026-09-24', reason: null });
    expect((JSON.parse(row.ledger) as { action: string }[]).map((line) => line.action)).toEqual(['started', 'paused', 'resumed']);
    expect(await read().findOne(Case, { caseNumber: 'A7' })).toMatchObject({ dueOn: '2026-10-22' });
  });

  test('calls, incidents, cards, documents and late entries have their rows', async () => {
    // given
    await writeCase(orm(), 'A8');
    const incident = { id: 9, instance: 3, code: 'DEPT_REJECTED', message: 'no', raisedAt: at(2), phase: 'job' } as const;
    const times = { occurredAt: '2026-09-16T01:00:00.000Z', reportedAt: at(3), receivedAt: at(3) };

    // when
    await apply(
      orm(),
      told('A8', [
        step(1, [opened(2), { type: 'job', instance: 3, element: 'call', attempt: 1, department: 'power', operation: 'processing', state: 'waiting', due: at(9), waitedMs: 4000 }]),
        step(2, [{ type: 'job', instance: 3, element: 'call', attempt: 2, state: 'failed', code: 'DEPT_REJECTED', waitedMs: 500 }, { type: 'incident', action: 'raised', element: 'call', incident }]),
        step(3, [{ type: 'incident', action: 'settled', element: 'call', incident, how: 'retry', reason: '改了户号' }, { type: 'job', instance: 3, element: 'call', attempt: 3, state: 'done', times }], { user: 'operator1' }),
        step(4, [
          { type: 'card', card: 12, level: 'yellowCard', signal: 'yellowCard', answerBy: null, clock: 4, instance: 2, element: 'task-2', department: 'housing', to: ['approver', 'chief'], on: '2026-09-18', computation: { due: '2026-09-18' } },
          { type: 'document', code: 'urgeNotice', instance: 2, data: { level: 'yellow' } },
        ]),
        step(5, [{ type: 'cardAnswered', card: 12, answer: '已补录' }, { type: 'closed', element: 'task-2', instance: 2, how: 'completed', occurredAt: at(1) }], { user: 'housing-1' }),
      ]),
    );

    // then
    const em = read();
    expect(await em.findOne(JobRow, { id: 'A8.3' })).toMatchObject({ state: 'done', attempt: 3, department: 'power', operation: 'processing', waitedMs: 4500, late: true, code: null });
    expect(await em.findOne(IncidentRow, { id: 'A8.9' })).toMatchObject({ state: 'settled', how: 'retry', settledBy: 'operator1', department: 'power' });
    expect(await em.findOne(Card, { id: 'A8.12' })).toMatchObject({ state: 'answered', answer: '已补录', answeredBy: 'housing-1', told: '["approver","chief"]' });
    expect(await em.find(Notice, { caseNumber: 'A8' })).toHaveLength(2);
    expect(await em.findOne(DocumentRow, { id: 'A8.4.1' })).toMatchObject({ code: 'urgeNotice', data: '{"level":"yellow"}' });
    expect(await em.findOne(WorkItem, { id: 'A8.2' })).toMatchObject({ late: true, occurredAt: at(1) });
  });
});
