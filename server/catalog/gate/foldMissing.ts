import type { Grouping } from '../../../engine/gate/outcome.ts';
import type { Program } from '../../../engine/program.ts';
import type { EntityManager } from '../../orm.ts';
import { DefinitionVersion } from '../DefinitionVersion.ts';
import { foldCases, type Watch } from './foldCases.ts';
import type { Folded } from './foldWorker.ts';
import { GateFold } from './GateFold.ts';
import { GateRun } from './GateRun.ts';
import { groupHash } from './groupHash.ts';
import { missingCases, type Past, versionsOf } from './pastCases.ts';

/** Rows of one statement. */
const AT_ONCE = 500;

/** What is remembered of a case that was folded. */
export type Fold = Pick<GateFold, 'run' | 'caseNumber' | 'group'>;

/** Folds what a run has not folded yet. @returns false when it was stopped. Throws what a thread throws. */
export async function foldMissing(em: EntityManager, run: GateRun, past: Past, next: Program, watch: Watch): Promise<boolean> {
  const versions: Record<number, Program> = {};
  // One that finishes meanwhile on yet another version is left to the next time.
  const numbers = await versionsOf(em, past, run.id);
  for (const version of numbers) {
    const published = await em.findOneOrFail(DefinitionVersion, { key: past.matter, version });
    const program = published.verified();
    versions[version] = published.programHash === run.programHash ? next : program;
  }
  return foldCases({ next, versions }, missingCases(em, past, run.id, numbers), watch);
}

/** Puts outcomes onto what a run has come to. @returns what is to be remembered with it */
export function gather(grouping: Grouping, run: GateRun, outcomes: Folded['outcomes']): Fold[] {
  return outcomes.map(({ caseNumber, outcome }) => {
    const signature = grouping.add(caseNumber, outcome);
    return { run: run.id, caseNumber, group: signature === null ? null : groupHash(signature) };
  });
}

/**
 * Writes what a run has come to together with the cases it has come to it by, in the caller's transaction.
 * @returns false where it was stopped or taken over meanwhile: nothing is written then
 */
export async function keep(em: EntityManager, { id, state, startedAt }: GateRun, { same, groups }: Pick<Grouping, 'same' | 'groups'>, folds: readonly Fold[], change: Partial<GateRun>): Promise<boolean> {
  const counted = { same, groups, done: same + groups.reduce((sum, { count }) => sum + count, 0) };
  if ((await em.nativeUpdate(GateRun, { id, state, startedAt }, { ...counted, ...change })) !== 1) return false;
  for (let at = 0; at < folds.length; at += AT_ONCE) await em.insertMany(GateFold, folds.slice(at, at + AT_ONCE));
  return true;
}
