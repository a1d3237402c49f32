import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import { EngineDeployment } from '../engine/EngineDeployment.ts';
import { InboxRow } from '../inbox/InboxRow.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { CommandRow } from '../outbox/CommandRow.ts';
import type { EntityManager } from '../orm.ts';
import { nowSetAside } from '../quarantine/incident.ts';
import { isRehearsal } from './world.ts';

/** So many cases are asked at once. Of a larger world on the wall clock not each is asked: it is looked at again after a moment. */
const most = 50;

/** Shortest and longest time between two looks, milliseconds: a quarter of what it has taken so far. */
const lookAgainMs = { from: 25, upTo: 250 };

/** One that ended on the wall clock so long ago has handed over what it threw, milliseconds. */
const endedLatelyMs = 60_000;

/** A world looked at once: where all stand, or what still moves, in words for whoever waits for it. */
type Look = { readonly standing: string } | { readonly moving: string };

/** What counts as motion, and whose. */
interface Sight {
  /** A case that is not asked: the one that waits. */
  readonly except?: string | null;
  /** A message or signal on its way counts for nothing: it is the next after the one that waits. */
  readonly lettersAside?: boolean;
}

/**
 * Waits until nothing in a world can move without somebody outside (no call, letter or command under way, nothing due,
 * everything shown, also of what has ended), `withinMs` at most. Two looks must agree: one case may have told another
 * while the first was taken. A case that was set aside waits for an operator, and nobody for it.
 * @returns null when it is at rest, else what moves
 */
export async function whatMoves(parts: OutboxParts, world: string, withinMs: number, sight: Sight = {}): Promise<string | null> {
  const begun = Date.now();
  for (let before: string | null = null; ; ) {
    const seen = await look(parts, world, sight);
    const standing = 'standing' in seen ? seen.standing : null;
    if (standing !== null && standing === before) return null;
    const isFirst = standing !== null && before === null;
    before = standing;
    if (isFirst) continue;
    const taken = Date.now() - begun;
    if (taken >= withinMs) return 'moving' in seen ? seen.moving : 'what stood at one look had gone on at the next';
    await pause(Math.min(Math.max(taken / 4, lookAgainMs.from), lookAgainMs.upTo));
  }
}

async function look(parts: OutboxParts, world: string, { except, lettersAside = false }: Sight): Promise<Look> {
  const em = parts.orm.em.fork() as EntityManager;
  const rehearsal = isRehearsal(world);
  const aside = await nowSetAside(em);
  const all = (await em.find(Case, { world, status: { $in: ['starting', 'running'] }, caseNumber: { $nin: aside } }, { orderBy: { caseNumber: 'asc' }, ...(!rehearsal && { limit: most + 1 }) })).filter(({ caseNumber }) => caseNumber !== except);
  if (!rehearsal && all.length > most) return { moving: `more than ${most} cases: not each is asked` };
  const numbers = all.map(({ caseNumber }) => caseNumber);
  const commands = await em.count(CommandRow, { caseNumber: { $in: numbers }, state: 'pending' });
  if (commands > 0) return { moving: `commands under way: ${commands}` };
  const answers = await em.count(InboxRow, { caseNumber: { $in: numbers }, state: 'stored' });
  if (answers > 0) return { moving: `answers of systems under way: ${answers}` };
  const clock = rehearsal && !lettersAside ? ((await em.findOne(EngineDeployment, { id: world }))?.now ?? null) : null;
  const seen: string[] = [];
  for (let from = 0; from < all.length; from += most) {
    const some = await Promise.all(all.slice(from, from + most).map((found) => standing(parts, found, clock, lettersAside)));
    const moving = some.find((one) => 'moving' in one);
    if (moving) return moving;
    seen.push(...some.map((one) => ('standing' in one ? one.standing : '')));
  }
  const busy = lettersAside ? null : await busyAfterTheEnd(parts, em, { world, caseNumber: { $nin: aside } }, rehearsal);
  return busy === null ? { standing: seen.join(' ') } : { moving: `${busy} has ended and still hands over what it threw` };
}

async function standing({ cases, now }: OutboxParts, found: Case, clock: string | null, lettersAside: boolean): Promise<Look> {
  const { caseNumber } = found;
  if (found.status === 'starting') return { moving: `${caseNumber} is being started` };
  if (!cases) return { moving: 'nobody here works on cases' };
  try {
    const { state, virtualNow, jobsInFlight, jobsWaiting, lettersWaiting } = await cases.inspect(caseNumber);
    const jobs = jobsInFlight + jobsWaiting;
    if (jobs > 0) return { moving: `${caseNumber} waits for answers: ${jobs}` };
    if (lettersWaiting > 0 && !lettersAside) return { moving: `${caseNumber} hands over messages and signals: ${lettersWaiting}` };
    if (clock !== null && virtualNow < clock) return { moving: `${caseNumber} has not come to ${clock}` };
    if (found.clockMode === 'wall' && found.nextDue != null && found.nextDue <= now()) return { moving: `something is due in ${caseNumber}` };
    // A step that its sender has told may wait for a ride as long as it likes: what counts is that the rows show it.
    if (state.status !== 'running' || state.seq !== found.snapshotSeq || state.seq !== found.seq) return { moving: `what ${caseNumber} did is not shown yet` };
    return { standing: `${caseNumber}@${state.seq}` };
  } catch (error) {
    // Ended a moment ago, not started yet, or nobody works: whatever it is, it isn't known to be at rest.
    if (error instanceof DomainError) return { moving: `${caseNumber} does not say how it stands (${error.code})` };
    throw error;
  }
}

/** A case that has ended by the rows, and whose workflow is not over: it goes on until everything it threw is handed over. */
async function busyAfterTheEnd({ cases, now }: OutboxParts, em: EntityManager, which: object, rehearsal: boolean): Promise<string | null> {
  const lately = rehearsal ? {} : { closedAt: { $gt: new Date(Date.parse(now()) - endedLatelyMs).toISOString() } };
  const ended = await em.find(Case, { ...which, status: { $in: ['completed', 'terminated', 'cancelled'] }, ...lately }, { fields: ['caseNumber'], orderBy: { closedAt: 'desc' } });
  for (let from = 0; from < ended.length; from += most) {
    const some = await Promise.all(ended.slice(from, from + most).map(async ({ caseNumber }) => ({ caseNumber, isOver: await cases?.isOver?.(caseNumber) })));
    const busy = some.find(({ isOver }) => isOver === false);
    if (busy) return busy.caseNumber;
  }
  return null;
}
