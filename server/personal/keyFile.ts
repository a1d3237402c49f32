import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Reads a key file of 32 bytes in hex, or makes it, readable by its owner only.
 * @throws Error when the file holds anything else.
 */
export function readOrMakeKey(path: string): Buffer {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
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
