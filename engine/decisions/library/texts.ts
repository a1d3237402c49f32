import { compilePattern, replaced, splitBy } from '../../expressions/regex.ts';
import { asSingle, declare } from './declare.ts';

/** Runs when every argument is text; flags may be left out or null. */
const onTexts = (parameters: readonly string[], required: number, run: (...texts: string[]) => unknown) =>
  declare(parameters, (...given) => {
    if (given.length > parameters.length) return null;
    const texts = parameters.map((_, i) => (i < required ? asSingle(given[i]) : (given[i] ?? '')));
    if (!texts.every((text) => typeof text === 'string')) return null;
    try {
      return run(...(texts as string[]));
    } catch {
      // A pattern that cannot be read is an error of the standard: null.
      return null;
    }
  });

/** FEEL's functions on texts, counted in characters and with regular expressions of linear time. */
export const texts = {
  matches: onTexts(['input', 'pattern', 'flags'], 2, (input, pattern, flags) => compilePattern(pattern!, flags).matcher(input!).find()),
  replace: onTexts(['input', 'pattern', 'replacement', 'flags'], 3, (input, pattern, replacement, flags) => replaced(input!, compilePattern(pattern!, flags), replacement!)),
  split: onTexts(['string', 'delimiter'], 2, (text, delimiter) => splitBy(text!, compilePattern(delimiter!))),
  substring: declare(['string', 'start position', 'length'], (given, start, length, ...more) => {
    const [text, from] = [asSingle(given), asSingle(start)];
    if (typeof text !== 'string' || typeof from !== 'number' || more.length > 0) return null;
    const signs = [...text];
    const at = Math.trunc(from);
    if (at === 0 || Math.abs(at) > signs.length) return at === 0 ? null : '';
    const begin = at > 0 ? at - 1 : signs.length + at;
    if (length === undefined) return signs.slice(begin).join('');
    const count = asSingle(length);
    return typeof count === 'number' && count >= 1 ? signs.slice(begin, begin + Math.trunc(count)).join('') : null;
  }),
  'string join': declare(['list', 'delimiter'], (given, delimiter, ...more) => {
    const values = Array.isArray(given) ? given : typeof given === 'string' ? [given] : null;
    if (!values || more.length > 0 || !values.every((value) => value === null || typeof value === 'string')) return null;
    return typeof (delimiter ?? '') === 'string' ? values.filter((value) => value !== null).join((delimiter ?? '') as string) : null;
  }),
};
