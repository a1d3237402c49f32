import { checkAddress } from '../../activities/connectors/address.ts';
import { DomainError } from '../../engine/errors.ts';
import { Department } from '../identity/Department.ts';
import type { EntityManager } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { DepartmentSystem, workersId } from './DepartmentSystem.ts';
import { sealSecret } from './secrets.ts';

/** What an administrator says of a department's system. */
export interface Registration {
  readonly department: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly allowedHosts: readonly string[];
  /** Absent: the present secret stays. */
  readonly secret?: string | undefined;
  readonly maximumInFlight: number;
  readonly enabled: boolean;
}

/**
 * Registers a system or changes it. A new secret leaves the old one good for callbacks.
 * @throws DomainError DEPARTMENT_UNKNOWN, SSRF_BLOCKED for an address that its own allow-list doesn't cover, INVALID_INPUT for a first
 *   registration without a secret.
 */
export async function registerSystem(em: EntityManager, master: MasterKey, registration: Registration, by: { user: string; now: string }): Promise<DepartmentSystem> {
  const { department, protocol, secret, maximumInFlight, enabled } = registration;
  const baseUrl = checkAddress(registration.baseUrl, registration.allowedHosts).href.replace(/\/$/, '');
  const allowedHosts = JSON.stringify(registration.allowedHosts);
  const terms = { protocol, baseUrl, allowedHosts, maximumInFlight, enabled, registeredBy: by.user, registeredAt: by.now };
  const sealed = secret === undefined ? undefined : sealSecret(master, department, secret);
  if (department !== workersId && (await em.count(Department, { id: department })) === 0) throw new DomainError('DEPARTMENT_UNKNOWN');
  const known = await em.findOne(DepartmentSystem, { department });
  if (known !== null) {
    if (sealed !== undefined) Object.assign(known, { sealedOldSecret: known.sealedSecret, sealedSecret: sealed });
    Object.assign(known, terms);
    await em.flush();
    return known;
  }
  if (sealed === undefined) throw new DomainError('INVALID_INPUT', { issues: [{ path: 'body.secret', code: 'required', message: 'expected at the first registration' }] });
  const system = em.create(DepartmentSystem, { department, sealedSecret: sealed, ...terms });
  await em.flush();
  return system;
}
