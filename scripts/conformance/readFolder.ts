import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CaseFile, parseCase } from './caseFile.ts';

/** A case file with the drawings it names, or why it can't be read. */
export type Entry =
  | { readonly id: string; readonly case: CaseFile; readonly files: readonly Drawing[] }
  | { readonly id: string; readonly unreadable: string };

export interface Drawing {
  readonly name: string;
  /** As it lies in the folder: an encoding of its own is the platform's business. */
  readonly bytes: Uint8Array;
}

/** Every case of a folder by file name; nothing outside the folder is read. @throws when there is no such folder */
export const readFolder = (folder: string): Entry[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readEntry(folder, name));

function readEntry(folder: string, name: string): Entry {
  try {
    const read = parseCase(readFileSync(join(folder, name), 'utf8'));
    const outside = read.bpmn.find((file) => basename(file) !== file);
    if (outside !== undefined) throw new Error(`"${outside}" is not in the folder`);
    return { id: read.id, case: read, files: read.bpmn.map((file) => ({ name: file, bytes: readFileSync(join(folder, file)) })) };
  } catch (error) {
    return { id: name.replace(/\.json$/, ''), unreadable: error instanceof Error ? error.message : String(error) };
  }
}
