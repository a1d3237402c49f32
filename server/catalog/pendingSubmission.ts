import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { Submission } from './Submission.ts';

/**
 * The submission of a definition that waits for review. @throws DomainError NOTHING_SUBMITTED, SUBMISSION_CHANGED where it is
 * not the one that was `seen`: what was sent since has been looked at by nobody but its sender
 */
export async function pendingSubmission(em: EntityManager, key: string, seen?: string): Promise<Submission> {
  const submission = await em.findOne(Submission, { definition: key, state: 'pending' });
  if (submission === null) throw new DomainError('NOTHING_SUBMITTED');
  if (seen !== undefined && seen !== submission.id) throw new DomainError('SUBMISSION_CHANGED');
  return submission;
}

/** Ends the waiting of a submission: once, however many press at the same moment. @throws DomainError NOTHING_SUBMITTED */
export async function settleSubmission(em: EntityManager, { id }: Submission, as: Required<Pick<Submission, 'state' | 'reviewedBy' | 'reviewedAt' | 'comment'>>): Promise<void> {
  if ((await em.nativeUpdate(Submission, { id, state: 'pending' }, as)) !== 1) throw new DomainError('NOTHING_SUBMITTED');
}
