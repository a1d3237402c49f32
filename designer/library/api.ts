import { command, get } from '../../ui/api/client.ts';
import type { Definition } from '../catalog.ts';

/** What is wrong with a draft. */
export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/** Problems of every draft, by key. */
export const countProblems = async (): Promise<Readonly<Record<string, ProblemCount>>> => (await get<{ counts: Readonly<Record<string, ProblemCount>> }>('/api/problem-counts')).counts;

/** Offers a matter as one signed file: its newest version, or its draft where it was never published. */
export async function downloadPack(key: string): Promise<void> {
  const link = document.createElement('a');
  link.href = `/api/definitions/${encodeURIComponent(key)}/pack`;
  link.download = `${key}.yjspack.zip`;
  link.click();
}

/** What a pack holds and what of it this city doesn't know. */
export interface Inspection {
  readonly key: string;
  readonly name: string;
  readonly version: number | null;
  readonly fingerprint: string;
  readonly publicKey: string;
  /** Signed by this very platform, by a key on its list, or by nobody it knows. */
  readonly trust: 'own' | 'trusted' | 'unknown';
  readonly signedBy: string | null;
  /** Published years that this city has not, or has otherwise. */
  readonly calendars: readonly { readonly year: number; readonly theirs: string; readonly ours: string | null; readonly worksThere: readonly string[]; readonly worksHere: readonly string[] }[];
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[];
  readonly scenarios: readonly string[];
  readonly names: { readonly departments: Readonly<Record<string, string>>; readonly items: Readonly<Record<string, string>>; readonly register: string | null };
  readonly unknown: { readonly departments: readonly string[]; readonly items: readonly string[]; readonly register: string | null };
}

/** From codes of the pack to the city's own. */
export interface Mapping {
  departments: Record<string, string>;
  items: Record<string, string>;
  register: string | null;
}

export const inspectPack = (pack: string): Promise<Inspection> => command('POST', '/api/packs/check', { pack });
/** `acceptUnknown`: the person has made sure of a key that is on no list. */
export const landPack = (pack: string, key: string, name: string, mapping: Mapping, acceptUnknown: boolean): Promise<Definition> => command('POST', '/api/packs', { pack, key, name, mapping, acceptUnknown });
