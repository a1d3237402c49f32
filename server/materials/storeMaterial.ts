import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../engine/errors.ts';

/** Largest upload, in bytes. */
export const largestMaterial = 20 * 1024 * 1024;

/** What may be handed in, by the first bytes of the file: what a browser or a file name says is not trusted. */
const kinds: readonly { readonly type: string; readonly begins: readonly number[] }[] = [
  { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  // OFD (GB/T 33190), docx and xlsx are ZIP containers.
  { type: 'application/zip', begins: [0x50, 0x4b, 0x03, 0x04] },
];

/** What the bytes are. @throws DomainError MATERIAL_TYPE_REFUSED when they are nothing that may be handed in */
export function typeOf(bytes: Uint8Array): string {
  const found = kinds.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (!found) throw new DomainError('MATERIAL_TYPE_REFUSED', { accepted: 'PDF, PNG, JPEG, OFD, DOCX, XLSX' });
  return found.type;
}

/**
 * Writes the bytes under their SHA-256 and returns it, in hex. Complete or not there at all, whatever dies when; the same
 * file again is written once.
 */
export async function storeMaterial(dataDir: string, bytes: Uint8Array): Promise<string> {
  const folder = join(dataDir, 'materials');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const part = join(folder, `.${randomUUID()}`);
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, sha256));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return sha256;
}

/** The bytes of a stored file. @throws DomainError MATERIAL_DAMAGED when they are not what was handed in */
export async function readMaterial(dataDir: string, sha256: string): Promise<Buffer> {
  const bytes = await readFile(join(dataDir, 'materials', sha256));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new DomainError('MATERIAL_DAMAGED', { sha256 });
  return bytes;
}
