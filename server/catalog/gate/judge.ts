import { hashText } from '../../../engine/canonical.ts';
import { DomainError } from '../../../engine/errors.ts';
import type { EntityManager } from '../../orm.ts';
import type { Submission } from '../Submission.ts';
import { GateExplanation } from './GateExplanation.ts';
import type { GateRun } from './GateRun.ts';
import { countFinished } from './pastCases.ts';
import { newestRun } from './runGate.ts';

/** How a group is named in addresses and among explanations. */
export const groupHash = (signature: string): string => hashText(signature);

/** Whether a run still tells of this program and of every finished case. */
export const isStale = (run: GateRun, programHash: string, finished: number): boolean => run.programHash !== programHash || run.total !== finished;

/**
 * Lets a submission be published only when every finished case of its matter has been folded through it and each group of
 * like differences has been explained. A matter without finished cases needs no run. @throws DomainError GATE_NOT_RUN,
 * GATE_STALE (a case has finished or what it calls has changed since), GATE_UNEXPLAINED with how many groups
 */
export async function refuseUnexplained(em: EntityManager, submission: Submission, programHash: string): Promise<void> {
  const finished = await countFinished(em, submission.definition);
  if (finished === 0) return;
  const run = await newestRun(em, submission.id);
  if (run === null || run.state !== 'done') throw new DomainError('GATE_NOT_RUN', { finished });
  if (isStale(run, programHash, finished)) throw new DomainError('GATE_STALE', { finished, folded: run.total });
  const explained = new Set((await em.find(GateExplanation, { submission: submission.id })).map(({ group }) => group));
  const open = run.groups.filter(({ signature }) => !explained.has(groupHash(signature)));
  if (open.length > 0) throw new DomainError('GATE_UNEXPLAINED', { groups: open.length, cases: open.reduce((sum, { count }) => sum + count, 0) });
}
