import { calendarYearSchema } from '../../definitions/calendars/schema.ts';
import type { CalendarYear } from '../../engine/clock/mergeYears.ts';
import { contentOf, isMatterFile, type MatterContent } from '../../definitions/matters/matterFiles.ts';
import { partsSchema } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import { refuseUnfitContent } from '../catalog/refuseUnfitContent.ts';
import { readDrawing } from '../catalog/readDrawing.ts';
import { isStorable } from '../http/storable.ts';
import { manifestSchema, signatureSchema, type Manifest } from './manifest.ts';
import { readArchive } from './readArchive.ts';
import { verifyBytes } from './signing.ts';
import { sha256 } from './writePack.ts';

/** A pack whose signature, hashes and contents hold. */
export interface Pack {
  readonly manifest: Manifest;
  readonly content: MatterContent;
  /** The published years it counted working days by where it comes from. */
  readonly calendars: readonly CalendarYear[];
  /** Public key it was signed with, as DER in base64. */
  readonly signedWith: string;
}

/**
 * Reads a pack: the archive as hostile, the signature over the manifest, the hash of every file, then the contents by the
 * same doors as everything that is uploaded.
 * @throws DomainError ARCHIVE_*, PACK_INVALID, PACK_SIGNATURE_INVALID, PACK_HASH_MISMATCH, or what the drawing and the rest of it are refused for
 */
export async function readPack(bytes: Buffer): Promise<Pack> {
  const files = await readArchive(bytes);
  const [told, signed] = [files.get('manifest.json'), files.get('signature.json')];
  if (told === undefined || signed === undefined) throw new DomainError('PACK_INVALID', { what: 'manifest.json, signature.json' });
  const signature = parsed(signatureSchema, signed, 'signature.json');
  if (!verifyBytes(signature.publicKey, told, signature.signature)) throw new DomainError('PACK_SIGNATURE_INVALID');
  const manifest = parsed(manifestSchema, told, 'manifest.json');
  const named = new Map(manifest.files.map((file) => [file.path, file]));
  for (const [path, content] of files) {
    if (path === 'manifest.json' || path === 'signature.json') continue;
    if (named.get(path)?.sha256 !== sha256(content)) throw new DomainError('PACK_HASH_MISMATCH', { path });
    if (!isMatterFile(path) && !isCalendar(path)) throw new DomainError('PACK_INVALID', { what: path });
  }
  const missing = manifest.files.find(({ path }) => !files.has(path));
  if (missing !== undefined) throw new DomainError('PACK_HASH_MISMATCH', { path: missing.path });
  const calendars = [...files].filter(([path]) => isCalendar(path)).map(([path, content]): CalendarYear => parsed(calendarYearSchema, content, path));
  return { manifest, calendars, content: read(new Map([...files].filter(([path]) => isMatterFile(path)).map(([path, content]) => [path, text(content, path)]))), signedWith: signature.publicKey };
}

const isCalendar = (path: string): boolean => /^calendars\/[\w.-]+\.json$/.test(path);

function read(files: ReadonlyMap<string, string>): MatterContent {
  let content: MatterContent;
  try {
    content = contentOf(files);
  } catch (error) {
    throw new DomainError('PACK_INVALID', { what: error instanceof Error ? error.message : '' });
  }
  const parts = partsSchema.safeParse(content.parts);
  if (!parts.success) throw new DomainError('PACK_INVALID', { what: parts.error.issues[0]?.path.join('.') ?? '' });
  readDrawing(content.xml);
  const unstorable = Object.entries({ form: content.form, ...content.parts }).find(([, value]) => !isStorable(value));
  if (unstorable !== undefined) throw new DomainError('PACK_INVALID', { what: unstorable[0] });
  refuseUnfitContent(content.form, content.parts);
  return content;
}

function text(content: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new DomainError('PACK_INVALID', { what: path });
  }
}

function parsed<T>(schema: { safeParse(value: unknown): { success: boolean; data?: T } }, content: Buffer, path: string): T {
  let value: unknown;
  try {
    value = JSON.parse(content.toString('utf8'));
  } catch {
    throw new DomainError('PACK_INVALID', { what: path });
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new DomainError('PACK_INVALID', { what: path });
  return result.data as T;
}
