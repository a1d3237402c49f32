import { hash } from '../../../engine/canonical.ts';
import type { Program } from '../../../engine/program.ts';
import type { Logger } from '../../log.ts';
import type { EntityManager, Orm } from '../../orm.ts';
import { programIn } from '../compileDrawing.ts';
import { compileSubmission } from '../compileSubmission.ts';
import { DefinitionVersion } from '../DefinitionVersion.ts';
import { pendingSubmission } from '../pendingSubmission.ts';
import { foldCases } from './foldCases.ts';
import { GateRun } from './GateRun.ts';
import { countFinished, finishedCases, versionsOf } from './pastCases.ts';

/** What the run is made with: it goes on after the call that began it has been answered. */
export interface GateParts {
  readonly orm: Orm;
  readonly log: Logger;
  now(): string;
}

/** A run that has given no sign of life for so long has died with its process. */
export const DEAD_AFTER_MS = 60_000;

/** The newest run of a submission; null before the first. */
export async function newestRun(em: EntityManager, submission: string): Promise<GateRun | null> {
  const [run] = await em.find(GateRun, { submission }, { orderBy: { startedAt: 'desc', id: 'desc' }, limit: 1 });
  return run ?? null;
}

/**
 * Begins to fold every finished case of the matter through what waits for review; an earlier run that still goes is cancelled.
 * @returns the run, and what ends when it does.
 */
export async function startGate(parts: GateParts, user: string, key: string): Promise<{ readonly run: GateRun; readonly ended: Promise<void> }> {
  const em = parts.orm.em.fork();
  const submission = await pendingSubmission(em, key);
  const now = parts.now();
  const next = programIn(await compileSubmission(em, submission, now));
  const versions: Record<number, Program> = {};
  for (const version of await versionsOf(em, key)) versions[version] = (await em.findOneOrFail(DefinitionVersion, { key, version })).verified();
  await em.nativeUpdate(GateRun, { submission: submission.id, state: 'running' }, { state: 'cancelled' });
  const run = em.create(GateRun, {
    id: `${submission.id}.${(await em.count(GateRun, { submission: submission.id })) + 1}`,
    submission: submission.id, programHash: hash(next), state: 'running', total: await countFinished(em, key), done: 0, same: 0, groups: [], startedBy: user, startedAt: now, seenAt: now,
  });
  await em.flush();
  return { run, ended: fold(parts, run.id, key, { next, versions }) };
}

/** Stops a run that goes; another state stays as it is. */
export async function cancelGate(em: EntityManager, key: string, now: string): Promise<void> {
  await em.nativeUpdate(GateRun, { submission: (await pendingSubmission(em, key)).id, state: 'running' }, { state: 'cancelled', seenAt: now });
}

async function fold(parts: GateParts, id: string, key: string, programs: { next: Program; versions: Record<number, Program> }): Promise<void> {
  const em = parts.orm.em.fork();
  const write = (change: Partial<GateRun>): Promise<number> => em.nativeUpdate(GateRun, { id, state: 'running' }, { ...change, seenAt: parts.now() });
  let told = 0;
  try {
    const grouping = await foldCases(programs, finishedCases(em, key), async (done) => {
      // Whoever cancels it changes its state: then nothing is written, and that is the sign to stop.
      if (Date.now() - told < 500) return true;
      told = Date.now();
      return (await write({ done })) === 1;
    });
    if (grouping) {
      const { same, groups } = grouping;
      await write({ state: 'done', same, groups, done: same + groups.reduce((sum, { count }) => sum + count, 0) });
    }
  } catch (error) {
    parts.log.error({ err: error, gate: id }, 'replay gate failed');
    await write({ state: 'failed' });
  }
}
