import { DomainError } from '../../../engine/errors.ts';
import { type Group, Grouping } from '../../../engine/gate/outcome.ts';
import type { Program } from '../../../engine/program.ts';
import type { EntityManager } from '../../orm.ts';
import type { Submission } from '../Submission.ts';
import { type Fold, foldMissing, gather, keep } from './foldMissing.ts';
import { GateExplanation } from './GateExplanation.ts';
import { groupHash } from './groupHash.ts';
import { countFinished, countMissing } from './pastCases.ts';
import { newestRun } from './runGate.ts';

/** Cases that publishing folds by itself: it waits for them, a second or two. */
const FEW = 200;

/**
 * Lets a submission be published only when every finished case of its matter has been folded through it and each group of
 * like differences has been explained. The few that have finished since it ran are folded here. A matter without finished
 * cases needs no run. @throws DomainError GATE_NOT_RUN, GATE_STALE with how many are missing (too many have finished, one of
 * them goes a way that nobody has seen yet, or what it calls has changed since), GATE_UNEXPLAINED with how many groups
 */
export async function refuseUnexplained(em: EntityManager, submission: Submission, { program, programHash }: { readonly program: Program; readonly programHash: string }, rehearsals = false): Promise<void> {
  const past = { matter: submission.definition, rehearsals };
  const finished = await countFinished(em, past);
  if (finished === 0) return;
  const run = await newestRun(em, submission.id);
  if (run?.state !== 'done') throw new DomainError('GATE_NOT_RUN', { finished });
  const current = run.programHash === programHash;
  const missing = current ? await countMissing(em, past, run.id) : finished;
  if (!current || missing > FEW) throw new DomainError('GATE_STALE', { finished, missing });
  const explained = new Set((await em.find(GateExplanation, { submission: submission.id })).map(({ group }) => group));
  const unexplained = (groups: readonly Group[]) => groups.filter(({ signature }) => !explained.has(groupHash(signature)));
  const open = unexplained(run.groups);
  if (open.length > 0) throw new DomainError('GATE_UNEXPLAINED', { groups: open.length, cases: open.reduce((sum, { count }) => sum + count, 0) });
  if (missing === 0) return;
  const grouping = new Grouping(run);
  const folds: Fold[] = [];
  await foldMissing(em, run, past, program, async (outcomes) => folds.push(...gather(grouping, run, outcomes)) > 0);
  // What publishing finds out is forgotten when it is refused: a run is what shows it.
  if (unexplained(grouping.groups).length > 0) throw new DomainError('GATE_STALE', { finished, missing });
  await keep(em, run, grouping, folds, {});
}
