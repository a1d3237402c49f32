import { randomUUID } from 'node:crypto';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { findDefinition, findVersion } from './findDefinition.ts';
import { Retirement } from './Retirement.ts';

/**
 * Decides that a matter, or one version of it, starts no new cases; those that run go on to their end.
 * @throws DomainError NOT_FOUND, DEFINITION_RETIRED
 */
export async function retire(em: EntityManager, user: string, now: string, { key, version, reason }: { key: string; version: number | null; reason: string }): Promise<void> {
  await (version === null ? findDefinition(em, key) : findVersion(em, key, version));
  if ((await em.count(Retirement, { key, version, liftedAt: null })) > 0) throw new DomainError('DEFINITION_RETIRED', { key });
  em.create(Retirement, { id: randomUUID(), key, version, reason, by: user, at: now, liftedBy: null, liftedAt: null });
  await em.flush();
}

/** Lifts the retirement of a matter. @throws DomainError NOT_FOUND, DEFINITION_NOT_RETIRED */
export async function liftRetirement(em: EntityManager, user: string, now: string, key: string): Promise<void> {
  await findDefinition(em, key);
  const lifted = await em.nativeUpdate(Retirement, { key, version: null, liftedAt: null }, { liftedBy: user, liftedAt: now });
  if (lifted === 0) throw new DomainError('DEFINITION_NOT_RETIRED', { key });
}
