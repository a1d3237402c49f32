import { setTimeout as pause } from 'node:timers/promises';
import { hashText } from '../../engine/canonical.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Actor } from '../../engine/event.ts';
import { Case } from '../cases/Case.ts';
import type { Call } from '../http/route.ts';
import { inTransaction } from '../orm.ts';
import { ask } from '../outbox/askCase.ts';
import { writeAdvance } from '../outbox/writeCommand.ts';
import { atRest } from '../post/rest.ts';
import { EngineDeployment } from './EngineDeployment.ts';
import { EngineTimer } from './EngineTimer.ts';
import { fireTimer } from './fireTimers.ts';

/** How long one call may take before it answers with where it has come to, milliseconds. */
const longest = 50_000;

/** How long one instant may take, milliseconds. */
const patience = 10_000;

/**
 * Moves the one clock of a rehearsal and all its instances to `to`, through every due time on the way: each instant is
 * lived to its end (calls answered, letters delivered) before the next. Returns the instant it has come to, which is
 * earlier than `to` when that takes longer than a call may.
 * @throws DomainError CLOCK_BACKWARDS
 */
export async function advanceRehearsal(call: Pick<Call, 'commandId' | 'context' | 'now' | 'caller'>, world: string, to: string, actor: Actor): Promise<string> {
  const { orm, services } = call.context;
  const parts = services.cases.outbox;
  const clock = async (): Promise<string> => (await orm.em.fork().findOneOrFail(EngineDeployment, { id: world })).now!;
  if (to < (await clock())) throw new DomainError('CLOCK_BACKWARDS');
  const until = Date.now() + longest;
  for (let before = ''; Date.now() < until; ) {
    await atRest(parts, world, patience);
    const now = await clock();
    const due = await nextDue();
    const next = due === null || due > to ? to : due > now ? due : now;
    // What does not pass at its own instant is an instance in trouble: the others' time goes on all the same.
    const stands = next === now && before === next;
    if (stands && now === to) return now;
    const instant = stands ? to : next;
    await inTransaction(orm, (em) => em.nativeUpdate(EngineDeployment, { id: world }, { now: instant }));
    for (const timer of await orm.em.fork().find(EngineTimer, { world, nextAt: { $lte: instant } }, { orderBy: { nextAt: 'asc' } })) await fireTimer(services.cases, timer, actor);
    await moveAll(instant);
    before = instant;
    if (instant === to && ((await nextDue()) ?? '~') > to) {
      await atRest(parts, world, patience);
      if (((await nextDue()) ?? '~') > to) return to;
    }
  }
  return clock();

  async function nextDue(): Promise<string | null> {
    const em = orm.em.fork();
    const open = await em.find(Case, { world, status: 'running', nextDue: { $ne: null } }, { fields: ['nextDue'], orderBy: { nextDue: 'asc' }, limit: 1 });
    const timers = await em.find(EngineTimer, { world }, { orderBy: { nextAt: 'asc' }, limit: 1 });
    return [open[0]?.nextDue, timers[0]?.nextAt].filter((at) => at != null).sort()[0] ?? null;
  }

  async function moveAll(instant: string): Promise<void> {
    const open = await orm.em.fork().find(Case, { world, status: { $in: ['starting', 'running'] } });
    const moved = await Promise.all(
      open.map(async ({ caseNumber, seq }) => {
        const commandId = hashText(`${call.commandId} ${instant} ${caseNumber} ${seq}`).slice(0, 32);
        return ask({ ...call, commandId }, caseNumber, (em, asked) => writeAdvance(em, asked, actor, instant)).then(
          () => [caseNumber],
          (error: unknown) => {
            // It ended, or another advance is ahead.
            if (error instanceof DomainError && (error.code === 'CASE_CLOSED' || error.code === 'CLOCK_BACKWARDS')) return [];
            throw error;
          },
        );
      }),
    );
    const numbers = moved.flat();
    for (const end = Date.now() + patience; Date.now() < end; await pause(25)) {
      const behind = await orm.em.fork().count(Case, { caseNumber: { $in: numbers }, status: { $in: ['starting', 'running'] }, virtualNow: { $lt: instant } });
      if (behind === 0) return;
    }
  }
}
