import { DomainError } from '../../engine/errors.ts';
import type { Call } from '../http/route.ts';
import { Case } from './Case.ts';
import { isCaseNumber } from './caseNumber.ts';
import { isCheckCode } from './checkCode.ts';
import { countProgressAttempt, forgetProgressAttempt } from './progressThrottle.ts';

/**
 * The case an applicant asks for without an account. The same work and the same answer for a wrong number and for a
 * wrong code; wrong ones are counted.
 * @throws DomainError NOT_FOUND, TOO_MANY_REQUESTS
 */
export async function findByCheckCode(call: Pick<Call, 'em' | 'context' | 'now' | 'request'>, caseNumber: string, code: string): Promise<Case> {
  const { orm, services } = call.context;
  const address = call.request.ip ?? '';
  await countProgressAttempt(orm, caseNumber, address, call.now);
  const right = isCheckCode(services.cases.master, caseNumber, code);
  const found = await call.em.findOne(Case, { caseNumber });
  if (!right || found === null || !isCaseNumber(caseNumber)) throw new DomainError('NOT_FOUND');
  await forgetProgressAttempt(orm, caseNumber, address);
  return found;
}
