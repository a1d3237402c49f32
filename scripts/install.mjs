import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The hash that an install is known by: package.json and the lock, byte for byte. */
export function installHash(root) {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) {
    const file = join(root, name);
    hash.update(`${name}\0`).update(existsSync(file) ? readFileSync(file) : '').update('\0');
  }
  return hash.digest('hex');
}

/**
 * How npm is called: no scripts of packages, so no compiler and no Python is needed; never `npm ci`, which refuses a
 * lock that lacks other platforms' optional packages; the lock is read and not rewritten. The lock was made on Linux
 * x64 and may lack what another platform needs, so elsewhere npm resolves anew.
 */
export function npmArguments(platform, arch) {
  const common = ['install', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  return platform === 'linux' && arch === 'x64' ? common : [...common, '--no-package-lock'];
}

/** Whether that version of Node runs the sources as they are. */
export function isRecentNode(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 9);
}

/** The one line of npm's complaint that says most. */
export function npmProblem(said) {
  const lines = said.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim()).filter((line) => line !== '');
  return lines.find((line) => !/^(code|errno|syscall)\b/.test(line)) ?? lines[0] ?? 'no reason given';
}

/** The folders that a lock gives on a platform: what an install there will fill. */
export function packagesOf(lock, platform, arch) {
  const fits = (wanted, own) => wanted === undefined || [wanted].flat().includes(own);
  return Object.entries(JSON.parse(lock).packages)
    .filter(([path, { os, cpu, libc }]) => path !== '' && fits(os, platform) && fits(cpu, arch) && fits(libc, 'glibc')).map(([path]) => path);
}
