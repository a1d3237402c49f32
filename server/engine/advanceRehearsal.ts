import { hashText } from '../../engine/canonical.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Actor } from '../../engine/event.ts';
import { Case } from '../cases/Case.ts';
import type { Call } from '../http/route.ts';
import { type EntityManager, inTransaction } from '../orm.ts';
import { ask } from '../outbox/askCase.ts';
import { writeAdvance } from '../outbox/writeCommand.ts';
import { whatMoves } from '../post/rest.ts';
import { nowSetAside } from '../quarantine/incident.ts';
import { EngineDeployment } from './EngineDeployment.ts';
import { EngineTimer } from './EngineTimer.ts';
import { fireTimer } from './fireTimers.ts';

/** Where a rehearsal's clock has come to, and what has not come to rest there; null when everything has. */
export interface Come {
  readonly now: string;
  readonly moving: string | null;
}

/** How long one call may take before it answers with where it has come to, milliseconds. */
const longest = 12_000;

/**
 * Moves the one clock of a rehearsal and all its instances to `to`, through every due time on the way: each instant is
 * lived to its end (calls answered, letters delivered, every clock there) before the next, however long that takes. What
 * was set aside stays where it is, and comes after when it is given back.
 * Returns the instant it has come to, which is earlier than `to` when that takes longer than a call may, or when what was
 * done at `to` has not come to rest: then it is asked again.
 * @throws DomainError CLOCK_BACKWARDS
 */
export async function advanceRehearsal(call: Pick<Call, 'commandId' | 'context' | 'now' | 'caller'>, world: string, to: string, actor: Actor): Promise<Come> {
  const { orm, services } = call.context;
  const parts = services.cases.outbox;
  const clock = async (): Promise<string> => (await orm.em.fork().findOneOrFail(EngineDeployment, { id: world })).now!;
  const begun = await clock();
  if (to < begun) throw new DomainError('CLOCK_BACKWARDS');
  const until = Date.now() + longest;
  // Whoever moved it before may have died on the way: all come to where the clock stands first.
  await moveAll(begun, { virtualNow: { $lt: begun } });
  for (let before = '', round = 0; ; round += 1) {
    const moving = await whatMoves(parts, world, Math.max(0, until - Date.now()));
    const now = await clock();
    if (moving !== null) return { now, moving };
    const { first, dueBy } = await dues(now);
    // What does not pass at its own instant is an instance in trouble: the others' time goes on all the same.
    const passed = dueBy === '' || dueBy === before;
    if (now === to && passed) return { now, moving };
    // Each call gets further, also where looking alone takes as long as a call may: past what does not pass in its second round.
    if (round > 1 && Date.now() >= until) return { now, moving: now === to ? `something is due at ${to}` : null };
    const instant = passed ? (first === null || first > to ? to : first) : now;
    await inTransaction(orm, (em) => em.nativeUpdate(EngineDeployment, { id: world }, { now: instant }));
    for (const timer of await orm.em.fork().find(EngineTimer, { world, nextAt: { $lte: instant } }, { orderBy: { nextAt: 'asc' } })) await fireTimer(services.cases, timer, actor);
    await moveAll(instant);
    before = dueBy;
  }

  async function inReach(em: EntityManager) {
    return { world, caseNumber: { $nin: await nowSetAside(em) } };
  }

  /** What is due by now, and the first instant after it at which something falls due. */
  async function dues(now: string): Promise<{ readonly first: string | null; readonly dueBy: string }> {
    const em = orm.em.fork();
    const cases = await em.find(Case, { ...(await inReach(em)), status: 'running', nextDue: { $ne: null } }, { fields: ['caseNumber', 'nextDue'], orderBy: { caseNumber: 'asc' } });
    const timers = await em.find(EngineTimer, { world }, { orderBy: { id: 'asc' } });
    const all = [...cases.map(({ caseNumber, nextDue }) => ({ id: caseNumber, at: nextDue! })), ...timers.map(({ id, nextAt }) => ({ id, at: nextAt }))];
    return { first: all.map(({ at: due }) => due).filter((due) => due > now).sort()[0] ?? null, dueBy: all.filter(({ at: due }) => due <= now).map(({ id, at: due }) => `${id} ${due}`).join('\n') };
  }

  async function moveAll(instant: string, which: object = {}): Promise<void> {
    const em = orm.em.fork();
    const open = await em.find(Case, { ...(await inReach(em)), status: { $in: ['starting', 'running'] }, ...which });
    await Promise.all(
      open.map(({ caseNumber, seq }) => {
        const commandId = hashText(`${call.commandId} ${instant} ${caseNumber} ${seq}`).slice(0, 32);
        return ask({ ...call, commandId }, caseNumber, (em, asked) => writeAdvance(em, asked, actor, instant)).catch((error: unknown) => {
          // It ended, or another advance is ahead.
          if (!(error instanceof DomainError && (error.code === 'CASE_CLOSED' || error.code === 'CLOCK_BACKWARDS'))) throw error;
        });
      }),
    );
  }
}
