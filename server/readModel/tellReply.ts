import type { Event } from '../../engine/event.ts';
import type { CaseCommand, CommandReply } from '../../workflows/messages.ts';
import type { Orm } from '../orm.ts';
import { apply } from './apply.ts';

/**
 * Writes what the reply to a command tells: the step it was, or, when it was taken before, the steps that its first
 * sender may have died with. Whoever sends with `tells` does this before the command counts as done.
 */
export async function tellReply(orm: Orm, caseNumber: string, { event, actor, commandId, digest }: CaseCommand, { seq, chain, log, snapshot, repeated, untold }: CommandReply): Promise<void> {
  // Without a snapshot the case tells it itself, in a moment.
  if (!snapshot || (repeated && !untold)) return;
  const own = { seq, chain, log, event: { ...event, now: snapshot.now, actor, commandId, digest } as Event };
  await apply(orm, { caseNumber, steps: repeated ? untold! : [own], snapshot });
}
