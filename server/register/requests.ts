import { randomUUID } from 'node:crypto';
import type { RegisterTerms } from '../../definitions/register/schema.ts';
import { DomainError } from '../../engine/errors.ts';
import { findDefinition } from '../catalog/findDefinition.ts';
import type { EntityManager } from '../orm.ts';
import { enterTerms } from './entries.ts';
import { RegisterRequest } from './RegisterRequest.ts';

/**
 * Asks the register's keeper for an entry, for a definition.
 * @throws DomainError NOT_FOUND, REGISTER_REQUEST_OPEN while an earlier wish for the same definition waits
 */
export async function requestEntry(em: EntityManager, user: string, now: string, { definition, terms, reason }: { definition: string; terms: RegisterTerms; reason: string }): Promise<RegisterRequest> {
  await findDefinition(em, definition);
  if ((await em.count(RegisterRequest, { definition, state: 'pending' })) > 0) throw new DomainError('REGISTER_REQUEST_OPEN', { definition });
  const made = em.create(RegisterRequest, { id: randomUUID(), definition, terms, reason, state: 'pending', requestedBy: user, requestedAt: now, decidedBy: null, decidedAt: null, comment: null });
  await em.flush();
  return made;
}

/**
 * The keeper's decision; an approved wish becomes the next version of the entry.
 * @throws DomainError NOT_FOUND, REGISTER_REQUEST_DECIDED, SOD_SELF_APPROVAL, or what entering the terms throws
 */
export async function decideRequest(em: EntityManager, user: string, now: string, { id, approve, comment }: { id: string; approve: boolean; comment: string }): Promise<RegisterRequest> {
  const request = await em.findOne(RegisterRequest, { id });
  if (request === null) throw new DomainError('NOT_FOUND');
  if (request.requestedBy === user) throw new DomainError('SOD_SELF_APPROVAL');
  const decided = await em.nativeUpdate(RegisterRequest, { id, state: 'pending' }, { state: approve ? 'approved' : 'refused', decidedBy: user, decidedAt: now, comment });
  if (decided !== 1) throw new DomainError('REGISTER_REQUEST_DECIDED');
  if (approve) await enterTerms(em, user, now, request.terms, request.reason);
  return em.refreshOrFail(request);
}
