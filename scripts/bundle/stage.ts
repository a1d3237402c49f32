import { chmodSync, copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runtimePackages } from './runtimePackages.ts';
import type { Target } from './runtimePackages.ts';

/** What of the project goes into the archive as it is. The pages are there as built; of their sources only the words are read. */
const SHIPPED = ['activities', 'definitions', 'docs', 'engine', 'scripts', 'server', 'standins', 'ui/messages', 'workflows', 'dist',
  'package.json', 'package-lock.json', 'tsconfig.json', 'LICENSE', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md'];

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

/** Puts all that the platform needs into that new folder; files of the same disk are linked, not copied. */
export function stage(root: string, folder: string, { temporal, node, target }: { temporal: string, node: string, target: Target }): void {
  const isArchive = (path: string) => /\.tar\.gz(\.sha256)?$/.test(path);
  for (const name of SHIPPED) if (existsSync(join(root, name))) place(join(root, name), join(folder, name), isArchive);
  const bridge = BRIDGES[`${target.platform} ${target.arch}`];
  const isElsewhere = (path: string) => {
    const inside = path.slice(root.length);
    // Nested packages have lines of their own in the lock.
    return basename(path) === 'node_modules' || (inside.includes('core-bridge/releases/') && !inside.includes(`releases/${bridge}`));
  };
  for (const path of runtimePackages(readFileSync(join(root, 'package-lock.json'), 'utf8'), target)) {
    if (!/^node_modules\/node-(linux|win)-/.test(path) && existsSync(join(root, path))) place(join(root, path), join(folder, path), isElsewhere);
  }
  mkdirSync(join(folder, 'bin'));
  place(node, join(folder, 'bin', 'node'));
  place(temporal, join(folder, 'bin', 'temporal'));
  for (const [name, content] of [['run', RUN], ['start', START]] as const) {
    writeFileSync(join(folder, name), content);
    chmodSync(join(folder, name), 0o755);
  }
}

function place(from: string, to: string, leaveOut: (path: string) => boolean = () => false): void {
  const stat = lstatSync(from);
  mkdirSync(dirname(to), { recursive: true });
  if (stat.isSymbolicLink()) return symlinkSync(readlinkSync(from), to);
  if (!stat.isDirectory()) return placeFile(from, to);
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) if (!leaveOut(join(from, name))) place(join(from, name), join(to, name), leaveOut);
}

function placeFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Another disk.
    copyFileSync(from, to);
  }
}
