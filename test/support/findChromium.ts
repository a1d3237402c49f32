import { onPath } from '../../scripts/provision/onPath.ts';
import { installFromSystem } from './systemPackages.ts';

/** The path of Chromium: YJS_CHROMIUM, PATH, the usual places, else the system's packages. Throws when there is none. */
export async function findChromium(): Promise<string> {
  const find = () => process.env.YJS_CHROMIUM
    ?? ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => onPath(name, process.env.PATH, [`/usr/bin/${name}`])).find((path) => path !== null)
    ?? onPath('Google Chrome', '/Applications/Google Chrome.app/Contents/MacOS');
  const found = find() ?? (await installFromSystem('chromium') ? find() : null);
  if (found === null) throw new Error('No Chromium for the tests: install the package chromium, or name the program in YJS_CHROMIUM.');
  return found;
}
