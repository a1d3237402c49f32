import type { RegisterTerms } from '../../../definitions/register/schema.ts';
import { enterTerms } from '../../../server/register/entries.ts';
import type { Orm } from '../../../server/orm.ts';

/** Enters a matter in the register, so that a drawing with this code, lead department and limit in working days may be published. */
export async function enterMatter(orm: Orm, code: string, amount: number, more: Partial<RegisterTerms> = {}): Promise<void> {
  const terms: RegisterTerms = { code, name: { zh: code }, leadDepartment: 'housing', limit: { amount, unit: 'workingDay', kind: 'promised' }, items: [], validFrom: '2020-01-01', validTo: null, ...more };
  await enterTerms(orm.em.fork(), 'admin1', '2026-01-05T01:00:00.000Z', terms, 'for a test');
}
