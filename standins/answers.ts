import { evaluate } from 'feelin';
import type { AnswerRequest, Behaviour, Data } from './contract.ts';
import type { LedgerEntry } from './ledger.ts';

/** What a department says of a record: done or refused, with the time it happened and the time it is reported. */
export interface Answer {
  readonly status: 'done' | 'refused';
  readonly code?: string;
  readonly message?: string;
  readonly data: Data;
  readonly occurredAt: string;
  readonly reportedAt: string;
}

/**
 * Makes the answer to a kept effect. Its times are counted on the sender's clock (a rehearsal's virtual day), moved on
 * by the wall time that has gone by since; what was told explicitly goes before.
 */
export function answerFor(entry: LedgerEntry, behaviour: Behaviour, told: Partial<AnswerRequest> = {}): Answer {
  const elapsed = Math.max(0, Date.now() - Date.parse(entry.receivedAt));
  const reportedAt = told.reportedAt ?? new Date(Date.parse(entry.reportedAt) + elapsed).toISOString();
  const lateMs = behaviour.mode === 'late' ? (behaviour.lateHours ?? 72) * 3_600_000 : 0;
  const occurredAt = told.occurredAt ?? new Date(Date.parse(reportedAt) - lateMs).toISOString();
  const code = told.refuse ?? behaviour.refuse;
  const data = { ...(told.data ?? behaviour.data), ...computed(behaviour.set ?? {}, entry.data) };
  return code === undefined
    ? { status: 'done', data, occurredAt, reportedAt }
    : { status: 'refused', code, message: behaviour.message ?? code, data, occurredAt, reportedAt };
}

/** Values as told; FEEL ones over the job's own data. */
function computed(set: Data, data: Data): Data {
  const value = (told: Data[string]): Data[string] => (typeof told === 'string' && told.startsWith('=') ? plain(evaluate(told.slice(1), data).value) : told);
  return Object.fromEntries(Object.entries(set).map(([name, told]) => [name, value(told)]));
}

/** FEEL's dates and durations go as their text. */
const plain = (value: unknown): Data[string] => (value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Data[string]));
