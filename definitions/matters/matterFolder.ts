import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { canonical } from '../../engine/canonical.ts';
import { contentOf, filesOf, isMatterFile, type MatterContent } from './matterFiles.ts';

/** Where the shipped matters lie. */
export const mattersFolder: string = import.meta.dirname;

/** Keys of the matters that lie in a folder. */
export const mattersIn = (folder: string = mattersFolder): string[] =>
  readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'flow.bpmn'))).map(({ name }) => name).sort();

/** Reads a matter's folder. @throws Error without a flow.bpmn, SyntaxError for JSON that is none */
export const readMatterFolder = (key: string, folder: string = mattersFolder): MatterContent => contentOf(new Map(pathsIn(join(folder, key)).map((path) => [path, readFileSync(join(folder, key, path), 'utf8')])));

/**
 * Writes a matter's folder: a file that says the same already is left as it is, a part that is gone has its file removed,
 * files that are no part of a matter stay. Returns the paths that were written or removed.
 */
export function writeMatterFolder(key: string, content: MatterContent, folder: string = mattersFolder): string[] {
  const own = join(folder, key);
  const files = filesOf(content);
  const changed: string[] = [];
  for (const [path, text] of files) {
    const place = join(own, path);
    if (existsSync(place) && sameContent(path, readFileSync(place, 'utf8'), text)) continue;
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
    changed.push(path);
  }
  for (const path of pathsIn(own)) {
    if (files.has(path)) continue;
    rmSync(join(own, path));
    changed.push(path);
  }
  return changed.sort();
}

const sameContent = (path: string, a: string, b: string): boolean => a === b || (path.endsWith('.json') && canonical(JSON.parse(a)) === canonical(JSON.parse(b)));

function pathsIn(own: string): string[] {
  if (!existsSync(own)) return [];
  const all = readdirSync(own, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return all.map((entry) => relative(own, join(entry.parentPath, entry.name)).split(sep).join('/')).filter(isMatterFile).sort();
}
