import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Unpacks an archive in a new folder and runs one of its scripts in a network of its own that has nothing but the
 * loopback address, with neither npm nor Go on PATH. Answers the exit code. Needs root on Linux (`unshare -n`).
 */
export async function runWithoutNetwork(archive: string, name: string, script: string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'yijianshi-unpacked-'));
  try {
    if (spawnSync('tar', ['-xzf', archive, '-C', folder], { stdio: 'inherit' }).status !== 0) return 1;
    const inside = `ip link set lo up && exec ${script.map((word) => `'${word}'`).join(' ')}`;
    const child = spawn('unshare', ['-n', 'sh', '-c', inside], {
      cwd: join(folder, name), stdio: 'inherit',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder, LANG: process.env.LANG },
    });
    return await new Promise<number>((resolve) => {
      child.once('error', () => resolve(1));
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
