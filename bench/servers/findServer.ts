import { join } from 'node:path';
import { goInstall, type GoCommand } from '../../scripts/provision/goInstall.ts';
import { isExecutable, onPath } from '../../scripts/provision/onPath.ts';
import { binaryCache, usualPlaces, type SearchPlaces } from '../../scripts/provision/temporal.ts';

/** The server that the development server of the command line (v1.5.1) has inside, so that both can be held side by side. */
const SERVER = 'v1.29.1';

const wanted: Readonly<Record<'server' | 'sqlTool', { variable: string; name: string; command: GoCommand }>> = {
  server: { variable: 'TEMPORAL_SERVER', name: 'temporal-server', command: `go.temporal.io/server/cmd/server@${SERVER}` },
  sqlTool: { variable: 'TEMPORAL_SQL_TOOL', name: 'temporal-sql-tool', command: `go.temporal.io/server/cmd/tools/sql@${SERVER}` },
};

/**
 * The paths of a Temporal server and of the tool that lays out its tables: named by TEMPORAL_SERVER and TEMPORAL_SQL_TOOL,
 * on PATH, in our cache, or built with `go install` into the cache. Throws one line that says what to do.
 */
export async function findServer(places: SearchPlaces = usualPlaces()): Promise<{ server: string; sqlTool: string }> {
  return { server: await find(wanted.server, places), sqlTool: await find(wanted.sqlTool, places) };
}

async function find({ variable, name, command }: (typeof wanted)['server'], { env, goPlaces }: SearchPlaces): Promise<string> {
  const named = env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${variable}: expected a program, but got "${named}"`);
  }
  const cached = join(binaryCache(env), `${name}-${SERVER}`);
  const found = onPath(name, env.PATH, [cached]);
  if (found !== null) return found;
  const go = onPath('go', env.PATH, goPlaces);
  if (go === null) throw new Error(`No ${name}, and no go to build it: name one in ${variable}`);
  console.error(`Building ${name} ${SERVER} with ${go}; it takes minutes, once`);
  await goInstall(go, command, cached, env).catch((error: Error) => { throw new Error(`No ${name}, and ${go} could not build it (${error.message}): name one in ${variable}`); });
  return cached;
}
