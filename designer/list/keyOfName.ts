import { pinyin } from 'pinyin-pro';
import { suggestKey } from './readHead.ts';

/** A key for a flow by its name, Chinese by its pinyin: 竣工联合验收 → jun-gong-lian-he-yan-shou. Empty while there is no name. */
export function keyOfName(name: string): string {
  const words = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  return name.trim() === '' ? '' : suggestKey(words.join('-'));
}
