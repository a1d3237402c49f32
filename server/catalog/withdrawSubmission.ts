import type { EntityManager } from '../orm.ts';
import { pendingSubmission, settleSubmission } from './pendingSubmission.ts';

/**
 * Takes back what waits for review: its draft may be changed again. `submission`: id of the one that was looked at.
 * @throws DomainError NOTHING_SUBMITTED, SUBMISSION_CHANGED
 */
export async function withdrawSubmission(em: EntityManager, user: string, now: string, { key, submission }: { readonly key: string; readonly submission: string }): Promise<void> {
  await settleSubmission(em, await pendingSubmission(em, key, submission), { state: 'withdrawn', reviewedBy: user, reviewedAt: now, comment: null });
}
