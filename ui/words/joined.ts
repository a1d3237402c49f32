import { language, type Language } from '../i18n.ts';

/** Signs that join words, by language: between the words of a list, between clauses, behind a label, around a note. */
const signs: Readonly<Record<Language, { readonly list: string; readonly clause: string; readonly label: string; readonly note: readonly [string, string] }>> = {
  'zh-CN': { list: '、', clause: '；', label: '：', note: ['（', '）'] },
  en: { list: ', ', clause: '; ', label: ': ', note: [' (', ')'] },
};

/** Words of a list in one line: 供水、供电. */
export const listed = (words: readonly string[]): string => words.join(signs[language()].list);

/** Clauses in one line: 需要整改；净距不足. */
export const clauses = (texts: readonly string[]): string => texts.join(signs[language()].clause);

/** A text behind its label: 意见：同意. */
export const labelled = (label: string, text: string): string => `${label}${signs[language()].label}${text}`;

/** A text with a note behind it: 食品经营许可（SAMPLE-FOOD）. */
export const noted = (text: string, note: string): string => `${text}${signs[language()].note.join(note)}`;
