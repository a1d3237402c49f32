import { DomainError, errors, type ErrorCode } from '../../engine/errors.ts';
import type { AdvanceCommand, CaseCommand, CaseInput } from '../../workflows/messages.ts';
import { Case } from '../cases/Case.ts';
import type { Logger } from '../log.ts';
import { inTransaction, type Orm } from '../orm.ts';
import { tellReply } from '../readModel/tellReply.ts';
import { fromText, toText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import type { Cases } from '../temporal.ts';
import { CommandRow } from './CommandRow.ts';
import { nextAttempt, plus } from './takeLeases.ts';

/** Moments between which a process may die. Tests hand in a hook; nothing in production sets one. */
export type DebugPoint = 'committed' | 'sending' | 'sent' | 'applied' | 'settled';

/** What delivering needs. */
export interface OutboxParts {
  readonly orm: Orm;
  /** Null where the process runs without Temporal: everything waits. */
  readonly cases: (Pick<Cases, 'start' | 'command' | 'advance' | 'inspect'> & Partial<Pick<Cases, 'release' | 'refuseIfCrowded' | 'isOver'>>) | null;
  readonly log: Logger;
  /** Names this process in leases. */
  readonly holder: string;
  now(): string;
  debugPoint?: ((point: DebugPoint, commandId: string) => Promise<void> | void) | undefined;
}

/** How a command stands: `pending` will be delivered by whoever runs the outbox. */
export type Delivery =
  | { readonly state: 'done'; readonly seq: number | null }
  | { readonly state: 'refused'; readonly code: ErrorCode; readonly details: Readonly<Record<string, unknown>> }
  | { readonly state: 'pending' };

/** A person waits this long, in milliseconds, for a case's answer before being told to look again. */
export const deadlineMs = 8_000;

/** Codes by which nobody knows whether the case has the command: it is sent again under its own id. */
const undecided = new Set<ErrorCode>(['CASE_BUSY', 'COMMAND_UNCONFIRMED', 'TEMPORAL_UNAVAILABLE', 'STORAGE_UNAVAILABLE']);

/**
 * Brings a written command to its case and keeps what became of it. Safe to call again at any time, by any process:
 * a settled command is answered from its row, an unsettled one is sent once more under its own id.
 */
export async function deliver(parts: OutboxParts, id: string, waitMs: number = deadlineMs): Promise<Delivery> {
  const { orm, log } = parts;
  const row = await orm.em.fork().findOneOrFail(CommandRow, { id });
  if (row.state !== 'pending') return settled(row);
  const lease = { leaseUntil: plus(parts.now(), waitMs + 5000), leasedBy: parts.holder, attempts: row.attempts + 1 };
  await orm.em.fork().nativeUpdate(CommandRow, { id, state: 'pending' }, lease);
  await parts.debugPoint?.('sending', id);
  try {
    const seq = await send(parts, row, waitMs);
    const outcome = await close(parts, row, { state: 'done', seq });
    await parts.debugPoint?.('settled', id);
    return outcome;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const code = await meaningOf(parts, row, error.code);
    if (!undecided.has(code)) return close(parts, row, { state: 'refused', code, details: error.details });
    log.warn({ caseNumber: row.caseNumber, commandId: id, code }, 'command not confirmed yet');
    return postpone(parts, row, code);
  }
}

/** The seq after the command; null for a start, whose first step the projection brings. */
async function send({ orm, cases, debugPoint }: OutboxParts, row: CommandRow, waitMs: number): Promise<number | null> {
  if (!cases) throw new DomainError('TEMPORAL_UNAVAILABLE');
  const { caseNumber } = row;
  switch (row.kind) {
    case 'start':
      await cases.start(fromText<CaseInput>(row.payload));
      await debugPoint?.('sent', row.id);
      return null;
    case 'advance': {
      const { seq } = await cases.advance(caseNumber, fromText<AdvanceCommand>(row.payload), waitMs);
      await debugPoint?.('sent', row.id);
      return seq;
    }
    case 'command': {
      const command = fromText<CaseCommand>(row.payload);
      const reply = await cases.command(caseNumber, { ...command, tells: true }, waitMs);
      await debugPoint?.('sent', row.id);
      await tellReply(orm, caseNumber, command, reply);
      const { seq } = reply;
      await debugPoint?.('applied', row.id);
      return seq;
    }
  }
}

/** A workflow that isn't found may just not have been started yet. */
async function meaningOf({ orm }: OutboxParts, row: CommandRow, code: ErrorCode): Promise<ErrorCode> {
  if (code !== 'NOT_FOUND' || row.kind === 'start') return code;
  const starting = await orm.em.fork().count(CommandRow, { caseNumber: row.caseNumber, kind: 'start', state: 'pending' });
  return starting > 0 ? 'COMMAND_UNCONFIRMED' : 'CASE_CLOSED';
}

async function postpone({ orm, now }: OutboxParts, row: CommandRow, error: string): Promise<Delivery> {
  const later = { leaseUntil: null, leasedBy: null, nextAttemptAt: nextAttempt(now(), row.attempts + 1), error };
  await orm.em.fork().nativeUpdate(CommandRow, { id: row.id, state: 'pending' }, later);
  return { state: 'pending' };
}

async function close({ orm, now }: OutboxParts, row: CommandRow, outcome: Exclude<Delivery, { state: 'pending' }>): Promise<Delivery> {
  await inTransaction(orm, async (em) => {
    const facts = outcome.state === 'done' ? { seq: outcome.seq } : { code: outcome.code, details: toText(outcome.details) };
    await em.nativeUpdate(CommandRow, { id: row.id }, { ...facts, state: outcome.state, settledAt: now(), leaseUntil: null, leasedBy: null, error: null });
    // A done command's item stays marked until the rows show its step; `apply` takes the mark away then.
    const shown = outcome.state === 'refused' || (await em.count(Case, { caseNumber: row.caseNumber, seq: { $gte: outcome.seq ?? 0 } })) > 0;
    if (shown) await em.nativeUpdate(WorkItem, { pending: row.id }, { pending: null });
    if (row.kind === 'start' && outcome.state === 'refused') {
      await em.nativeUpdate(Case, { caseNumber: row.caseNumber, status: 'starting' }, { status: 'refused', reason: outcome.code });
    }
  });
  return outcome;
}

/** How a row stands, without doing anything about it. */
export function settled(row: CommandRow): Delivery {
  if (row.state === 'pending') return { state: 'pending' };
  if (row.state === 'done') return { state: 'done', seq: row.seq ?? null };
  const code = row.code ?? '';
  return { state: 'refused', code: code in errors ? (code as ErrorCode) : 'INTERNAL', details: row.details ? fromText(row.details) : {} };
}
