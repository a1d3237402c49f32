import type { ReadModelPort } from '../../activities/ports.ts';
import type { LogEntry } from '../../engine/log.ts';
import { Case } from '../cases/Case.ts';
import { keepSubscriptions } from '../post/keepSubscriptions.ts';
import { inTransaction, type EntityManager, type Orm } from '../orm.ts';
import type { Told, ToldStep } from './batch.ts';
import { CaseEvent } from './CaseEvent.ts';
import { CaseLog } from './CaseLog.ts';
import { ChainHead } from './ChainHead.ts';
import { Clock } from './Clock.ts';
import { derive } from './derive.ts';
import { fromText, toText } from './json.ts';
import { rowsOf } from './rows.ts';

/** The read model as the worker's `project` activity uses it; a batch that can't be stored fails and is tried again. */
export function createReadModelPort(orm: Orm): ReadModelPort {
  return {
    async apply(batch) {
      await apply(orm, batch);
    },
  };
}

/** What became of a batch: the case's derived rows now show every effect up to `seq`. */
export interface Applied {
  readonly seq: number;
  /** The past as told differs from the past as stored: nothing was overwritten, the case is marked. */
  readonly diverged: boolean;
}

/**
 * The read model's one entrance, for projections and for updates' replies alike. Events and log entries are kept as
 * they come, once per (case, seq); derived rows are folded from them strictly in order, so a batch that runs ahead
 * waits in the log for the one before it, and an older one after a newer changes nothing. One transaction a batch.
 */
export async function apply(orm: Orm, batch: Told): Promise<Applied> {
  return inTransaction(orm, async (em) => {
    const found = await lockCase(em, batch.caseNumber);
    if (!found) return { seq: 0, diverged: false };
    const diverged = await keepSteps(em, found, batch);
    await fold(em, found);
    await em.flush();
    await keepSnapshot(em, found, batch);
    await keepHead(em, found);
    await clearMarks(em, found);
    return { seq: found.seq, diverged };
  });
}

/** Takes the case's row for this transaction: a write first, so that both databases queue whoever comes second. */
async function lockCase(em: EntityManager, caseNumber: string): Promise<Case | null> {
  await em.execute('update cases set seq = seq where case_number = ?', [caseNumber]);
  return em.findOne(Case, { caseNumber });
}

async function keepSteps(em: EntityManager, found: Case, { steps, snapshot }: Told): Promise<boolean> {
  const { caseNumber } = found;
  const known = new Map((await em.find(CaseEvent, { caseNumber, seq: { $in: steps.map((step) => step.seq) } })).map((row) => [row.seq, row]));
  let diverged = false;
  for (const step of steps) {
    const row = known.get(step.seq);
    if (row && row.chain !== step.chain) {
      diverged = true;
      found.diverged ??= toText({ seq: step.seq, stored: row.chain, told: step.chain });
    } else if (row) {
      row.event ??= step.event ? toText(step.event) : null;
    } else {
      em.create(CaseEvent, eventOf(caseNumber, step, snapshot.now));
      step.log.forEach((entry, n) => em.create(CaseLog, { caseNumber, seq: step.seq, n, type: entry.type, entry: toText(entry) }));
    }
  }
  return diverged;
}

const eventOf = (caseNumber: string, { seq, chain, event, user }: ToldStep, now: string) => ({
  caseNumber,
  seq,
  chain,
  event: event ? toText(event) : null,
  at: event?.now ?? now,
  user: event?.actor.user ?? user ?? null,
});

async function fold(em: EntityManager, found: Case): Promise<void> {
  await em.flush();
  const { caseNumber } = found;
  const events = await em.find(CaseEvent, { caseNumber, seq: { $gt: found.seq } }, { orderBy: { seq: 'asc' } });
  const rows = rowsOf(em, found);
  for (const row of events) {
    if (row.seq !== found.seq + 1) break;
    const log = await em.find(CaseLog, { caseNumber, seq: row.seq }, { orderBy: { n: 'asc' } });
    for (const { n, entry } of log) {
      await derive(rows, fromText<LogEntry>(entry), { at: row.at, user: row.user ?? null, id: `${caseNumber}.${row.seq}.${n}` });
    }
    found.seq = row.seq;
    found.chain = row.chain;
    if (found.status === 'starting') found.status = 'running';
  }
}

async function keepSnapshot(em: EntityManager, found: Case, { snapshot }: Told): Promise<void> {
  if (snapshot.seq < found.snapshotSeq) return;
  const clocks = new Map((await em.find(Clock, { caseNumber: found.caseNumber })).map((row) => [row.clock, row]));
  for (const legal of snapshot.clocks) {
    const row = clocks.get(legal.id);
    if (row) row.legal = toText(legal);
  }
  found.snapshotSeq = snapshot.seq;
  found.tokens = toText(snapshot.tokens);
  found.virtualNow = snapshot.now;
  found.nextDue = snapshot.nextDue;
  await keepSubscriptions(em, found, snapshot);
}

/** Items marked as being processed show their command's effect by now. */
async function clearMarks(em: EntityManager, { caseNumber, seq }: Case): Promise<void> {
  await em.flush();
  await em.execute("update work_items set pending = null where case_number = ? and pending in (select id from commands where case_number = ? and state = 'done' and seq <= ?)", [caseNumber, caseNumber, seq]);
}

async function keepHead(em: EntityManager, { caseNumber, seq, chain }: Case): Promise<void> {
  if (seq === 0 || (await em.count(ChainHead, { caseNumber, seq })) > 0) return;
  em.create(ChainHead, { caseNumber, seq, chain, recordedAt: new Date().toISOString() });
}
