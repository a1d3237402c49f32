import { raw } from '@mikro-orm/core';
import { DomainError } from '../../engine/errors.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { Case } from './Case.ts';

/** Roles that see every case. */
const everywhere = ['clerk', 'supervisor', 'auditor', 'operator', 'administrator'] as const;

/** Whether the caller sees all cases, or only those the own department takes part in. */
export const seesAll = (caller: Pick<SignedIn, 'roles'>): boolean => everywhere.some((role) => caller.roles.includes(role));

/**
 * A case the caller may see. Somebody else's looks exactly like one that doesn't exist.
 * @throws DomainError NOT_FOUND
 */
export async function findCase(em: EntityManager, caller: SignedIn, caseNumber: string): Promise<Case> {
  // Instances of the engine's API have rooms of their own.
  const found = await em.findOne(Case, { caseNumber, world: null });
  if (found === null || !(seesAll(caller) || (await takesPart(em, caller, found)))) throw new DomainError('NOT_FOUND');
  return found;
}

/**
 * Condition on any table with case numbers: cases in which a department has or had something to do. A subquery, since a
 * list of numbers outgrows what a statement takes.
 */
export function ofDepartment(department: string): object {
  const cases = 'select case_number from work_items where department = ? union select case_number from jobs where department = ? union select case_number from cases where lead_department = ?';
  return { [raw(`case_number in (${cases})`, [department, department, department])]: [] };
}

async function takesPart(em: EntityManager, { department, roles }: SignedIn, { caseNumber, leadDepartment }: Case): Promise<boolean> {
  if (department === null || !roles.includes('approver')) return false;
  if (leadDepartment === department) return true;
  return (await em.count(WorkItem, { caseNumber, department })) > 0 || (await em.count(JobRow, { caseNumber, department })) > 0;
}
