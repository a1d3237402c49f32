import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  return deriveMasterKey(readOrMake(join(dataDir, 'secrets'), 'master.key'));
}

/** The purposes of one master key, for tests that bring their own 32 bytes. */
export function deriveMasterKey(master: Uint8Array): MasterKey {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `yijianshi/${purpose}`, 32));
  return { wrapping: derive('case-key'), index: derive('blind-index'), checkCode: derive('check-code'), departments: derive('department-secret'), payloads: derive('payloads') };
}

/** HMAC-SHA-256 in hex. */
export const hmac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('hex');

function readOrMake(folder: string, name: string): Buffer {
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) make(path);
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`Expected 64 hex digits in ${path}, but found something else`);
  return Buffer.from(text, 'hex');
}

/** Written whole beside its place and then linked: of two processes that start together one makes it, and a kill leaves no half. */
function make(path: string): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
