import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { Submission } from './Submission.ts';

/** The submission of a definition that waits for review. @throws DomainError NOTHING_SUBMITTED */
export async function pendingSubmission(em: EntityManager, key: string): Promise<Submission> {
  const submission = await em.findOne(Submission, { definition: key, state: 'pending' });
  if (submission === null) throw new DomainError('NOTHING_SUBMITTED');
  return submission;
}
