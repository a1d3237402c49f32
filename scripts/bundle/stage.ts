import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimePackages } from './runtimePackages.ts';
import type { Target } from './runtimePackages.ts';

/** What of the project goes into the archive as it is. */
const SHIPPED = ['activities', 'definitions', 'designer', 'docs', 'engine', 'portal', 'scripts', 'server', 'standins', 'ui', 'workflows', 'dist',
  'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json', 'LICENSE', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md'];

/** Temporal's native library comes for every machine at once; these are the names of its folders. */
const BRIDGES: Record<string, string> = { 'linux x64': 'x86_64-unknown-linux-gnu', 'linux arm64': 'aarch64-unknown-linux-gnu' };

/** Runs one of the scripts with the Node and the Temporal of the archive, whatever the machine has; fetches nothing. */
const RUN = `#!/bin/sh
# ./run NAME ...: runs scripts/NAME.ts with what this folder holds. Nothing is fetched.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
PATH="$here/bin:$PATH"
export PATH
name=$1
shift
cd "$here" || exit 1
exec "$here/bin/node" --disable-warning=ExperimentalWarning "scripts/$name.ts" "$@"
`;
const START = `#!/bin/sh
# Starts the whole platform from this folder; Ctrl-C stops it. Its state is kept in .data beside this file, or in YJS_DATA.
exec "$(dirname "$0")/run" supervisor "$@"
`;

/** Copies all that the platform needs into that empty folder. */
export function stage(root: string, folder: string, { temporal, node, target }: { temporal: string, node: string, target: Target }): void {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const name of SHIPPED) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !/\.(tar\.gz|sha256)$/.test(path) });
  }
  const packages = runtimePackages(readFileSync(join(root, 'package-lock.json'), 'utf8'), target).filter((path) => !/^node_modules\/node-(linux|win)-/.test(path));
  for (const path of packages) {
    if (!existsSync(join(root, path))) continue;
    // Nested packages have lines of their own in the lock.
    cpSync(join(root, path), join(folder, path), { recursive: true, filter: (each) => !each.slice(join(root, path).length).includes('/node_modules') });
  }
  const bridges = join(folder, 'node_modules', '@temporalio', 'core-bridge', 'releases');
  for (const name of readdirSync(bridges)) if (name !== BRIDGES[`${target.platform} ${target.arch}`]) rmSync(join(bridges, name), { recursive: true });
  program(join(folder, 'bin', 'node'), readFileSync(node));
  program(join(folder, 'bin', 'temporal'), readFileSync(temporal));
  program(join(folder, 'run'), RUN);
  program(join(folder, 'start'), START);
}

function program(path: string, content: string | Buffer): void {
  writeFileSync(path, content);
  chmodSync(path, 0o755);
}
