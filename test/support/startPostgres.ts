import { execFile, execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { untilListening } from '../../scripts/provision/devServer.ts';
import { freePort } from '../../scripts/provision/freePort.ts';
import { onPath } from '../../scripts/provision/onPath.ts';
import { installFromSystem } from './systemPackages.ts';
import { startTethered } from './startTethered.ts';

/**
 * Starts a PostgreSQL server in a folder of its own; each answer is a new, empty database on it.
 * @param given settings beside or instead of the tests' own, which are quick and would not outlive a power cut.
 */
export async function startPostgres(given: Readonly<Record<string, string>> = {}) {
  const binaries = await findPostgres();
  const account = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'yijianshi-postgres-'));
  if (account !== null) chownSync(folder, account.uid, account.gid);
  const as = { ...account, cwd: folder };
  await promisify(execFile)(join(binaries, 'initdb'), ['-D', folder, '-U', 'yijianshi', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], as);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', synchronous_commit: 'off', max_connections: '200', ...given };
  const server = startTethered(join(binaries, 'postgres'), ['-D', folder, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], as);
  await untilListening(port, 60_000, server.ended).catch((error: Error) => { throw new Error(`PostgreSQL did not start: ${error.message} ${server.said()}`); });
  let databases = 0;
  return {
    pid: server.pid,
    async answer() {
      databases += 1;
      const name = `test_${databases}`;
      // The port listens a moment before the server lets anybody in.
      for (let attempt = 1; ; attempt += 1) {
        try {
          await promisify(execFile)(join(binaries, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'yijianshi', name], as);
          break;
        } catch (error) {
          if (attempt === 100 || !String(error).includes('starting up')) throw error;
          await new Promise((resolve) => { setTimeout(resolve, 200); });
        }
      }
      return { url: `postgresql://yijianshi@127.0.0.1:${port}/${name}`, database: name };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder with initdb, postgres and createdb: YJS_POSTGRES_BIN, PATH, the usual places, else the system's packages. */
async function findPostgres(): Promise<string> {
  const find = () => {
    const named = process.env.YJS_POSTGRES_BIN;
    const initdb = onPath('initdb', named ?? process.env.PATH, usualFolders().map((folder) => join(folder, 'initdb')));
    return initdb === null ? null : dirname(realpathSync(initdb));
  };
  const found = find() ?? (await installFromSystem('postgresql') ? find() : null);
  if (found === null) throw new Error('No PostgreSQL for the tests: install the package postgresql, or name the folder of initdb in YJS_POSTGRES_BIN.');
  return found;
}

function usualFolders(): string[] {
  const debian = '/usr/lib/postgresql';
  try {
    return [...readdirSync(debian).sort((left, right) => Number(right) - Number(left)).map((version) => join(debian, version, 'bin')), '/usr/local/bin'];
  } catch {
    return ['/usr/local/bin', '/usr/local/pgsql/bin', '/opt/homebrew/bin'];
  }
}

/** PostgreSQL refuses to run as root: the account it runs as then; null when this user is not root. */
function unprivileged(): { uid: number, gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // That account does not exist here.
    }
  }
  return { uid: 65_534, gid: 65_534 };
}
