import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { live } from '../post/world.ts';
import { EngineDeployment } from './EngineDeployment.ts';
import { EngineProcess } from './EngineProcess.ts';

/** An instance of the engine's API; a matter's case is none. @throws DomainError NOT_FOUND */
export async function findInstance(em: EntityManager, id: string): Promise<Case> {
  const found = await em.findOne(Case, { caseNumber: id, world: { $ne: null } });
  if (!found) throw new DomainError('NOT_FOUND');
  return found;
}

/** @throws DomainError NOT_FOUND */
export async function findDeployment(em: EntityManager, id: string): Promise<EngineDeployment> {
  const found = await em.findOne(EngineDeployment, { id });
  if (!found) throw new DomainError('NOT_FOUND');
  return found;
}

/** The world that is meant: a deployment's, else the one on the wall clock. @throws DomainError NOT_FOUND */
export const worldIn = async (em: EntityManager, deployment: string | undefined): Promise<string> => (deployment === undefined ? live : (await findDeployment(em, deployment)).world);

/** What time it is where a message is sent to: a rehearsal's clock, else the wall's. @throws DomainError NOT_FOUND */
export const timeIn = async (em: EntityManager, deployment: string | undefined, now: string): Promise<string> => (deployment === undefined ? now : ((await findDeployment(em, deployment)).now ?? now));

/** Condition for the instances of a deployment. */
export async function ofDeployment(em: EntityManager, deployment: string): Promise<object> {
  const processes = await em.find(EngineProcess, { deployment }, { fields: ['key', 'version'] });
  return { world: { $ne: null }, $or: processes.map(({ key, version }) => ({ matter: key, definitionVersion: version })) };
}
