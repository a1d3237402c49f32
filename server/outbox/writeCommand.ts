import { hash } from '../../engine/canonical.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Actor } from '../../engine/event.ts';
import type { AdvanceCommand, CaseCommand, CaseInput, EventBody } from '../../workflows/messages.ts';
import type { EntityManager } from '../orm.ts';
import { toText } from '../readModel/json.ts';
import { CommandRow } from './CommandRow.ts';
import { leaseMs, plus } from './takeLeases.ts';

/** A command as a use case asks for it. */
export interface Asked {
  readonly commandId: string;
  readonly caseNumber: string;
  readonly now: string;
  /** Name of the process that will deliver it at once; until its lease ends no other takes it. Null: whoever runs the outbox delivers it. */
  readonly holder: string | null;
}

/** Writes a person's command for its case, in the transaction of whatever belongs to it. */
export function writeCommand(em: EntityManager, asked: Asked, actor: Actor, event: EventBody): Promise<CommandRow> {
  const command: CaseCommand = { commandId: asked.commandId, digest: digestOf(actor, event), actor, at: asked.now, event };
  return write(em, asked, 'command', actor.user, command);
}

/** Writes the start of a case. */
export function writeStart(em: EntityManager, asked: Asked, input: CaseInput): Promise<CommandRow> {
  return write(em, asked, 'start', input.start.actor.user, input);
}

/** Writes that a rehearsal's clock shall move. */
export function writeAdvance(em: EntityManager, asked: Asked, actor: Actor, to: string): Promise<CommandRow> {
  const command: AdvanceCommand = { commandId: asked.commandId, actor, to };
  return write(em, asked, 'advance', actor.user, command);
}

/** SHA-256 by which a case tells a repeated command from another one under the same id. */
export const digestOf = (actor: Actor, event: EventBody): string => hash({ actor, event });

/**
 * A retry under the same id finds its row: what was asked stays as first written.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the id belongs to another case or another person.
 */
async function write(em: EntityManager, asked: Asked, kind: CommandRow['kind'], user: string, payload: unknown): Promise<CommandRow> {
  const found = await em.findOne(CommandRow, { id: asked.commandId });
  if (found) {
    if (found.caseNumber !== asked.caseNumber || found.user !== user || found.kind !== kind) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    return found;
  }
  return em.create(CommandRow, {
    id: asked.commandId,
    caseNumber: asked.caseNumber,
    kind,
    user,
    payload: toText(payload),
    state: 'pending',
    leaseUntil: asked.holder === null ? null : plus(asked.now, leaseMs),
    leasedBy: asked.holder,
    nextAttemptAt: asked.now,
    createdAt: asked.now,
  });
}
