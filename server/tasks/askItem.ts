import { DomainError } from '../../engine/errors.ts';
import type { Actor } from '../../engine/event.ts';
import { Case } from '../cases/Case.ts';
import { nowOf } from '../cases/listCases.ts';
import type { Call } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { askCase } from '../outbox/askCase.ts';
import type { EntityManager } from '../orm.ts';
import type { EventBody } from '../../workflows/messages.ts';
import { findItem, roleFor } from './access.ts';
import { WorkItem } from './WorkItem.ts';

/** An own item with its case, and the caller as the actor of what happens to it. */
export interface OwnItem {
  readonly item: WorkItem;
  readonly found: Case;
  readonly actor: Actor;
  /** The case's own present. */
  readonly now: string;
}

/** How long a loser of a race waits to be told who won, milliseconds. */
const winnerWithinMs = 2_000;

/** The caller's own item. @throws DomainError NOT_FOUND */
export async function ownItem(call: Pick<Call, 'em' | 'caller' | 'now'>, id: string): Promise<OwnItem> {
  const caller = callerOf(call);
  const item = await findItem(call.em, caller, id);
  const found = await call.em.findOneOrFail(Case, { caseNumber: item.caseNumber });
  const actor = { user: caller.user, role: roleFor(item.role), ...(caller.department !== null && { department: caller.department }) };
  return { item, found, actor, now: nowOf(found, call.now) };
}

/**
 * Asks the case for something about an item. The case judges; whoever lost a race is told who won and when.
 * @throws DomainError TASK_ALREADY_DONE, TASK_CLAIMED with `by` and `at`, or the case's other refusals
 */
export async function askItem(
  call: Pick<Call, 'em' | 'commandId' | 'context' | 'now' | 'caller'>,
  { item, actor }: OwnItem,
  event: EventBody,
  options: { readonly mark?: boolean; readonly alongside?: (em: EntityManager) => Promise<void> } = {},
): ReturnType<typeof askCase> {
  try {
    return await askCase(call, {
      caseNumber: item.caseNumber,
      actor,
      event,
      alongside: async (em, commandId) => {
        // Marked in the command's transaction: from here on no list shows it as open (C-15).
        if (options.mark) await em.nativeUpdate(WorkItem, { id: item.id, pending: null, state: { $in: ['open', 'claimed'] } }, { pending: commandId });
        await options.alongside?.(em);
      },
    });
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'TASK_ALREADY_DONE' || error.code === 'TASK_CLAIMED')) {
      throw new DomainError(error.code, await winnerOf(call, item.id, error.code));
    }
    throw error;
  }
}

/** Refuses at once what the rows already know to be too late. @throws DomainError TASK_ALREADY_DONE, TASK_CLAIMED */
export function refuseTooLate(item: WorkItem, user: string): void {
  if (item.state === 'completed' || item.state === 'cancelled') throw new DomainError('TASK_ALREADY_DONE', { by: item.closedBy ?? null, at: item.closedAt ?? null, how: item.state });
  if (item.claimedBy && item.claimedBy !== user) throw new DomainError('TASK_CLAIMED', { by: item.claimedBy, at: item.claimedAt ?? null });
}

async function winnerOf(call: Pick<Call, 'context'>, id: string, code: string): Promise<Record<string, unknown>> {
  for (const until = Date.now() + winnerWithinMs; ; ) {
    const item = await call.context.orm.em.fork().findOne(WorkItem, { id });
    if (item && code === 'TASK_CLAIMED' && item.claimedBy) return { by: item.claimedBy, at: item.claimedAt ?? null };
    if (item?.closedAt) return { by: item.closedBy ?? null, at: item.closedAt, how: item.state };
    if (Date.now() >= until) return { by: null, at: null };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
