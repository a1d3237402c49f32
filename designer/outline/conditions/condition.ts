/** What a condition can ask about: an answered situation question, or the opinion of a step. */
export interface Subject {
  /** FEEL that gives the value. */
  readonly expression: string;
  readonly label: string;
  readonly kind: 'yesNo' | 'number' | 'choice' | 'multi' | 'text';
  readonly options: readonly { readonly value: string | number | boolean; readonly label: string }[];
}

/** How a value is compared. Of a yes-no question `is` with `true` or `false`. */
export type Comparison = 'is' | 'isNot' | 'atLeast' | 'moreThan' | 'atMost' | 'lessThan' | 'contains' | 'lacks';

/** One comparison, with its value as text. */
export interface Term {
  readonly expression: string;
  readonly comparison: Comparison;
  readonly value: string;
}

/** Terms that must all hold, or of which one must. */
export interface Condition {
  readonly all: boolean;
  readonly terms: readonly Term[];
}

const signs: Readonly<Record<'is' | 'isNot' | 'atLeast' | 'moreThan' | 'atMost' | 'lessThan', string>> = { is: '=', isNot: '!=', atLeast: '>=', moreThan: '>', atMost: '<=', lessThan: '<' };

/** Comparisons that make sense for a subject, the usual one first. */
export function comparisonsFor(kind: Subject['kind']): readonly Comparison[] {
  if (kind === 'yesNo') return ['is'];
  if (kind === 'number') return ['atLeast', 'moreThan', 'atMost', 'lessThan', 'is'];
  return kind === 'multi' ? ['contains', 'lacks'] : ['is', 'isNot'];
}

/** Writes a condition as FEEL with its `=`; empty where no term is whole. */
export function toFeel({ all, terms }: Condition, subjects: readonly Subject[]): string {
  const written = terms.flatMap((term) => {
    const subject = subjects.find(({ expression }) => expression === term.expression);
    return subject === undefined || term.value === '' ? [] : [writeTerm(term, subject)];
  });
  return written.length === 0 ? '' : `= ${written.join(all ? ' and ' : ' or ')}`;
}

function writeTerm({ expression, comparison, value }: Term, subject: Subject): string {
  if (subject.kind === 'yesNo') return value === 'false' ? `not(${expression})` : expression;
  const literal = literalOf(value, subject);
  if (comparison === 'contains') return `list contains(${expression}, ${literal})`;
  if (comparison === 'lacks') return `not(list contains(${expression}, ${literal}))`;
  return `${expression} ${signs[comparison]} ${literal}`;
}

function literalOf(value: string, { kind, options }: Subject): string {
  const option = options.find((each) => String(each.value) === value);
  if (option !== undefined && typeof option.value !== 'string') return String(option.value);
  return kind === 'number' ? value : JSON.stringify(value);
}

/** Reads a condition that the picker could have written; null for any other FEEL. */
export function fromFeel(text: string, subjects: readonly Subject[]): Condition | null {
  const plain = text.trim().replace(/^=/, '').trim();
  if (plain === '') return { all: true, terms: [] };
  const [conjunctive, disjunctive] = [split(plain, 'and'), split(plain, 'or')];
  if (conjunctive.length > 1 && disjunctive.length > 1) return null;
  const terms = (disjunctive.length > 1 ? disjunctive : conjunctive).map((part) => readTerm(part, subjects));
  return terms.some((term) => term === null) ? null : { all: disjunctive.length === 1, terms: terms as Term[] };
}

function readTerm(part: string, subjects: readonly Subject[]): Term | null {
  for (const subject of subjects) {
    const { expression } = subject;
    if (subject.kind === 'yesNo') {
      if (part === expression || part === `${expression} = true`) return { expression, comparison: 'is', value: 'true' };
      if (part === `not(${expression})` || part === `${expression} = false`) return { expression, comparison: 'is', value: 'false' };
      continue;
    }
    for (const comparison of comparisonsFor(subject.kind)) {
      const [before, after] = writeTerm({ expression, comparison, value: ' ' }, { ...subject, options: [] }).split(subject.kind === 'number' ? /(?<= ) $/ : '" "') as [string, string?];
      if (!part.startsWith(before) || !part.endsWith(after ?? '')) continue;
      const value = valueOf(part.slice(before.length, part.length - (after ?? '').length).trim());
      if (value !== null && (subject.kind !== 'number' || Number.isFinite(Number(value)))) return { expression, comparison, value };
    }
  }
  return null;
}

/** A literal as text; null for anything else. */
function valueOf(literal: string): string | null {
  if (/^-?\d+(\.\d+)?$/.test(literal) || literal === 'true' || literal === 'false') return literal;
  if (!/^"(?:[^"\\]|\\.)*"$/.test(literal)) return null;
  try {
    return JSON.parse(literal) as string;
  } catch {
    return null;
  }
}

/** Parts between a word that stands outside of quotes and brackets. */
function split(text: string, word: 'and' | 'or'): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '\\') at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    else if (depth === 0 && text.startsWith(` ${word} `, at)) {
      parts.push(text.slice(from, at).trim());
      from = at + word.length + 2;
    }
  }
  return [...parts, text.slice(from).trim()];
}
