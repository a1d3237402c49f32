import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { live } from '../post/world.ts';
import { EngineProcess } from './EngineProcess.ts';

/** Which process is meant: the newest of its key on the wall clock, unless a version or a deployment says otherwise. */
export interface ProcessAddress {
  readonly process: string;
  readonly version?: number | undefined;
  readonly deployment?: string | undefined;
}

/** @throws DomainError PROCESS_UNKNOWN */
export async function findProcess(em: EntityManager, { process, version, deployment }: ProcessAddress): Promise<EngineProcess> {
  const where = { key: process, ...(deployment === undefined ? {} : { deployment }), ...(version === undefined ? {} : { version }) };
  const which = version === undefined && deployment === undefined ? { ...where, world: live, current: true } : where;
  const [found] = await em.find(EngineProcess, which, { orderBy: { version: 'desc' }, limit: 1 });
  if (!found) throw new DomainError('PROCESS_UNKNOWN', { process });
  return found;
}
