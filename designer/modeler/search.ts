import { whereIn } from '../../ui/words/pinyin.ts';

/** A piece of a text; what matches is marked in the list. */
interface Token {
  readonly index: number;
  readonly value: string;
  readonly match?: boolean;
}

type Texts = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * What the search pad and every filtered menu of the library find: things whose texts hold every word typed, as it is
 * written or by its pinyin. Those that match earlier come first.
 */
export function search<T extends Texts>(items: readonly T[], pattern: string, { keys }: { readonly keys: readonly string[] }): { readonly item: T; readonly tokens: Record<string, Token[]> }[] {
  const words = pattern.trim().split(/\s+/).filter((word) => word !== '');
  const found = items.flatMap((item, order) => {
    const texts = keys.map((key): [string, string] => [key, asText(item[key])]);
    const places = words.map((word) => texts.map(([, text]) => whereIn(text, word)));
    if (places.some((each) => each.every((place) => place === null))) return [];
    const tokens = Object.fromEntries(texts.map(([key, text], at) => [key, cut(text, places.map((each) => each[at] ?? null))]));
    // A name that begins with what was typed comes first, then by where it stands, then as the list stood.
    const rank = Math.min(...places.map((each) => Math.min(...each.map((place, at) => (place === null ? Infinity : at * 1000 + place[0])))));
    return [{ item, tokens, rank, order }];
  });
  return found.sort((a, b) => a.rank - b.rank || a.order - b.order).map(({ item, tokens }) => ({ item, tokens }));
}

const asText = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : (value ?? []).join(' '));

/** The text in pieces, those between the places marked. */
function cut(text: string, places: readonly (readonly [number, number] | null)[]): Token[] {
  const marked = places.flatMap((place) => (place === null ? [] : [place])).sort((a, b) => a[0] - b[0]);
  const tokens: Token[] = [];
  let at = 0;
  for (const [from, to] of marked) {
    if (from < at) continue;
    if (from > at) tokens.push({ index: at, value: text.slice(at, from) });
    tokens.push({ index: from, value: text.slice(from, to + 1), match: true });
    at = to + 1;
  }
  if (at < text.length) tokens.push({ index: at, value: text.slice(at) });
  return tokens;
}

/** diagram-js module in place of the library's search, which knows no pinyin. */
export const searchModule = { search: ['value', search] };
