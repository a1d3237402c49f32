import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ladder } from '../../engine/clock/ladder.ts';
import { ladderSchema } from './schema.ts';

let kept: Readonly<Record<string, Ladder>> | undefined;

/** The shipped ladders by id, read once, in the order of their file names. Throws with the file's name when one is malformed. */
export const loadLadders = (folder: string = import.meta.dirname): Readonly<Record<string, Ladder>> =>
  folder === import.meta.dirname ? (kept ??= read(folder)) : read(folder);

function read(folder: string): Record<string, Ladder> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  return Object.fromEntries(
    files.map((name) => {
      const result = ladderSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!result.success) throw new Error(`${name}: ${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`);
      return [result.data.id, result.data];
    }),
  );
}
