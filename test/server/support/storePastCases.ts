import { canonical } from '../../../engine/canonical.ts';
import type { Event } from '../../../engine/event.ts';
import { Case } from '../../../server/cases/Case.ts';
import type { Orm } from '../../../server/orm.ts';
import { CaseEvent } from '../../../server/readModel/CaseEvent.ts';

/** Stores finished cases as the read model has them after the workflow: the case, and its events with the chain after each. */
export async function storePastCases(orm: Orm, matter: string, version: number, cases: readonly { readonly caseNumber: string; readonly events: readonly Event[]; readonly heads: readonly string[] }[], clockMode: 'wall' | 'rehearsal' = 'wall'): Promise<void> {
  const em = orm.em.fork();
  for (const { caseNumber, events, heads } of cases) {
    em.create(Case, {
      caseNumber, matter, matterName: matter, definitionVersion: version, programHash: '', clockMode, status: 'completed', acceptedBy: 'clerk-1', acceptedAt: events[0]!.now,
      situations: '{}', form: '{}', materials: '[]', promise: '{}', seq: events.length, snapshotSeq: events.length, chain: heads.at(-1)!, closedAt: events.at(-1)!.now,
    });
    events.forEach((event, index) => em.create(CaseEvent, { caseNumber, seq: index + 1, event: canonical(event), chain: heads[index]!, at: event.now, user: event.actor.user }));
  }
  await em.flush();
}
