import { match } from 'pinyin-pro';

/**
 * Where a typed word stands in a text: the word itself, else its pinyin, whole (`shouli`) or by first letters (`sl`).
 * @returns the first and the last place of the signs that match, as UTF-16 offsets; null where none do.
 */
export function whereIn(text: string, word: string): readonly [from: number, to: number] | null {
  const plain = text.toLowerCase().indexOf(word.toLowerCase());
  if (plain >= 0) return [plain, plain + word.length - 1];
  if (!/^[a-z]+$/i.test(word)) return null;
  const places = match(text, word, { precision: 'start', continuous: true });
  return places === null || places.length === 0 ? null : [places[0]!, places.at(-1)!];
}

/** Whether every word typed stands in one of the texts, as it is or by its pinyin. Nothing typed fits everything. */
export function fits(typed: string, texts: readonly string[]): boolean {
  const words = typed.trim().split(/\s+/).filter((word) => word !== '');
  return words.every((word) => texts.some((text) => whereIn(text, word) !== null));
}
