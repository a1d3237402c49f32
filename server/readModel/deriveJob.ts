import type { LogEntry } from '../../engine/log.ts';
import { lateRule } from '../departments/lateRule.ts';
import { JobRow } from './JobRow.ts';
import type { Rows } from './rows.ts';

interface At {
  readonly at: string;
}

const finished = new Set(['done', 'error', 'cancelled']);

/** How a call to a department shows in its one row: newest state, all waiting of our own connector added up. */
export const deriveJob = {
  async job(rows: Rows, entry: Extract<LogEntry, { type: 'job' }>, { at }: At): Promise<void> {
    const { caseNumber } = rows.case;
    const row =
      (await rows.job(entry.instance)) ??
      rows.em.create(JobRow, { id: `${caseNumber}.${entry.instance}`, caseNumber, instance: entry.instance, element: entry.element, state: entry.state, attempt: entry.attempt, askedAt: at });
    row.state = entry.state;
    row.attempt = entry.attempt;
    row.department = entry.department ?? row.department ?? null;
    row.operation = entry.operation ?? row.operation ?? null;
    row.code = entry.code ?? null;
    row.due = entry.due ?? null;
    row.waitedMs = (row.waitedMs ?? 0) + (entry.waitedMs ?? 0);
    row.settledAt = finished.has(entry.state) ? at : null;
    if (!entry.times) return;
    const { occurredAt, reportedAt, receivedAt } = entry.times;
    Object.assign(row, { occurredAt, reportedAt, receivedAt, late: lateRule(entry.times) !== null });
  },

  /** The step ended: a call that had no answer by then is no longer waited for. */
  async left(rows: Rows, instance: number, how: 'completed' | 'cancelled' | 'compensated', { at }: At): Promise<void> {
    const row = await rows.job(instance);
    if (row && how === 'cancelled' && !finished.has(row.state)) Object.assign(row, { state: 'cancelled', settledAt: at });
  },
};
