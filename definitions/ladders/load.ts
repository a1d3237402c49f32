import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ladder } from '../../engine/clock/ladder.ts';
import { ladderSchema } from './schema.ts';

/** The shipped ladders by id, in the order of their file names. Throws with the file's name when one is malformed. */
export function loadLadders(folder: string = import.meta.dirname): Record<string, Ladder> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  return Object.fromEntries(
    files.map((name) => {
      const read = ladderSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!read.success) throw new Error(`${name}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`);
      return [read.data.id, read.data];
    }),
  );
}
