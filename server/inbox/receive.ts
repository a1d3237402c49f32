import type { JobOutcome, RecordTimes } from '../../engine/event.ts';
import type { Variables } from '../../engine/value.ts';
import { Case } from '../cases/Case.ts';
import { inTransaction, type Orm } from '../orm.ts';
import { toText } from '../readModel/json.ts';
import { InboxRow } from './InboxRow.ts';

/** A department's callback whose signature has been checked. */
export interface Callback {
  readonly department: string;
  /** The sender's id of this message: the same one again has no second effect. */
  readonly webhookId: string;
  /** `${caseNumber}.${instance}.${attempt}`, as the call gave it. */
  readonly reference: string;
  readonly status: 'done' | 'refused';
  /** Declared business code of a refusal. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly data: Variables;
  readonly occurredAt: string;
  readonly reportedAt: string;
}

/** `stored` will be delivered; `repeated` was here before. Either way the sender is done. */
export type Received = 'stored' | 'repeated';

const referenceForm = /^([A-Za-z0-9_-]{1,64})\.(\d{1,9})\.(\d{1,9})$/;

/**
 * Stores a callback before anything else happens with it; once this returns the department may forget it. One whose
 * reference can't be ours is kept as evidence at once.
 */
export async function receiveCallback(orm: Orm, callback: Callback, now: string): Promise<Received> {
  const id = `${callback.department}/${callback.webhookId}`;
  return inTransaction(orm, async (em) => {
    const inserted = await em.execute<{ affectedRows: number }>(
      `insert into inbox (id, department, reference, body, state, repeats, attempts, next_attempt_at, received_at)
       values (?, ?, ?, '{}', 'stored', 0, 0, ?, ?) on conflict do nothing`,
      [id, callback.department, callback.reference, now, now],
      'run',
    );
    if (inserted.affectedRows !== 1) {
      await em.execute('update inbox set repeats = repeats + 1 where id = ?', [id], 'run');
      return 'repeated';
    }
    const row = await em.findOneOrFail(InboxRow, { id });
    const [, caseNumber, instance, attempt] = referenceForm.exec(callback.reference) ?? [];
    const found = caseNumber === undefined ? null : await em.findOne(Case, { caseNumber });
    // A rehearsal lives on its own clock: wall time would lie beside its other dates.
    const receivedAt = found?.clockMode === 'rehearsal' ? (found.virtualNow ?? now) : now;
    row.body = toText({ outcome: outcomeOf(callback, { occurredAt: callback.occurredAt, reportedAt: callback.reportedAt, receivedAt }) });
    if (found === null || caseNumber === undefined) {
      Object.assign(row, { state: 'unknown', settledAt: now, note: 'REFERENCE_UNKNOWN' });
    } else {
      Object.assign(row, { caseNumber, instance: Number(instance), attempt: Number(attempt) });
    }
    return 'stored';
  });
}

function outcomeOf({ status, code, message, data }: Callback, times: RecordTimes): JobOutcome {
  if (status === 'done') return { kind: 'done', variables: data, times };
  return { kind: 'error', code: code ?? 'REFUSED', ...(message !== undefined && { message }), variables: data, times };
}
