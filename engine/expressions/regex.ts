import { RE2JS } from 're2js';
import { IncidentRaised } from '../interpreter/incident.ts';
import { readPattern } from './pattern.ts';

/** Flags of FEEL's regular expressions, as far as linear time allows them: `x` and `q` are read before. */
const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, s: RE2JS.DOTALL, m: RE2JS.MULTILINE, x: 0, q: 0 };

/** FEEL's functions over regular expressions, on RE2: linear time whatever the pattern and the text (E-08). */
export const regex = {
  matches: (input: unknown, pattern: unknown, flags?: unknown): boolean => compile('matches', pattern, flags).matcher(textOf('matches', input)).find(),

  replace(input: unknown, pattern: unknown, replacement: unknown, flags?: unknown): string {
    const [text, by] = [textOf('replace', input), textOf('replace', replacement)];
    try {
      return replaced(text, compile('replace', pattern, flags), by);
    } catch (error) {
      if (error instanceof IncidentRaised) throw error;
      throw new IncidentRaised('FEEL_INVALID', `Expected a replacement that can be read in replace(), but got "${by}"`);
    }
  },

  split: (input: unknown, delimiter: unknown): string[] => splitBy(textOf('split', input), compile('split', delimiter)),
};

/** Splits at every match; a pattern that matches nothing splits between signs, as FEEL's own does. */
export function splitBy(text: string, delimiter: RE2JS): string[] {
  const matcher = delimiter.matcher(text);
  const parts: string[] = [];
  let from = 0;
  while (matcher.find()) {
    if (matcher.end() === matcher.start() && (matcher.start() === 0 || matcher.start() === text.length)) continue;
    parts.push(text.slice(from, matcher.start()));
    from = matcher.end();
  }
  return [...parts, text.slice(from)];
}

/**
 * Every match replaced; `$1` is what the first group matched, `$0` the whole, `\\$` and `\\\\` the signs themselves.
 * @throws Error when a `$` or a backslash stands for nothing.
 */
export function replaced(text: string, pattern: RE2JS, replacement: string): string {
  const groups = pattern.groupCount();
  const parts = replacement.match(/\\[\\$]|\$\d+|[^\\$]+/g) ?? [];
  if (parts.join('') !== replacement) throw new Error('a replacement whose $ and \\ stand for something');
  const matcher = pattern.matcher(text);
  let [result, from] = ['', 0];
  while (matcher.find()) {
    result += text.slice(from, matcher.start());
    for (const part of parts) result += part.startsWith('$') ? grouped(matcher, part.slice(1), groups) : part.startsWith('\\') ? part.slice(1) : part;
    from = matcher.end();
  }
  return result + text.slice(from);
}

/** The longest number that names a group, then the digits left over; a group that is not there is empty. */
function grouped(matcher: ReturnType<RE2JS['matcher']>, digits: string, groups: number): string {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
  const group = Number(digits.slice(0, length));
  return (group <= groups ? (matcher.group(group) ?? '') : '') + digits.slice(length);
}

/** A pattern of FEEL (XPath's syntax) for RE2. @throws Error when pattern or flags cannot be read, or need more than linear time. */
export function compilePattern(pattern: string, flags = ''): RE2JS {
  const bits = [...flags].reduce((sum, flag) => {
    if (FLAGS[flag] === undefined) throw new Error(`flags of i, m, s, x and q, but got "${flag}"`);
    return sum | FLAGS[flag];
  }, 0);
  return RE2JS.compile(readPattern(pattern, flags), bits);
}

function compile(name: string, pattern: unknown, flags: unknown = ''): RE2JS {
  const [text, marks] = [textOf(name, pattern), textOf(name, flags ?? '')];
  try {
    return compilePattern(text, marks);
  } catch {
    throw new IncidentRaised('FEEL_INVALID', `Expected a pattern and flags that can be read in ${name}(), but got "${text}"${marks ? ` with "${marks}"` : ''}`);
  }
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new IncidentRaised('FEEL_INVALID', `Expected text in ${name}(), but got ${value === null || value === undefined ? 'nothing' : typeof value}`);
}
