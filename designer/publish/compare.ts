import { readBpmn } from '../../engine/bpmn.ts';
import type { Moddle } from '../panel/address.ts';
import { changesBetween, type Change } from './changes.ts';
import { describe } from './describe.ts';

/** What changed from one BPMN text to another. Throws when one of them isn't BPMN. */
export async function compare(before: string, after: string): Promise<Change[]> {
  const read = async (xml: string) => describe((await readBpmn(xml)).definitions as unknown as Moddle);
  return changesBetween(await read(before), await read(after));
}
