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
  /** Signed by this very platform. */
  readonly own: boolean;
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
export const landPack = (pack: string, key: string, name: string, mapping: Mapping): Promise<Definition> => command('POST', '/api/packs', { pack, key, name, mapping });
