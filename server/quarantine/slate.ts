import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of one entry: a case number, padded. */
const entryBytes = 128;

/**
 * Says on the disk which cases this process is executing in this very moment, so that the next process knows what a dead
 * one may have died of. One small write at a fixed place; it outlives the process, not a power cut.
 */
export interface Slate {
  /** Writes a case down; the answer wipes it off. */
  write(caseNumber: string): () => void;
  /** The process ends in order: nobody shall look for what it died of. */
  close(): void;
}

const folderOf = (dataDir: string): string => join(dataDir, 'workers');

/** Opens this process's slate under the data folder. */
export function openSlate(dataDir: string): Slate {
  mkdirSync(folderOf(dataDir), { recursive: true });
  const path = join(folderOf(dataDir), `${process.pid}.slate`);
  const file = openSync(path, 'w');
  const blank = Buffer.alloc(entryBytes, ' ');
  const free: number[] = [];
  let places = 0;
  return {
    write(caseNumber) {
      const place = free.pop() ?? places++;
      const entry = Buffer.alloc(entryBytes, ' ');
      entry.write(caseNumber);
      writeSync(file, entry, 0, entryBytes, place * entryBytes);
      return () => {
        writeSync(file, blank, 0, entryBytes, place * entryBytes);
        free.push(place);
      };
    },
    close() {
      closeSync(file);
      unlinkSync(path);
    },
  };
}

/** The cases that processes which are no more were executing when they died: a list for each death, told once. */
export function takeDeaths(dataDir: string, isAlive: (pid: number) => boolean = alive): string[][] {
  const names = readdirSync(folderOf(dataDir)).filter((name) => /^\d+\.slate$/.test(name));
  return names.flatMap((name) => {
    const pid = Number.parseInt(name, 10);
    if (pid === process.pid || isAlive(pid)) return [];
    const path = join(folderOf(dataDir), name);
    const entries = readFileSync(path, 'latin1').match(new RegExp(`.{${entryBytes}}`, 'gs')) ?? [];
    unlinkSync(path);
    return [[...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))]];
  });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
