import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { stage } from '../../../scripts/bundle/stage.ts';
import { buildPages, pagesAreBuilt } from '../../../scripts/supervise/pages.ts';
import { eventually } from '../../support/runScript.ts';
import { root } from '../../support/sources.ts';
import { temporal } from '../../support/temporal.ts';

// On the same disk as the packages, which are linked and not copied.
mkdirSync(join(root, '.data'), { recursive: true, mode: 0o700 });
const folder = mkdtempSync(join(root, '.data', 'bundle-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A network of its own with the loopback address alone; root needs no user namespace for it. */
const withoutNetwork = ['unshare', process.getuid?.() === 0 ? '-n' : '-rn', 'sh', '-c', 'ip link set lo up && exec ./start'];

test('what is packed starts with no network, npm or Go, and stops in order', async () => {
  const { binary } = await temporal();
  if (!pagesAreBuilt(root)) await buildPages(root, join(folder, 'pages.log'));
  const packed = join(folder, 'yijianshi');
  stage(root, packed, { temporal: binary, node: process.execPath, target: { platform: 'linux', arch: 'x64' } });
  expect(existsSync(join(packed, 'dist', 'index.html'))).toBe(true);

  let said = '';
  const [program, ...args] = process.platform === 'linux' ? withoutNetwork : ['./start'];
  // The ports are of that network alone; elsewhere free ones are taken.
  const ports = process.platform === 'linux' ? {} : { YJS_PORT: '0', YJS_STANDINS_PORT: '0', YJS_TEMPORAL_PORT: '0' };
  const platform = spawn(program!, args, { cwd: packed, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder, YJS_REHEARSALS: '0', ...ports } });
  for (const stream of [platform.stdout, platform.stderr]) stream.on('data', (part: Buffer) => { said += part.toString('utf8'); });
  const ended = new Promise<number | null>((resolve) => { platform.once('close', resolve); });
  try {
    await eventually(() => /\/enter\/\S+/.test(said) || platform.exitCode !== null, 120_000);
    expect(said).toMatch(/✓ Ready/);
    expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/enter\/[\w-]{20,}/);
    // Nothing was fetched or built: Temporal and the pages were in the archive.
    expect(said).not.toMatch(/download|go install|built/i);
    expect(readFileSync(join(packed, '.data', 'logs', 'temporal.log'), 'utf8')).not.toContain('panic');
  } finally {
    platform.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
  expect([...said.matchAll(/✓ (.+) stopped/g)].map(([, part]) => part)).toEqual(['API', 'Worker', 'Stand-in departments', 'Temporal']);
}, 240_000);
