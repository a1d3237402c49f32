import type { MasterKey } from '../personal/masterKey.ts';
import { seal, unseal } from '../personal/seal.ts';
import type { DepartmentSystem } from './DepartmentSystem.ts';

/** Shape of a Standard Webhooks secret: 24 to 64 bytes in base64 after `whsec_`. */
export const secretShape = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

const contextOf = (department: string): string => `department-secret/${department}`;

/** A department's signing secret as the database keeps it. */
export function sealSecret(master: MasterKey, department: string, secret: string): string {
  return seal(master.departments, contextOf(department), Buffer.from(secret, 'utf8'));
}

/** The secret that signs what we send. @throws when the master key is another one. */
export function signingSecret(master: MasterKey, system: DepartmentSystem): string {
  return unseal(master.departments, contextOf(system.department), system.sealedSecret).toString('utf8');
}

/** The secrets by which callbacks may be signed, newest first. */
export function callbackSecrets(master: MasterKey, system: DepartmentSystem): string[] {
  const sealed = [system.sealedSecret, system.sealedOldSecret].filter((text) => typeof text === 'string');
  return sealed.map((text) => unseal(master.departments, contextOf(system.department), text).toString('utf8'));
}
