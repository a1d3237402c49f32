import { DomainError } from '../../engine/errors.ts';
import type { Event } from '../../engine/event.ts';
import { replay } from '../../engine/replay.ts';
import type { Program } from '../../engine/program.ts';
import type { State } from '../../engine/state.ts';
import type { Variables } from '../../engine/value.ts';
import type { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { fromText } from '../readModel/json.ts';

/**
 * The whole state of an instance: executed again from its recorded events. Where one of them has not been recorded yet
 * the workflow itself is asked. null before its first event.
 */
export async function stateOf(em: EntityManager, { cases }: Pick<OutboxParts, 'cases'>, found: Case, program: Program): Promise<State | null> {
  const rows = await em.find(CaseEvent, { caseNumber: found.caseNumber }, { orderBy: { seq: 'asc' } });
  if (rows.length === 0) return null;
  if (rows.some(({ event }) => event == null)) {
    if (!cases) throw new DomainError('TEMPORAL_UNAVAILABLE');
    return (await cases.inspect(found.caseNumber)).state;
  }
  let state: State | null = null;
  for (const after of replay(program, rows.map(({ event }) => fromText<Event>(event!)))) state = after.state;
  return state;
}

/** The instance's own variables, those of its process. */
export const variablesOf = (state: State | null): Variables => Object.values(state?.instances ?? {}).find(({ parent }) => parent === null)?.variables ?? {};
