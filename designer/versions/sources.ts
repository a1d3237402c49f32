import type { WholeDefinition } from '../../engine/diff/compareDefinitions.ts';
import { readDefinition, readVersion } from '../catalog.ts';
import { contentOf } from '../draft/content.ts';
import { readSave } from './api.ts';

/** What can be compared: `KEY` (the draft as saved), `KEY@3` (a version), `KEY#12` (a save). */
export async function readSource(source: string): Promise<WholeDefinition> {
  const [, key = '', kind, number] = /^([a-z0-9-]+)(?:([@#])(\d+))?$/.exec(source) ?? [];
  if (kind === '@') return readVersion(key, Number(number));
  if (kind === '#') return readSave(key, Number(number));
  return contentOf((await readDefinition(key)).draft);
}
