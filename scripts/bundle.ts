/**
 * `npm run bundle`: packs Node, packages, Temporal and pages into one archive in dist/ that starts with no network, npm
 * or Go. `npm run bundle -- --check` then unpacks it where there is no network and runs the demo there.
 * All fetching is done here; what is packed only starts.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runWithoutNetwork } from './bundle/check.ts';
import { stage } from './bundle/stage.ts';
import { giveUp, longStep, say, text } from './progress.mjs';
import { findTemporal } from './provision/temporal.ts';
import { buildPages, pagesAreBuilt } from './supervise/pages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = { platform: process.platform, arch: process.arch };
if (target.platform !== 'linux' || target.arch !== 'x64') giveUp('bundleTarget', { platform: `${target.platform} ${target.arch}` });

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const name = `yijianshi-${version}-${target.platform}-${target.arch}`;
const archive = join(root, 'dist', `${name}.tar.gz`);

const temporal = await step('stepTemporalBinary', async () => {
  const found = await findTemporal({
    tried: (place, why) => say('temporalTried', { place: text(`temporalFrom_${place}`), why }),
    working: (place, detail) => {
      const shown = longStep(`temporalFrom_${place}`, {}, detail);
      return { done: () => shown.done(), stop: () => shown.stop() };
    },
  });
  return found ?? giveUp('temporalMissing', { setting: 'PATH', port: 0 });
});
if (!pagesAreBuilt(root)) await step('stepPages', () => buildPages(root, join(root, '.data', 'logs', 'pages.log')));
await step('stepPack', async () => {
  mkdirSync(dirname(archive), { recursive: true });
  const staging = newFolder();
  try {
    stage(root, join(staging, name), { temporal, node: process.execPath, target });
    await promisify(execFile)('tar', ['--owner=0', '--group=0', '-czf', archive, '-C', staging, name])
      .catch((error: Error) => giveUp('bundleFailed', { problem: error.message.trim().split('\n').at(-1)! }));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
});
writeFileSync(`${archive}.sha256`, `${createHash('sha256').update(readFileSync(archive)).digest('hex')}  ${name}.tar.gz\n`);
say('bundleReady', { archive, megabytes: Math.round(statSync(archive).size / 1e6), name });

if (process.argv.includes('--check')) {
  const code = await runWithoutNetwork(archive, name, ['./run', 'demo']);
  say(code === 0 ? 'bundlePassed' : 'bundleFellShort', { code });
  process.exit(code);
}

/** On the disk of the packages, which are linked and not copied; Node runs no sources of ours inside node_modules. */
function newFolder(): string {
  mkdirSync(join(root, '.data'), { recursive: true, mode: 0o700 });
  return mkdtempSync(join(root, '.data', 'bundle-'));
}

async function step<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const shown = longStep(key);
  const result = await work();
  shown.done();
  return result;
}
