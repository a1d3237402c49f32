import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage']);

/** Our files with one of these endings, as paths from the root, in order. */
export function filesEndingIn(endings: string[], folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((each) => {
    if (each.name.startsWith('.') || NOT_OURS.has(each.name)) return [];
    const path = folder === '' ? each.name : `${folder}/${each.name}`;
    if (each.isDirectory()) return filesEndingIn(endings, path);
    return endings.some((ending) => each.name.endsWith(ending)) ? [path] : [];
  }).sort();
}
