import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** One import of a source file. */
export type Import = {
  /** Path of the importing file from the root. */
  from: string,
  /** Path from the root for our own files, else the package with its path, or `node:...`. */
  to: string,
  /** Whether it is one of our own files. */
  own: boolean,
  /** Erased before it runs: only types come across. */
  typeOnly: boolean,
};

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s*from\s*)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /(?<!\w)import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The imports of one source file, found by reading its text. */
export function importsOf(root: string, file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [
    ...[...source.matchAll(STATEMENT)].map(([, type, names, path]) => entry(file, path!, type !== undefined || onlyTypes(names))),
    // `typeof import('x')` and types written with import() are rare here and counted as values: the stricter reading.
    ...[...source.matchAll(DYNAMIC)].map(([, path]) => entry(file, path!, false)),
  ];
}

function onlyTypes(names: string | undefined): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names?.trim() ?? '')?.[1];
  if (inner === undefined) return false;
  const each = inner.split(',').map((name) => name.trim()).filter((name) => name !== '');
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}

function entry(from: string, path: string, typeOnly: boolean): Import {
  const own = path.startsWith('.');
  const to = own ? normalize(join(dirname(from), path.split('?')[0]!)).replaceAll('\\', '/') : path;
  return { from, to, own, typeOnly };
}

/** The package an import path names: `@scope/name/file.js` is `@scope/name`. */
export function packageOf(path: string): string {
  return path.startsWith('node:') ? path : path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/');
}
