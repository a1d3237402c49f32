import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerFileSchema, type RegisterTerms } from './schema.ts';

/** The demonstration city's register as shipped. Throws naming the entry when the file doesn't hold to its schema or a code stands twice. */
export function loadRegister(folder: string = import.meta.dirname): readonly RegisterTerms[] {
  const result = registerFileSchema.safeParse(JSON.parse(readFileSync(join(folder, 'entries.json'), 'utf8')));
  if (!result.success) throw new Error(`entries.json: ${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`);
  const codes = result.data.entries.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) throw new Error(`entries.json: ${twice} stands twice`);
  return result.data.entries;
}
