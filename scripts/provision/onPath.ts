import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether that file is there and this user may execute it. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The first executable of that name in the folders of a PATH, or among further usual places; null when there is none. */
export function onPath(name: string, path: string | undefined, usualPlaces: string[] = []): string | null {
  const folders = (path ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return [...folders.map((folder) => join(folder, name + suffix)), ...usualPlaces].find(isExecutable) ?? null;
}
