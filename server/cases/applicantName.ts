import type { Value } from '../../engine/value.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { mask } from '../personal/mask.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { personalOf } from '../personal/personalValues.ts';
import type { Case } from './Case.ts';

/** Personal fields that name the applicant, by our convention for form.json, the best first. */
const nameFields = ['applicantName', 'applicant', 'ownerName', 'owner', 'operatorName', 'contactName', 'contact'];

/** The person's name among personal values; null when there is none, or it was erased. */
export function personName(personal: Readonly<Record<string, Value>>): string | null {
  const found = nameFields.map((field) => personal[field]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : null;
}

/** The applicant as lists show it: plain to a clerk, who accepts in the applicant's presence, behind a mask to others. */
export async function applicantShown(em: EntityManager, master: MasterKey, caller: Pick<SignedIn, 'roles'>, found: Pick<Case, 'applicant' | 'caseNumber'>): Promise<string> {
  if (found.applicant) return found.applicant;
  const name = personName(await personalOf(em, master, found.caseNumber));
  if (name === null) return '';
  return caller.roles.includes('clerk') ? name : mask(name);
}
