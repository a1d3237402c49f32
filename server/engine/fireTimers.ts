import { hashText } from '../../engine/canonical.ts';
import type { Actor } from '../../engine/event.ts';
import { nextFiring } from '../../engine/interpreter/triggers.ts';
import { inTransaction } from '../orm.ts';
import { platform } from '../outbox/platform.ts';
import type { CaseServices } from '../outbox/services.ts';
import { live } from '../post/world.ts';
import { EngineProcess } from './EngineProcess.ts';
import { EngineTimer } from './EngineTimer.ts';
import { startInstance } from './startInstance.ts';

/** Starts an instance for every timer of a live process that is due on the wall clock. Returns how many. */
export async function fireEngineTimers(services: CaseServices, now: string): Promise<number> {
  const due = await services.outbox.orm.em.fork().find(EngineTimer, { world: live, nextAt: { $lte: now } }, { orderBy: { nextAt: 'asc' } });
  for (const timer of due) await fireTimer(services, timer, platform);
  return due.length;
}

/**
 * One firing: an instance begins at the timer's start event, and the timer goes on to its next one or away. The command
 * id is made from version, event and due time, so that a firing happens once whoever dies in between.
 */
export async function fireTimer(services: CaseServices, timer: EngineTimer, actor: Actor): Promise<void> {
  const { orm, now } = services.outbox;
  const { id, key, version, node, nextAt } = timer;
  const process = await orm.em.fork().findOneOrFail(EngineProcess, { key, version });
  await startInstance(services, hashText(`timer ${id} ${nextAt}`).slice(0, 32), now(), { process, variables: {}, startNode: node, by: { kind: 'timer' }, actor });
  const next = nextFiring({ kind: 'timer', due: nextAt, ...(timer.every ? { every: timer.every, left: timer.left ?? null } : {}) });
  await inTransaction(orm, async (em) => {
    if (next) await em.nativeUpdate(EngineTimer, { id, nextAt }, { nextAt: next.due, left: next.left ?? null });
    else await em.nativeDelete(EngineTimer, { id, nextAt });
  });
}
