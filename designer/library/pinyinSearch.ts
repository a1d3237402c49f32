import { match } from 'pinyin-pro';

/**
 * Whether every word typed is found in one of the texts: as it stands, or, for Chinese, by its pinyin, whole or by
 * initials (`cyd`, `canyin`). Case and white space don't count; nothing typed finds everything.
 */
export function matches(typed: string, texts: readonly string[]): boolean {
  const words = typed.trim().toLowerCase().split(/\s+/).filter((word) => word !== '');
  return words.every((word) => texts.some((text) => text.toLowerCase().includes(word) || (/^[a-zü]+$/.test(word) && match(text, word, { continuous: true }) !== null)));
}
