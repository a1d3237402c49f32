import { evaluate } from '../../engine/expressions/feel.ts';
import { type Finding, lint } from '../../engine/expressions/lint.ts';
import { type FeelType, kindOf } from '../../engine/expressions/types.ts';
import { IncidentRaised } from '../../engine/interpreter/incident.ts';
import type { Value, Variables } from '../../engine/value.ts';

/** A name that an expression may use, as the flow knows it. */
export interface KnownName {
  readonly name: string;
  readonly label: string;
  readonly type: FeelType;
  readonly sample: unknown;
}

/** The expression itself, without the mark before it. */
export const plainFeel = (text: string): string => text.replace(/^\s*=/, '').trim();

/** An expression with the mark that tells it from a text, as the drawing holds it; people need not type the mark. Empty where nothing is said. */
export const markedFeel = (text: string): string => (plainFeel(text) === '' ? '' : text.trim().startsWith('=') ? text.trim() : `= ${text.trim()}`);

/** The first thing wrong with an expression as it is typed: a finding of the lint, or, where all names are known, one that nothing gives a value. Null where nothing is. */
export function wrongWith(text: string, known: readonly KnownName[], complete: boolean): { readonly code: Finding['code'] | 'VARIABLE_UNKNOWN'; readonly params: Readonly<Record<string, string | number>> } | null {
  const feel = plainFeel(text);
  if (feel === '') return null;
  const { findings, names } = lint(feel, Object.fromEntries(known.map(({ name, type }) => [name, type])));
  const [found] = findings;
  if (found) return { code: found.code, params: { text: feel, at: found.at + 1, found: found.text ?? '', left: found.kinds?.[0] ?? '', right: found.kinds?.[1] ?? '' } };
  const unknown = complete ? names.find((name) => !known.some((each) => each.name === name)) : undefined;
  return unknown === undefined ? null : { code: 'VARIABLE_UNKNOWN', params: { variable: unknown, text: feel } };
}

/** Names that begin with, or whose label holds, the word before `caret`; at most eight. Nothing for an empty word. */
export function completions(text: string, caret: number, known: readonly KnownName[]): { readonly from: number; readonly names: readonly KnownName[] } {
  const word = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(text.slice(0, caret))?.[0] ?? '';
  const typed = word.toLowerCase();
  const names = typed === '' ? [] : known.filter(({ name, label }) => name !== word && (name.toLowerCase().startsWith(typed) || label.includes(word)));
  return { from: caret - word.length, names: names.slice(0, 8) };
}

/** Names that a trial of the expression asks for. */
export const askedBy = (text: string): readonly string[] => lint(plainFeel(text)).names;

/** What was typed as a value: JSON where it is some, else a text. */
export function typedValue(text: string): Value {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

/** The result of an expression for some values, with its kind; or the code of what went wrong, by the evaluator of real cases. */
export function tried(text: string, values: Variables, now: string): { readonly value: string; readonly kind: string } | { readonly code: string; readonly message: string } {
  try {
    const value = evaluate(plainFeel(text), values, now);
    return { value: JSON.stringify(value), kind: kindOf({ value }) };
  } catch (error) {
    if (error instanceof IncidentRaised) return { code: error.code, message: error.message };
    throw error;
  }
}
