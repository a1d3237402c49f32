import { existsSync } from 'node:fs';
import { onPath } from '../provision/onPath.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of Chromium: YJS_CHROMIUM, else PATH and the usual place. Throws one line that says what to do. */
export function findChromium(): string {
  const named = process.env.YJS_CHROMIUM;
  if (named) return named;
  const found = NAMES.map((name) => onPath(name, process.env.PATH, [`/usr/bin/${name}`])).find((path) => path !== null && existsSync(path));
  if (!found) throw new Error('No Chromium for the tour: install the package chromium, or name the program in YJS_CHROMIUM.');
  return found;
}
