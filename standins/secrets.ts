import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Reads the key file, making it first (owner-readable, 32 random bytes in hex) where it is absent. Two processes may
 * do so at once: the link is atomic, so both read the same key.
 */
export function readKey(file: string): Buffer {
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** The signing secret of one department, in the form of the Standard Webhooks specification (`whsec_` + base64). */
export function departmentSecret(key: Buffer, department: string): string {
  return `whsec_${createHmac('sha256', key).update(`department:${department}`).digest('base64')}`;
}
