import { createHash, type KeyObject } from 'node:crypto';
import { ZipFile } from 'yazl';
import { loadCalendarYears } from '../../definitions/calendars/load.ts';
import { filesOf, type MatterContent } from '../../definitions/matters/matterFiles.ts';
import type { CalendarYear } from '../../engine/clock/mergeYears.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { codesIn } from './codesIn.ts';
import type { Manifest } from './manifest.ts';
import { publicKeyOf, signBytes } from './signing.ts';

/** The same instant in every pack: equal contents make equal files. */
const MTIME = new Date('2024-01-01T00:00:00Z');

/** A matter as one signed file: drawing, decisions, forms, scenarios, guide and calendar rules (`years`; without them the shipped ones), each named with its hash. */
export async function writePack(key: KeyObject, about: Pick<Manifest, 'key' | 'name' | 'version' | 'contentHash'>, content: MatterContent, years: readonly CalendarYear[] = loadCalendarYears()): Promise<Buffer> {
  const { departments, serviceItems } = loadOrganisation();
  const files = new Map([...filesOf(content), ...years.map((year) => [`calendars/${year.version}.json`, `${JSON.stringify(year, null, 2)}\n`] as const)].map(([path, text]) => [path, Buffer.from(text, 'utf8')]));
  const codes = await codesIn(content, { departments: departments.map(({ id }) => id) });
  const named = (codesUsed: readonly string[], nameOf: (code: string) => string | undefined): Record<string, string> => Object.fromEntries(codesUsed.map((code) => [code, nameOf(code) ?? code]));
  const manifest: Manifest = {
    format: 'yijianshi-pack/1',
    ...about,
    files: [...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes), bytes: bytes.length })),
    names: {
      departments: named(codes.departments, (id) => departments.find((each) => each.id === id)?.name.zh),
      items: named(codes.items, (code) => serviceItems.find((each) => each.code === code)?.name.zh),
      register: codes.register,
    },
    calendars: years.map(({ version }) => version),
  };
  const told = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
  const signature = { algorithm: 'Ed25519', publicKey: publicKeyOf(key), signature: signBytes(key, told) };
  const zip = new ZipFile();
  for (const [path, bytes] of [['manifest.json', told], ['signature.json', Buffer.from(`${JSON.stringify(signature, null, 2)}\n`)], ...files] as const) zip.addBuffer(bytes, path, { mtime: MTIME });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
