/**
 * What `npm start` and `npm test` do before anything else: the packages, and with them Node 24. Plain JavaScript with
 * the built-ins of Node 20. A hash of package.json and the lock tells whether the last install still holds, so a pull
 * that changes them installs again and every other start goes straight on.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installHash, isRecentNode, npmArguments, npmProblem, packagesOf } from './install.mjs';
import { takeInstallLock } from './installLock.mjs';
import { giveUp, longStep, say, text } from './progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.yijianshi-install');

if (Number(process.versions.node.split('.')[0]) < 20) giveUp('nodeOld', { version: process.version });
if (!isInstalled()) await install().catch((error) => giveUp('folderUnusable', { folder: root, problem: error.code ?? error.message }));
checkNode();

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === installHash(root);
}

async function install() {
  const release = await takeInstallLock(modules, () => say('packagesWaiting'));
  try {
    if (isInstalled()) return;
    const wanted = packagesOf(readFileSync(join(root, 'package-lock.json'), 'utf8'), process.platform, process.arch);
    // npm makes all the folders at once and fills them one by one; the file arrives with the content.
    const filled = () => wanted.filter((path) => existsSync(join(root, path, 'package.json'))).length;
    const step = longStep('packages', {}, () => text('packagesCount', { count: filled(), total: wanted.length }));
    const said = await npm(npmArguments(process.platform, process.arch));
    if (said !== null) {
      step.stop();
      giveUp('packagesFailed', { problem: npmProblem(said) });
    }
    linkNode();
    writeFileSync(stamp, installHash(root));
    step.done(String(filled()));
  } finally {
    release();
  }
}

/** Runs the npm that runs us; null when it succeeded, else what it said. */
function npm(args) {
  const own = process.env.npm_execpath ?? '';
  const [program, before] = own.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(program, [...before, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' && before.length === 0 });
    let said = '';
    child.stderr.on('data', (part) => { said = (said + part).slice(-8_000); });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? null : said || `exit ${code}`));
  });
}

/** npm 10 takes the link away again when it drops the packages of the other platforms, which have a program of the same name. */
function linkNode() {
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const link = join(modules, '.bin', windows ? 'node.cmd' : 'node');
  if (existsSync(link) || !existsSync(join(modules, name))) return;
  mkdirSync(join(modules, '.bin'), { recursive: true });
  if (windows) writeFileSync(link, `@"%~dp0\\..\\${name}\\bin\\node.exe" %*\r\n`);
  else symlinkSync(join('..', name, 'bin', 'node'), link);
}

/**
 * `npm run` finds node_modules/.bin/node first: that one, or the user's own, must be a Node that runs our sources.
 * YJS_OWN_NODE=1 takes the packaged one out of the way.
 */
function checkNode() {
  const packaged = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const platform = `${process.platform} ${process.arch}`;
  if (process.env.YJS_OWN_NODE === '1') rmSync(packaged, { force: true });
  if (existsSync(packaged)) {
    try {
      if (isRecentNode(execFileSync(packaged, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).trim())) return;
      giveUp('nodeBroken', { problem: 'version' });
    } catch (error) {
      giveUp('nodeBroken', { problem: error.code ?? 'exit' });
    }
  }
  if (!isRecentNode(process.version)) giveUp('nodeMissing', { platform, version: process.version });
  say('nodeOwn', { platform, version: process.version });
}
