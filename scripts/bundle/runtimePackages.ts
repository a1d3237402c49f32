/** One package of a lock file. */
type Locked = { dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, os?: string | string[], cpu?: string | string[], libc?: string | string[] };

/** A machine that an archive is packed for. */
export type Target = { platform: string, arch: string };

/**
 * The folders of node_modules that the running platform needs: what package.json depends on, and what that depends on,
 * found in the lock as Node finds it, without what belongs to development or to other machines.
 */
export function runtimePackages(lock: string, target: Target): string[] {
  const packages = (JSON.parse(lock) as { packages: Record<string, Locked> }).packages;
  const found = new Set<string>();
  const visit = (path: string) => {
    const { dependencies = {}, optionalDependencies = {} } = packages[path]!;
    for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies)]) {
      const place = resolve(packages, path, name);
      // An optional package that is not in the lock was not to be had for any machine.
      if (place === null || found.has(place) || !fits(packages[place]!, target)) continue;
      found.add(place);
      visit(place);
    }
  };
  visit('');
  return [...found].sort();
}

/** Upwards from the folder of the one who asks. */
function resolve(packages: Record<string, Locked>, from: string, name: string): string | null {
  for (let folder = from; ;) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') return null;
    const up = folder.lastIndexOf('/node_modules/');
    folder = up === -1 ? '' : folder.slice(0, up);
  }
}

function fits({ os, cpu, libc }: Locked, { platform, arch }: Target): boolean {
  const one = (wanted: string | string[] | undefined, own: string) => wanted === undefined || [wanted].flat().includes(own);
  return one(os, platform) && one(cpu, arch) && one(libc, 'glibc');
}
