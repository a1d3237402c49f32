import { DomainError } from '../../engine/errors.ts';
import { type EntityManager, inTransaction, type Orm } from '../orm.ts';
import { IncidentRow } from '../readModel/IncidentRow.ts';

/** Code of the row that stands among the incidents for a case which was set aside. */
export const SET_ASIDE = 'CASE_SET_ASIDE';

const idOf = (caseNumber: string): string => `${caseNumber}.aside`;

/** Shows a case that was set aside to the operators, among the incidents. */
export async function raiseSetAside(orm: Orm, caseNumber: string, deaths: number, now: string): Promise<void> {
  const facts = { code: SET_ASIDE, message: `${deaths} workers died while they executed this case`, state: 'open' as const, raisedAt: now, settledAt: null, settledBy: null, how: null, reason: null };
  await inTransaction(orm, async (em) => {
    const known = await em.findOne(IncidentRow, { id: idOf(caseNumber) });
    if (known) Object.assign(known, facts);
    else em.create(IncidentRow, { id: idOf(caseNumber), caseNumber, incident: 0, instance: 0, element: '', department: null, ...facts });
  });
}

/** The cases that are set aside now: nothing of them moves before an operator gives them back. */
export async function nowSetAside(em: EntityManager): Promise<string[]> {
  return (await em.find(IncidentRow, { code: SET_ASIDE, state: 'open' }, { fields: ['caseNumber'] })).map(({ caseNumber }) => caseNumber);
}

/** What releasing needs to know of an operator's decision. */
export interface Release {
  readonly action: string;
  readonly reason: string;
  readonly user: string;
  readonly now: string;
}

/** An operator gives the case back to the workers. One that kills another worker is set aside again at once. */
export async function releaseSetAside(orm: Orm, release: ((caseNumber: string) => Promise<void>) | undefined, row: IncidentRow, { action, reason, user, now }: Release): Promise<void> {
  if (action !== 'retry') throw new DomainError('INVALID_INPUT', { issues: [{ path: 'body.action', code: 'invalid_value', message: 'Expected "retry": a case that was set aside can only be given back' }] });
  if (!release) throw new DomainError('TEMPORAL_UNAVAILABLE');
  await release(row.caseNumber);
  await inTransaction(orm, async (em) => {
    await em.nativeUpdate(IncidentRow, { id: row.id }, { state: 'settled', settledAt: now, settledBy: user, how: 'retry', reason });
  });
}
