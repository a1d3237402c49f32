import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import type { Actor } from '../../engine/event.ts';
import type { EventBody } from '../../workflows/messages.ts';
import { Case } from '../cases/Case.ts';
import { Reply, type Call } from '../http/route.ts';
import { inTransaction, type EntityManager, type Orm } from '../orm.ts';
import { CommandRow } from './CommandRow.ts';
import { deliver, type Delivery } from './deliver.ts';
import { writeCommand, type Asked } from './writeCommand.ts';

/** Answer to a command: `pending` is on its way and can be looked up under `/api/commands/:id`. */
export const commandShape = z.object({
  commandId: z.string(),
  state: z.enum(['done', 'pending', 'refused']),
  caseNumber: z.string(),
  seq: z.number().nullable().describe("The case's event that came of it; null while nobody knows"),
  code: z.string().optional(),
  details: z.unknown().optional(),
});

/** How long an answered command waits for the read model to show it, milliseconds. */
const shownWithinMs = 3_000;

type Told = Exclude<Delivery, { state: 'refused' }> & { readonly commandId: string; readonly caseNumber: string };

/** What a person asks of a case; `alongside` is written in the command's own transaction. */
export interface Request {
  readonly caseNumber: string;
  readonly actor: Actor;
  readonly event: EventBody;
  readonly alongside?: (em: EntityManager, commandId: string) => Promise<void>;
}

/**
 * Writes a command and brings it to its case at once. When this returns `done`, lists show the effect.
 * @throws DomainError the case's refusal by its code.
 */
export function askCase(call: Pick<Call, 'commandId' | 'context' | 'now'>, { caseNumber, actor, event, alongside }: Request): Promise<Told> {
  return ask(call, caseNumber, async (em, asked) => {
    const row = await writeCommand(em, asked, actor, event);
    if (row.state === 'pending') await alongside?.(em, asked.commandId);
    return row;
  });
}

/**
 * What became of this very command when it was asked before and its answer was lost; null when it is new. A route that
 * judges by the rows must ask this first: the rows may show the command's own effect.
 * @throws DomainError the case's refusal, or IDEMPOTENCY_KEY_REUSED for somebody else's command
 */
export async function askedBefore({ commandId, context, caller }: Pick<Call, 'commandId' | 'context' | 'caller'>): Promise<Told | null> {
  const row = await context.orm.em.fork().findOne(CommandRow, { id: commandId });
  if (row === null) return null;
  if (row.user !== caller?.user) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return brought(context, commandId, row.caseNumber);
}

/** As `askCase`, for any row of the outbox that `write` writes. */
export async function ask(
  { commandId, context, now }: Pick<Call, 'commandId' | 'context' | 'now'>,
  caseNumber: string,
  write: (em: EntityManager, asked: Asked) => Promise<CommandRow>,
): Promise<Told> {
  const { outbox } = context.services.cases;
  // Before anything is written: who is told to come again has asked nothing.
  outbox.cases?.refuseIfCrowded?.(caseNumber);
  await inTransaction(context.orm, async (em) => {
    await write(em, { commandId, caseNumber, now, holder: outbox.holder });
  });
  await outbox.debugPoint?.('committed', commandId);
  return brought(context, commandId, caseNumber);
}

async function brought(context: Call['context'], commandId: string, caseNumber: string): Promise<Told> {
  const delivery = await deliver(context.services.cases.outbox, commandId);
  if (delivery.state === 'refused') throw new DomainError(delivery.code, delivery.details);
  if (delivery.state === 'done' && delivery.seq !== null) await untilShown(context.orm, caseNumber, delivery.seq);
  return { ...delivery, commandId, caseNumber };
}

/** Waits until lists show the case's event, or a few seconds; true when they do. */
export async function untilShown(orm: Orm, caseNumber: string, seq: number, waitMs: number = shownWithinMs): Promise<boolean> {
  for (const until = Date.now() + waitMs; ; ) {
    if ((await orm.em.fork().count(Case, { caseNumber, seq: { $gte: seq } })) > 0) return true;
    if (Date.now() >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** What a route answers: 200 when it is done, 202 while it is on its way. */
export function answerOf(told: Told): z.input<typeof commandShape> | Reply {
  const body = { commandId: told.commandId, state: told.state, caseNumber: told.caseNumber, seq: told.state === 'done' ? told.seq : null };
  if (told.state === 'done') return body;
  return new Reply({ status: 202, type: 'application/json', body: JSON.stringify(body), headers: { Location: `/api/commands/${told.commandId}`, 'Retry-After': '2' } });
}
