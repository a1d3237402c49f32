import type { Value } from '../../engine/value.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { mask } from '../personal/mask.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { personalOf } from '../personal/personalValues.ts';
import { fromText } from '../readModel/json.ts';
import type { Case } from './Case.ts';

/** Personal fields that name the applicant, by our convention for form.json, the best first. */
const nameFields = ['applicantName', 'applicant', 'ownerName', 'owner', 'operatorName', 'contactName', 'contact'];

/** Fields whose answers name an organisation that applies, by the same convention. */
const organisationFields = ['applicant', 'applicantName', 'enterpriseName'];

/** The field whose answer names the organisation that applies; undefined where none does. */
export const organisationField = (answers: Readonly<Record<string, unknown>>): string | undefined => organisationFields.find((field) => typeof answers[field] === 'string');

/** The person's name among personal values; null when there is none, or it was erased. */
export function personName(personal: Readonly<Record<string, Value>>): string | null {
  const found = nameFields.map((field) => personal[field]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : null;
}

/** The applicant as lists show it: plain to a clerk, who accepts in the applicant's presence, behind a mask to others, and to nobody from whom the field is hidden. */
export async function applicantShown(em: EntityManager, master: MasterKey, caller: Pick<SignedIn, 'roles'>, found: Pick<Case, 'applicant' | 'caseNumber' | 'form'>, hidden: ReadonlySet<string>): Promise<string> {
  if (found.applicant) return seesOrganisation(found, hidden) ? found.applicant : '';
  const personal = Object.entries(await personalOf(em, master, found.caseNumber));
  const name = personName(Object.fromEntries(personal.filter(([field]) => !hidden.has(field))));
  if (name === null) return '';
  return caller.roles.includes('clerk') ? name : mask(name);
}

/** Whether the field that names the organisation is not among what is hidden. */
export const seesOrganisation = ({ form }: Pick<Case, 'form'>, hidden: ReadonlySet<string>): boolean => hidden.size === 0 || !hidden.has(organisationField(fromText<Record<string, unknown>>(form)) ?? '');
