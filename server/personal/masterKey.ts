import { createHmac, hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { readOrMakeKey } from './keyFile.ts';

/** Keys for single purposes, all derived from the platform's master key; none of them ever leaves the process. */
export interface MasterKey {
  /** Wraps case keys. */
  readonly wrapping: Buffer;
  /** Makes search tokens of personal values. */
  readonly index: Buffer;
  /** Makes check codes of cases. */
  readonly checkCode: Buffer;
  /** Encrypts what cases hand to Temporal (activities/codec.ts). */
  readonly payloads: Buffer;
  /** Seals the signing secrets of department systems. */
  readonly departments: Buffer;
}

/**
 * Reads `secrets/master.key` (64 hex digits) under the data folder, or makes it, readable by its owner only. Losing the
 * file loses every personal value and every running case's payloads: back it up apart from the database.
 * @throws Error when the file holds anything else.
 */
export function openMasterKey(dataDir: string): MasterKey {
  return deriveMasterKey(readOrMakeKey(join(dataDir, 'secrets', 'master.key')));
}

/** The purposes of one master key, for tests that bring their own 32 bytes. */
export function deriveMasterKey(master: Uint8Array): MasterKey {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `yijianshi/${purpose}`, 32));
  return { wrapping: derive('case-key'), index: derive('blind-index'), checkCode: derive('check-code'), departments: derive('department-secret'), payloads: derive('payloads') };
}

/** HMAC-SHA-256 in hex. */
export const hmac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('hex');
