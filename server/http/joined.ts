import type { Language } from './problem.ts';

/** Signs that join words in what the server words itself: between the words of a list, between clauses, around a note. */
export const signs: Readonly<Record<Language, { readonly list: string; readonly clause: string; readonly note: readonly [string, string] }>> = {
  'zh-CN': { list: '、', clause: '；', note: ['（', '）'] },
  en: { list: ', ', clause: '; ', note: [' (', ')'] },
};
