import { DomainError } from '../../engine/errors.ts';
import { hashText } from '../../engine/canonical.ts';
import type { JobOutcome } from '../../engine/event.ts';
import type { CaseCommand, EventBody } from '../../workflows/messages.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { nextAttempt } from '../outbox/takeLeases.ts';
import { workersId } from '../departments/DepartmentSystem.ts';
import { digestOf } from '../outbox/writeCommand.ts';
import { tellReply } from '../readModel/tellReply.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { fromText } from '../readModel/json.ts';
import { InboxRow } from './InboxRow.ts';

/** A callback whose call the read model doesn't know is waited for this many attempts, about a minute: it may be early. */
const patience = 6;

/** Refusals of an answer for what it holds. */
const unusable: ReadonlySet<string> = new Set(['NAME_RESERVED', 'STATE_TOO_LARGE', 'VAR_TOO_LARGE']);

/**
 * Brings a stored callback to its case as the answer to the call. The case decides whether anybody still waits for it;
 * what it doesn't take is kept as `late`. Safe to repeat: the case applies the webhook's id once.
 */
export async function deliverCallback(parts: OutboxParts, id: string): Promise<InboxRow['state']> {
  const { orm, cases, log } = parts;
  const row = await orm.em.fork().findOneOrFail(InboxRow, { id });
  const { caseNumber, instance, attempt } = row;
  if (row.state !== 'stored') return row.state;
  if (caseNumber == null || instance == null || attempt == null) return settle(parts, row, 'unknown', 'REFERENCE_UNKNOWN');
  const job = await orm.em.fork().findOne(JobRow, { id: `${caseNumber}.${instance}` });
  if (job === null) return row.attempts < patience ? postpone(parts, row, 'CALL_NOT_SEEN_YET') : settle(parts, row, 'unknown', 'CALL_UNKNOWN');
  if ((job.department ?? workersId) !== row.department) return settle(parts, row, 'unknown', 'ANOTHER_DEPARTMENT');
  if (!cases) return postpone(parts, row, 'TEMPORAL_UNAVAILABLE');
  const { outcome } = fromText<{ outcome: JobOutcome }>(row.body);
  const actor = { user: row.department, role: 'system', department: row.department };
  const event: EventBody = { type: 'job', instance, attempt, outcome };
  const send = async (event: EventBody, part = '') => {
    const command: CaseCommand = { commandId: `in-${hashText(id).slice(0, 32)}${part}`, digest: digestOf(actor, event), actor, at: row.receivedAt, event, tells: true };
    const reply = await cases.command(caseNumber, command);
    await tellReply(orm, caseNumber, command, reply);
    return reply;
  };
  try {
    const reply = await send(event).catch((error: unknown) => {
      if (!(error instanceof DomainError) || !unusable.has(error.code)) throw error;
      // Nobody could ever deliver it: the step becomes an incident, and what came stays here as evidence.
      return send({ type: 'job', instance, attempt, outcome: { kind: 'failed', code: error.code, message: error.code, retryable: false } }, '-unusable');
    });
    return await settle(parts, row, reply.log.some((entry) => entry.type === 'late') ? 'late' : 'delivered', null);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'CASE_CLOSED') return settle(parts, row, 'late', error.code);
    log.warn({ caseNumber, inboxId: id, code: error.code }, 'callback not delivered yet');
    return postpone(parts, row, error.code);
  }
}

async function settle({ orm, now }: OutboxParts, { id }: InboxRow, state: InboxRow['state'], note: string | null): Promise<InboxRow['state']> {
  await orm.em.fork().nativeUpdate(InboxRow, { id }, { state, note, settledAt: now(), leaseUntil: null, leasedBy: null });
  return state;
}

async function postpone({ orm, now }: OutboxParts, { id, attempts }: InboxRow, note: string): Promise<InboxRow['state']> {
  const later = { attempts: attempts + 1, nextAttemptAt: nextAttempt(now(), attempts + 1), leaseUntil: null, leasedBy: null, note };
  await orm.em.fork().nativeUpdate(InboxRow, { id }, later);
  return 'stored';
}
