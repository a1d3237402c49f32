import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSigningKey } from './signing.ts';

/** Name of the file in the data folder that says whose packs are trusted. */
export const trustedKeysFile = 'trusted-pack-keys.txt';

/**
 * Public keys whose packs this city trusts, with the names it gives them: a line is a key (as `signature.json` of a pack has
 * it), a space and a name; `#` begins a remark. Read anew each time, so that a change needs no restart. What is no such
 * line trusts nobody.
 */
export function trustedKeys(dataDir: string): ReadonlyMap<string, string> {
  const file = join(dataDir, trustedKeysFile);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [key = '', ...name] = line.replace(/#.*/, '').trim().split(/\s+/);
      return name.length > 0 && isSigningKey(key) ? [[key, name.join(' ')]] : [];
    }),
  );
}

/** Whether a pack was signed here, by somebody this city trusts (and who), or by nobody it knows. */
export type Trust = { readonly kind: 'own' | 'unknown'; readonly name: null } | { readonly kind: 'trusted'; readonly name: string };

export function trustIn(signedWith: string, own: string, dataDir: string): Trust {
  if (signedWith === own) return { kind: 'own', name: null };
  const name = trustedKeys(dataDir).get(signedWith);
  return name === undefined ? { kind: 'unknown', name: null } : { kind: 'trusted', name };
}
