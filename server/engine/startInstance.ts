import { DomainError } from '../../engine/errors.ts';
import type { Program } from '../../engine/program.ts';
import { mayStartByHand } from '../../engine/starts.ts';
import { inTransaction } from '../orm.ts';
import { CommandRow } from '../outbox/CommandRow.ts';
import { untilShown } from '../outbox/askCase.ts';
import { deliver } from '../outbox/deliver.ts';
import type { CaseServices } from '../outbox/services.ts';
import { fromText } from '../readModel/json.ts';
import { type Beginning, instanceOf, writeInstance } from './writeInstance.ts';

/**
 * Starts an instance by hand, or at the start event that was triggered. Asked again under the same command id it answers
 * with the instance it made. Returns its number.
 * @throws DomainError START_NOT_BY_HAND when several events start the process and nothing else does, IDEMPOTENCY_KEY_REUSED
 */
export async function startInstance({ outbox }: CaseServices, commandId: string, now: string, beginning: Beginning): Promise<string> {
  const { orm, holder } = outbox;
  const made = await orm.em.fork().findOne(CommandRow, { id: commandId });
  if (made && (made.kind !== 'start' || made.user !== beginning.actor.user)) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  if (!made) {
    if (beginning.startNode === undefined && !mayStartByHand(fromText<Program>(beginning.process.program))) throw new DomainError('START_NOT_BY_HAND');
    await inTransaction(orm, (em) => writeInstance(em, { commandId, now, holder }, beginning));
  }
  const caseNumber = instanceOf(commandId);
  const delivery = await deliver(outbox, commandId);
  if (delivery.state === 'refused') throw new DomainError(delivery.code, delivery.details);
  if (delivery.state === 'done') await untilShown(orm, caseNumber, 1);
  return caseNumber;
}
