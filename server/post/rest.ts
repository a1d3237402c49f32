import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import { InboxRow } from '../inbox/InboxRow.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { CommandRow } from '../outbox/CommandRow.ts';
import type { EntityManager } from '../orm.ts';

/** In a larger world nobody asks each case: it is looked at again after a moment. */
const most = 50;

const lookAgainMs = 25;

/**
 * Waits until nothing in a world can move without somebody outside (no call, letter or command under way, nothing due,
 * everything shown), `withinMs` at most. Two looks must agree: one case may have told another in between.
 * @returns whether it is at rest
 */
export async function atRest(parts: OutboxParts, world: string, withinMs: number, except: string | null = null): Promise<boolean> {
  for (let before = '', until = Date.now() + withinMs; ; await pause(lookAgainMs)) {
    const seen = await look(parts, world, except);
    // One case alone has nobody to hear from in between.
    if (seen !== null && (seen === before || !seen.includes(' '))) return true;
    before = seen ?? '';
    if (Date.now() >= until) return false;
  }
}

/** Where every case of the world stands, or null while one of them moves. */
async function look(parts: OutboxParts, world: string, except: string | null): Promise<string | null> {
  const em = parts.orm.em.fork() as EntityManager;
  const all = (await em.find(Case, { world, status: { $in: ['starting', 'running'] } }, { orderBy: { caseNumber: 'asc' }, limit: most + 1 })).filter(({ caseNumber }) => caseNumber !== except);
  if (all.length > most) return null;
  const numbers = all.map(({ caseNumber }) => caseNumber);
  if ((await em.count(CommandRow, { caseNumber: { $in: numbers }, state: 'pending' })) > 0) return null;
  if ((await em.count(InboxRow, { caseNumber: { $in: numbers }, state: 'stored' })) > 0) return null;
  const seen = await Promise.all(all.map((found) => standing(parts, found)));
  return seen.includes(null) ? null : seen.join(' ');
}

async function standing({ cases, now }: OutboxParts, found: Case): Promise<string | null> {
  if (found.status === 'starting' || !cases) return null;
  try {
    const { state, jobsInFlight, jobsWaiting, lettersWaiting } = await cases.inspect(found.caseNumber);
    const isDue = found.clockMode === 'wall' && found.nextDue != null && found.nextDue <= now();
    // A step that its sender has told may wait for a ride as long as it likes: what counts is that the rows show it.
    const moves = jobsInFlight + jobsWaiting + lettersWaiting > 0 || isDue || state.status !== 'running';
    return moves || state.seq !== found.snapshotSeq || state.seq !== found.seq ? null : `${found.caseNumber}@${state.seq}`;
  } catch (error) {
    // Ended a moment ago, not started yet, or nobody works: whatever it is, it isn't known to be at rest.
    if (error instanceof DomainError) return null;
    throw error;
  }
}
