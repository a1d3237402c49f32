import { DomainError } from '../../engine/errors.ts';
import type { Actor } from '../../engine/event.ts';
import type { Variables } from '../../engine/value.ts';
import type { EntityManager } from '../orm.ts';
import { askCase, askedBefore } from '../outbox/askCase.ts';
import type { Call } from '../http/route.ts';
import { releaseSetAside, SET_ASIDE } from '../quarantine/incident.ts';
import { IncidentRow } from '../readModel/IncidentRow.ts';

/** How an operator settles an incident. */
export interface Settlement {
  readonly action: 'retry' | 'skip' | 'move';
  /** Of a move: the element where the case goes on. */
  readonly to?: string | undefined;
  /** Corrected values, written into the step's scope before the retry, or in place of the answer that was skipped. */
  readonly variables?: Variables | undefined;
  readonly reason: string;
}

/**
 * Settles an incident (or gives back a case that was set aside) through the case itself, so that who, when and why stand in its history.
 * @throws DomainError NOT_FOUND, INCIDENT_SETTLED, or the case's own refusal.
 */
export async function settleIncident(call: Pick<Call, 'commandId' | 'context' | 'now' | 'caller'> & { em: EntityManager }, id: string, actor: Actor, settlement: Settlement) {
  // A retry after a lost answer finds the incident settled by itself.
  const before = await askedBefore(call);
  if (before) return before;
  const incident = await call.em.findOne(IncidentRow, { id });
  if (incident === null) throw new DomainError('NOT_FOUND');
  if (incident.state === 'settled') throw new DomainError('INCIDENT_SETTLED', { by: incident.settledBy ?? null, at: incident.settledAt ?? null, how: incident.how ?? null });
  const { action, to, variables, reason } = settlement;
  if (incident.code === SET_ASIDE) {
    const { orm, services } = call.context;
    const { cases } = services.cases.outbox;
    await releaseSetAside(orm, cases?.release?.bind(cases), incident, { action, reason, user: actor.user, now: call.now });
    return { state: 'done', seq: null, commandId: call.commandId, caseNumber: incident.caseNumber } as const;
  }
  return askCase(call, {
    caseNumber: incident.caseNumber,
    actor,
    event: { type: 'incident', incident: incident.incident, action, reason, ...(to !== undefined && { to }), ...(variables !== undefined && { variables }) },
  });
}
