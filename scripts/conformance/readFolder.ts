import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
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

/**
 * Every case of a folder and of those inside it, by path; nothing outside is read. What is hidden is passed over; JSON that has
 * neither drawings nor steps nor expectations is no case, and told as such.
 * @throws when there is no such folder
 */
export const readFolder = (folder: string, tell: (line: string) => void = () => {}): Entry[] =>
  readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((path) => /\.json$/i.test(path) && !/(^|[\\/])\./.test(path) && statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() !== false)
    .sort()
    .flatMap((path) => readEntry(join(folder, dirname(path)), basename(path)) ?? (tell(`${join(folder, path)} is no case`), []));

function readEntry(folder: string, name: string): Entry | null {
  const known = name.replace(/\.json$/i, '');
  try {
    const text = readFileSync(join(folder, name), 'utf8').replace(/^\ufeff/, '');
    if (!isCase(JSON.parse(text))) return null;
    const read = parseExchange(text) ?? parseCase(text);
    const paths = read.bpmn.map((file) => normalize(file));
    const outside = read.bpmn.find((file, at) => isAbsolute(file) || /^\.\.($|[\\/])/.test(paths[at]!));
    if (outside !== undefined) throw new Error(`"${outside}" is not in the folder`);
    const files = paths.map((file) => ({ name: file, bytes: readFileSync(join(folder, file)) }));
    const id = read.id ?? known;
    return 'steps' in read ? { id, case: read, files } : { id, inventory: read.expect, files };
  } catch (error) {
    return { id: known, unreadable: error instanceof Error ? error.message : String(error) };
  }
}

const isCase = (json: unknown): boolean => typeof json === 'object' && json !== null && ['bpmn', 'steps', 'expect'].some((member) => member in json);
