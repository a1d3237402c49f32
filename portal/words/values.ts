import given from '../../definitions/given.json' with { type: 'json' };
import { clauses, labelled, listed } from '../../ui/words/joined.ts';

/** How values are said on a page in one language. */
export interface ValueWords {
  readonly yes: string;
  readonly no: string;
  readonly masked: string;
  /** `zh` or `en`: the language of the shipped flows' own names. */
  readonly language: 'zh' | 'en';
  department(id: string): string;
  opinion(value: string): string;
  time(instant: string): string;
}

type Texts = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

const names: Texts = given.names;
const known: Readonly<Record<string, Texts>> = given.values;
const hidden = new Set(given.hidden);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** How the values of fields are read, by field: what each choice is called, and the unit of a number. */
export type Readings = Readonly<Record<string, { readonly options?: Readonly<Record<string, string>>; readonly unit?: string }>>;

/** Answered values as lines of label and text; nested ones joined, commitments of personal values masked. */
export function shownValues(values: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, string>>, words: ValueWords, readings: Readings = {}): { name: string; label: string; text: string }[] {
  return Object.entries(values)
    .filter(([name, value]) => value !== null && value !== undefined && value !== '' && !hidden.has(name))
    .map(([name, value]) => ({ name, label: labels[name] ?? nameText(name, words), text: readText(value, words, name, readings[name]) }));
}

function readText(value: unknown, words: ValueWords, name: string, { options, unit }: Readings[string] = {}): string {
  if (options !== undefined && Array.isArray(value)) return listed(value.map((one) => readText(one, words, name, { options })));
  const text = options?.[String(value)] ?? valueText(value, words, name);
  return unit === undefined ? text : `${text} ${unit}`;
}

/** One value as text; `name` says what it is, so that codes of departments, opinions and the like are put into words. */
export function valueText(value: unknown, words: ValueWords, name = ''): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) {
    const lines = value.map((entry) => valueText(entry, words, name));
    return value.some((entry) => typeof entry === 'object') ? lines.join('\n') : listed(lines);
  }
  if (typeof value === 'object') {
    if ('$commitment' in value) return words.masked;
    const members = Object.entries(value).filter(([, entry]) => entry !== null && entry !== '');
    return clauses(members.map(([member, entry]) => (member === 'department' ? valueText(entry, words, member) : labelled(nameText(member, words), valueText(entry, words, member)))));
  }
  return codeText(String(value), words, name);
}

function codeText(value: string, words: ValueWords, name: string): string {
  if (name === 'department' || name === 'service') return words.department(value);
  if (name === 'opinion') return words.opinion(value);
  if (INSTANT.test(value)) return words.time(value);
  return known[name]?.[value]?.[words.language] ?? value;
}

const nameText = (name: string, { language }: ValueWords): string => names[name]?.[language] ?? name;
