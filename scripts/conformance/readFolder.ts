import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Inventory } from '../interchange/inventory.ts';
import { type CaseFile, parseCase, parseExchange } from './caseFile.ts';

/** A case file with the drawings it names, to be executed or to be imported and exported; or why it can't be read. */
export type Entry =
  | { readonly id: string; readonly case: CaseFile; readonly files: readonly Drawing[] }
  | { readonly id: string; readonly inventory: Inventory; readonly files: readonly Drawing[] }
  | { readonly id: string; readonly unreadable: string };

export interface Drawing {
  readonly name: string;
  /** As it lies in the folder: an encoding of its own is the platform's business. */
  readonly bytes: Uint8Array;
}

/** Every case of a folder and of those inside it, by path; nothing outside is read. @throws when there is no such folder */
export const readFolder = (folder: string): Entry[] =>
  readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => readEntry(join(folder, dirname(path)), basename(path)));

function readEntry(folder: string, name: string): Entry {
  const known = name.replace(/\.json$/, '');
  try {
    const text = readFileSync(join(folder, name), 'utf8').replace(/^\ufeff/, '');
    const read = parseExchange(text) ?? parseCase(text);
    const outside = read.bpmn.find((file) => basename(file) !== file);
    if (outside !== undefined) throw new Error(`"${outside}" is not in the folder`);
    const files = read.bpmn.map((file) => ({ name: file, bytes: readFileSync(join(folder, file)) }));
    const id = read.id ?? known;
    return 'steps' in read ? { id, case: read, files } : { id, inventory: read.expect, files };
  } catch (error) {
    return { id: known, unreadable: error instanceof Error ? error.message : String(error) };
  }
}
