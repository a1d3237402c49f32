import { hash } from '../../../engine/canonical.ts';
import { Grouping } from '../../../engine/gate/outcome.ts';
import type { Program } from '../../../engine/program.ts';
import type { Config } from '../../config.ts';
import type { Logger } from '../../log.ts';
import { type EntityManager, inTransaction, type Orm } from '../../orm.ts';
import { isAlive } from '../backgroundRun.ts';
import { programIn } from '../compileDrawing.ts';
import { compileSubmission } from '../compileSubmission.ts';
import { pendingSubmission } from '../pendingSubmission.ts';
import type { Submission } from '../Submission.ts';
import { foldMissing, gather, keep } from './foldMissing.ts';
import type { Folded } from './foldWorker.ts';
import { GateFold } from './GateFold.ts';
import { GateRun } from './GateRun.ts';
import { groupHash } from './groupHash.ts';
import { countFinished, type Past } from './pastCases.ts';

/** What the run is made with: it goes on after the call that began it has been answered. */
export interface GateParts {
  readonly orm: Orm;
  readonly config: Pick<Config, 'demo'>;
  readonly log: Logger;
  now(): string;
}

/** How often a run says how far it has come, and keeps what it has folded. */
const SIGN_MS = 500;

/** The newest run of a submission; null before the first. */
export async function newestRun(em: EntityManager, submission: string): Promise<GateRun | null> {
  const [run] = await em.find(GateRun, { submission }, { orderBy: { startedAt: 'desc', id: 'desc' }, limit: 1 });
  return run ?? null;
}

/**
 * Begins to fold every finished case of the matter through what waits for review. What was folded through the same program
 * before stays, be that run done, stopped or broken off: only the others are folded. One that goes already is left to go.
 * @returns the run, and what ends when it does.
 */
export async function startGate(parts: GateParts, user: string, key: string): Promise<{ readonly run: GateRun; readonly ended: Promise<void> }> {
  const em = parts.orm.em.fork();
  const submission = await pendingSubmission(em, key);
  const now = parts.now();
  const next = programIn(await compileSubmission(em, submission, now));
  const past = { matter: key, rehearsals: parts.config.demo };
  const begun = { state: 'running', total: await countFinished(em, past), startedBy: user, startedAt: now, seenAt: now } as const;
  const { run, mine } = await inTransaction(parts.orm, (writing) => claim(writing, submission, hash(next), begun));
  return { run, ended: mine ? fold(parts, run, past, next) : Promise.resolve() };
}

/** Stops a run that goes; another state stays as it is. */
export async function cancelGate(em: EntityManager, key: string, now: string): Promise<void> {
  await em.nativeUpdate(GateRun, { submission: (await pendingSubmission(em, key)).id, state: 'running' }, { state: 'cancelled', seenAt: now });
}

/** The run through a program, made or taken up again; not `mine` when somebody else's goes. */
async function claim(em: EntityManager, submission: Submission, programHash: string, begun: Pick<GateRun, 'state' | 'total' | 'startedBy' | 'startedAt' | 'seenAt'>): Promise<{ readonly run: GateRun; readonly mine: boolean }> {
  await em.nativeUpdate(GateRun, { submission: submission.id, state: 'running', programHash: { $ne: programHash } }, { state: 'cancelled' });
  const run = await em.findOne(GateRun, { submission: submission.id, programHash });
  if (run === null) {
    const id = `${submission.id}.${(await em.count(GateRun, { submission: submission.id })) + 1}`;
    const made = em.create(GateRun, { id, submission: submission.id, programHash, done: 0, same: 0, groups: [], ...begun });
    await em.flush();
    return { run: made, mine: true };
  }
  if (isAlive(run, begun.startedAt)) return { run, mine: false };
  // Records that were incomplete may be whole by now.
  const broken = run.groups.filter(({ first }) => first?.code === 'HISTORY_BROKEN');
  await em.nativeDelete(GateFold, { run: run.id, group: { $in: broken.map(({ signature }) => groupHash(signature)) } });
  em.assign(run, { ...begun, groups: run.groups.filter((group) => !broken.includes(group)), done: run.done - broken.reduce((sum, { count }) => sum + count, 0) });
  await em.flush();
  return { run, mine: true };
}

async function fold(parts: GateParts, run: GateRun, past: Past, next: Program): Promise<void> {
  const grouping = new Grouping(run);
  const unwritten: Folded['outcomes'][number][] = [];
  let told = Date.now();
  let goes = Promise.resolve(true);
  // One after the other. Whoever cancels the run, or takes it over, changes it: then nothing is written, and that is the sign to stop.
  const write = (state: 'running' | 'done'): Promise<boolean> => {
    told = Date.now();
    return (goes = goes.then((before) => {
      if (!before) return false;
      const folds = gather(grouping, run, unwritten.splice(0));
      const { same, groups } = grouping;
      return inTransaction(parts.orm, (em) => keep(em, run, { same, groups }, folds, { state, seenAt: parts.now() }));
    }));
  };
  try {
    const whole = await foldMissing(parts.orm.em.fork(), run, past, next, async (outcomes) => {
      unwritten.push(...outcomes);
      return Date.now() - told < SIGN_MS || write('running');
    });
    if (whole) await write('done');
  } catch (error) {
    parts.log.error({ err: error, gate: run.id }, 'replay gate failed');
    await parts.orm.em.fork().nativeUpdate(GateRun, { id: run.id, state: 'running', startedAt: run.startedAt }, { state: 'failed', seenAt: parts.now() });
  }
}
