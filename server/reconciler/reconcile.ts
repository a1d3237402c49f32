import type { ProjectionBatch } from '../../activities/ports.ts';
import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { apply } from '../readModel/apply.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { toText } from '../readModel/json.ts';

/** What a look at one case found. */
export type Finding =
  /** Workflow and read model say the same, or the workflow is about to tell. */
  | 'equal'
  /** The read model lacked steps; they were told again. */
  | 'repaired'
  /** The workflow's past is not the read model's: marked, never overwritten (ENGINE_DIVERGED). */
  | 'diverged'
  /** Nobody can say now: no worker or no Temporal. */
  | 'unknown';

export interface ReconcilerParts extends OutboxParts {
  /** Every batch that a case's runs handed to the read model, oldest first, from the history itself. */
  batchesOf(caseNumber: string): Promise<readonly ProjectionBatch[]>;
}

/** Compares one case's workflow with its rows, and tells the rows again what they lack. */
export async function reconcile(parts: ReconcilerParts, caseNumber: string): Promise<Finding> {
  const { orm, cases, log } = parts;
  if (!cases) return 'unknown';
  // The rows first: what the workflow does meanwhile can only put it ahead of them.
  const found = await orm.em.fork().findOneOrFail(Case, { caseNumber });
  let inspection;
  try {
    inspection = await cases.inspect(caseNumber);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // No workflow although its start was confirmed: a Temporal that was restored to an earlier time.
    return error.code === 'NOT_FOUND' ? markDiverged(parts, caseNumber, { missing: true }) : 'unknown';
  }
  const { state, stepsUnprojected } = inspection;
  if (state.seq < found.seq) return markDiverged(parts, caseNumber, { workflow: state.seq, rows: found.seq });
  const stored = await orm.em.fork().findOne(CaseEvent, { caseNumber, seq: state.seq });
  if (stored && stored.chain !== state.chain) return markDiverged(parts, caseNumber, { seq: state.seq, stored: stored.chain, workflow: state.chain });
  if (state.seq === found.seq || stepsUnprojected > 0) return 'equal';
  for (const batch of await parts.batchesOf(caseNumber)) await apply(orm, batch);
  const after = await orm.em.fork().findOneOrFail(Case, { caseNumber });
  log.warn({ caseNumber, from: found.seq, to: after.seq }, 'read model repaired from the history');
  return after.diverged ? 'diverged' : 'repaired';
}

async function markDiverged({ orm, log }: ReconcilerParts, caseNumber: string, what: object): Promise<Finding> {
  const marked = await orm.em.fork().nativeUpdate(Case, { caseNumber, diverged: null }, { diverged: toText({ code: 'ENGINE_DIVERGED', ...what }) });
  if (marked > 0) log.error({ caseNumber, code: 'ENGINE_DIVERGED', ...what }, 'workflow and read model disagree about the past');
  return 'diverged';
}
