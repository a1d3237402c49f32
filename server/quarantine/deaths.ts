import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Worker deaths a case may be blamed for before it is set aside. */
export const deathsAllowed = 2;

/** How many workers died while they executed a case, as far as it has not come through since. Kept in the data folder. */
export interface Deaths {
  /** One more; returns how many it is now. */
  add(caseNumber: string): number;
  /** How many it is: whoever has one is a suspect. */
  of(caseNumber: string): number;
  /** The case was executed and nobody died: what came before was chance. */
  forget(caseNumber: string): void;
}

/** Opens the count kept under the data folder. */
export function openDeaths(dataDir: string): Deaths {
  const path = join(dataDir, 'workers', 'deaths.json');
  const counts = new Map<string, number>(Object.entries(read(path)));
  const keep = () => {
    writeFileSync(`${path}.tmp`, JSON.stringify(Object.fromEntries(counts)));
    renameSync(`${path}.tmp`, path);
  };
  return {
    add(caseNumber) {
      const count = (counts.get(caseNumber) ?? 0) + 1;
      counts.set(caseNumber, count);
      keep();
      return count;
    },
    of: (caseNumber) => counts.get(caseNumber) ?? 0,
    forget(caseNumber) {
      if (counts.delete(caseNumber)) keep();
    },
  };
}

function read(path: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}
