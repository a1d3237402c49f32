import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { DomainError, type ErrorCode } from '../../engine/errors.ts';

/** What an archive may be at most. */
export const archiveLimits = { packed: 5 * 1024 * 1024, bytes: 20 * 1024 * 1024, entries: 200, ratio: 100 } as const;

/** A file of this many bytes is too small for its ratio to mean anything. */
const SMALL = 64 * 1024;
const SYMLINK = 0o120000;
const KIND = 0o170000;
const ENCRYPTED = 1;

/**
 * Reads a zip that nobody vouches for, in memory: nothing is written, no path is followed. What stands in it counts as it
 * is unpacked, not as it says.
 * @throws DomainError ARCHIVE_UNREADABLE, ARCHIVE_TOO_LARGE, ARCHIVE_TOO_MANY, ARCHIVE_RATIO, ARCHIVE_PATH, ARCHIVE_LINK, ARCHIVE_ENCRYPTED, ARCHIVE_DUPLICATE
 */
export async function readArchive(bytes: Buffer): Promise<Map<string, Buffer>> {
  if (bytes.length > archiveLimits.packed) throw new DomainError('ARCHIVE_TOO_LARGE', { limit: archiveLimits.packed });
  const zip = await open(bytes);
  if (zip.entryCount > archiveLimits.entries) throw new DomainError('ARCHIVE_TOO_MANY', { limit: archiveLimits.entries });
  const files = new Map<string, Buffer>();
  const seen = new Set<string>();
  let total = 0;
  for await (const entry of entriesOf(zip)) {
    const path = pathOf(entry);
    const folder = path.endsWith('/');
    if (seen.has(path.toLowerCase())) throw new DomainError('ARCHIVE_DUPLICATE', { path });
    seen.add(path.toLowerCase());
    if (seen.size > archiveLimits.entries) throw new DomainError('ARCHIVE_TOO_MANY', { limit: archiveLimits.entries });
    if (folder) continue;
    const content = await contentOf(zip, entry, path, archiveLimits.bytes - total);
    total += content.length;
    files.set(path, content);
  }
  return files;
}

/** The name as plain letters: other signs, other encodings and ways out of the archive are refused. */
function pathOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  const path = raw.toString('latin1');
  const steps = path.replace(/\/$/, '').split('/');
  if (path.length > 200 || !/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(path) || steps.some((step) => step === '' || step === '.' || step === '..')) {
    throw new DomainError('ARCHIVE_PATH', { path: path.slice(0, 80).replaceAll(/[^\x20-\x7e]/g, '?') });
  }
  if (((entry.externalFileAttributes >>> 16) & KIND) === SYMLINK) throw new DomainError('ARCHIVE_LINK', { path });
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw new DomainError('ARCHIVE_ENCRYPTED', { path });
  return path;
}

async function contentOf(zip: ZipFile, entry: Entry, path: string, left: number): Promise<Buffer> {
  if (entry.uncompressedSize > left) throw new DomainError('ARCHIVE_TOO_LARGE', { limit: archiveLimits.bytes });
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => zip.openReadStream(entry, (error, read) => (error ? reject(unreadable(error)) : resolve(read))));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > left) throw new DomainError('ARCHIVE_TOO_LARGE', { limit: archiveLimits.bytes });
      if (size > SMALL && size > entry.compressedSize * archiveLimits.ratio) throw new DomainError('ARCHIVE_RATIO', { path, limit: archiveLimits.ratio });
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof DomainError ? error : unreadable(error);
  }
  return Buffer.concat(chunks);
}

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => fromBuffer(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }, (error, zip) => (error ? reject(unreadable(error)) : resolve(zip))));

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const done = (settle: () => void): void => {
        zip.removeAllListeners();
        settle();
      };
      zip.once('entry', (found: Entry) => done(() => resolve(found)));
      zip.once('end', () => done(() => resolve(null)));
      zip.once('error', (error: Error) => done(() => reject(unreadable(error))));
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

const unreadable = (error: unknown): DomainError => new DomainError('ARCHIVE_UNREADABLE' satisfies ErrorCode, {}, error instanceof Error ? error.message : String(error));
