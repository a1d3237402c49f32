import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Installs a package of the system where that is possible without asking: as root on Debian or Ubuntu. False elsewhere or when it fails. */
export async function installFromSystem(name: string): Promise<boolean> {
  const apt = '/usr/bin/apt-get';
  if (process.getuid?.() !== 0 || !existsSync(apt)) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  process.stderr.write(`Installing ${name} from the system's packages for the tests\n`);
  try {
    await promisify(execFile)(apt, ['update', '-q'], { env, maxBuffer: 64e6 });
    await promisify(execFile)(apt, ['install', '-y', '-q', '--no-install-recommends', name], { env, maxBuffer: 64e6 });
    return true;
  } catch {
    return false;
  }
}
