import { readBpmn, writeBpmn } from '../../engine/bpmn.ts';
import { decodeDrawing } from '../../engine/xml/decode.ts';
import { losses } from './compareTrees.ts';
import { type Inventory, missing } from './inventory.ts';

/** Imports a drawing, exports it, and again: what was lost on the way, in words; nothing where all is there. */
export async function exchange(bytes: Uint8Array, inventory: Inventory = {}): Promise<string[]> {
  const before = decodeDrawing(bytes);
  const after = await exported(before);
  const lost = losses(before, after).map(({ at, what }) => `lost ${what} at ${at}`);
  const stable = (await exported(after)) === after ? [] : ['a second export differs from the first'];
  return [...lost, ...missing(after, inventory).map((what) => `missing ${what}`), ...stable];
}

/** What a drawing is after import and export. */
export const exported = async (xml: string): Promise<string> => writeBpmn((await readBpmn(xml)).definitions);
