import { raw } from '@mikro-orm/core';
import { DomainError } from '../../engine/errors.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { Role } from '../identity/roles.ts';
import type { EntityManager } from '../orm.ts';
import { WorkItem } from './WorkItem.ts';

/** Whose right a step asks for: what the applicant has to do, a clerk enters at the window. */
export const roleFor = (stepRole: string): Role => (stepRole === 'applicant' ? 'clerk' : (stepRole as Role));

/** Condition for the items of the caller's own department and roles: nothing else exists for the caller. */
export function ownItems(caller: SignedIn): object {
  const roles: string[] = [...caller.roles];
  if (caller.roles.includes('clerk')) roles.push('applicant');
  const department = caller.department === null ? { department: null } : { $or: [{ department: caller.department }, { department: null }] };
  return { $and: [{ role: { $in: roles } }, department, ofMatters()] };
}

/**
 * An item of the caller's own. Another department's looks exactly like one that doesn't exist.
 * @throws DomainError NOT_FOUND
 */
export async function findItem(em: EntityManager, caller: SignedIn, id: string): Promise<WorkItem> {
  const found = await em.findOne(WorkItem, { $and: [{ id }, ownItems(caller)] });
  if (found === null) throw new DomainError('NOT_FOUND');
  return found;
}

/** Condition that leaves out the tasks of the engine's own instances: they have an API of their own. */
const ofMatters = (): object => ({ [raw("case_number not in (select case_number from cases where world is not null)")]: [] });
