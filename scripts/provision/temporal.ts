import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { download, reason } from './download.ts';
import { goInstall } from './goInstall.ts';
import { isExecutable, onPath } from './onPath.ts';
import { fileFromTar } from './tar.ts';

/** The command-line release that is fetched or built: the newest that `go install` can build as it is. */
export const TEMPORAL_CLI = 'v1.5.1';

/** The oldest server of a binary found on PATH that has what we rely on (worker deployments, pinned versions). */
const OLDEST_SERVER = [1, 29];

/** What the search says while it goes on: `tried` for each place that failed, `working` while one takes long. */
export type SearchReport = {
  tried(place: 'path' | 'cache' | 'download' | 'go', why: string): void,
  working(place: 'download' | 'go', detail?: () => string): { done(): void, stop(): void },
};

/** Where the search looks; the defaults are the machine's own. */
export type SearchPlaces = { env: NodeJS.ProcessEnv, downloads: string, stallMilliseconds?: number, goPlaces: string[] };

/** The machine's own places. */
export function usualPlaces(env: NodeJS.ProcessEnv = process.env): SearchPlaces {
  return { env, downloads: 'https://temporal.download', goPlaces: ['/usr/local/go/bin/go', '/usr/lib/go/bin/go', '/opt/homebrew/bin/go'] };
}

/** The user's cache folder for binaries, outside every clone: a second clone finds what the first one fetched. */
export function binaryCache(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'yijianshi', 'bin');
}

/**
 * The path of a Temporal binary, looked for in order: PATH, our cache, the download the Temporal SDK uses, and
 * `go install`. What was fetched or built stays in the cache. Null when every place failed; each has been reported.
 */
export async function findTemporal(report: SearchReport, places: SearchPlaces = usualPlaces()): Promise<string | null> {
  const cached = join(binaryCache(places.env), process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  const found = onPath('temporal', places.env.PATH);
  if (found !== null) {
    const problem = await problemOf(found);
    if (problem === null) return found;
    report.tried('path', `${found}: ${problem}`);
  }
  if (isExecutable(cached)) {
    const problem = await problemOf(cached);
    if (problem === null) return cached;
    report.tried('cache', `${cached}: ${problem}`);
  }
  for (const [place, fetch] of [['download', fetchBinary], ['go', buildBinary]] as const) {
    try {
      await fetch(cached, report, places);
      const problem = await problemOf(cached);
      if (problem === null) return cached;
      report.tried(place, problem);
    } catch (error) {
      report.tried(place, reason(error));
    }
  }
  return null;
}

async function problemOf(binary: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: 20_000 });
    const server = /Server (\d+)\.(\d+)/.exec(stdout);
    if (server === null) return `unknown version: ${stdout.trim().slice(0, 80)}`;
    const [major, minor] = [Number(server[1]), Number(server[2])];
    const enough = major > OLDEST_SERVER[0]! || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]!);
    return enough ? null : `server ${major}.${minor} is older than ${OLDEST_SERVER.join('.')}`;
  } catch (error) {
    return `does not run (${reason(error).split('\n')[0]})`;
  }
}

async function fetchBinary(target: string, report: SearchReport, places: SearchPlaces): Promise<void> {
  const platform = { linux: 'linux', darwin: 'darwin' }[process.platform as string];
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  if (platform === undefined || arch === undefined) throw new Error(`no download for ${process.platform} ${process.arch}`);
  let detail = '';
  const work = report.working('download', () => detail);
  try {
    const query = new URLSearchParams({ arch, platform, format: 'tar.gz', 'sdk-name': 'sdk-typescript', 'sdk-version': '1.24.0' });
    const answer = await download(`${places.downloads}/cli/${TEMPORAL_CLI}?${query}`, undefined, places.stallMilliseconds);
    const info = JSON.parse(answer.toString('utf8')) as { archiveUrl: string, fileToExtract: string };
    const archive = await download(info.archiveUrl, (received, total) => {
      detail = `${Math.round(received / 1e6)}${total === null ? '' : ` / ${Math.round(total / 1e6)}`} MB`;
    }, places.stallMilliseconds);
    const binary = fileFromTar(gunzipSync(archive), info.fileToExtract);
    if (binary === null) throw new Error(`no ${info.fileToExtract} in the archive`);
    keep(target, binary);
    work.done();
  } catch (error) {
    work.stop();
    throw error;
  }
}

/** Writes beside and renames, so that a second start never sees half a binary. */
function keep(target: string, binary: Buffer): void {
  mkdirSync(dirname(target), { recursive: true });
  const beside = `${target}.${process.pid}`;
  writeFileSync(beside, binary, { mode: 0o755 });
  renameSync(beside, target);
}

async function buildBinary(target: string, report: SearchReport, places: SearchPlaces): Promise<void> {
  const go = onPath('go', places.env.PATH, places.goPlaces);
  if (go === null) throw new Error('no go on PATH');
  const work = report.working('go');
  try {
    await goInstall(go, `github.com/temporalio/cli/cmd/temporal@${TEMPORAL_CLI}`, target, places.env);
    work.done();
  } catch (error) {
    work.stop();
    throw error;
  }
}
