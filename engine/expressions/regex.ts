import { RE2JS } from 're2js';
import { IncidentRaised } from '../interpreter/incident.ts';

/** Flags of FEEL's regular expressions, as far as linear time allows them. */
const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, s: RE2JS.DOTALL, m: RE2JS.MULTILINE };

/** FEEL's functions over regular expressions, on RE2: linear time whatever the pattern and the text (E-08). */
export const regex = {
  matches: (input: unknown, pattern: unknown, flags?: unknown): boolean => compile('matches', pattern, flags).matcher(textOf('matches', input)).find(),

  replace(input: unknown, pattern: unknown, replacement: unknown, flags?: unknown): string {
    return compile('replace', pattern, flags).matcher(textOf('replace', input)).replaceAll(textOf('replace', replacement));
  },

  split(input: unknown, delimiter: unknown): string[] {
    const text = textOf('split', input);
    const matcher = compile('split', delimiter).matcher(text);
    const parts: string[] = [];
    let from = 0;
    while (matcher.find()) {
      // A pattern that matches nothing splits between signs, as FEEL's own does.
      if (matcher.end() === matcher.start() && (matcher.start() === 0 || matcher.start() === text.length)) continue;
      parts.push(text.slice(from, matcher.start()));
      from = matcher.end();
    }
    return [...parts, text.slice(from)];
  },
};

function compile(name: string, pattern: unknown, flags: unknown = ''): RE2JS {
  const bits = [...textOf(name, flags ?? '')].reduce((sum, flag) => {
    if (FLAGS[flag] === undefined) throw new IncidentRaised('FEEL_INVALID', `Expected flags of i, m and s in ${name}(), but got "${flag}"`);
    return sum | FLAGS[flag];
  }, 0);
  try {
    return RE2JS.compile(textOf(name, pattern), bits);
  } catch (error) {
    if (error instanceof IncidentRaised) throw error;
    throw new IncidentRaised('FEEL_INVALID', `Expected a pattern that can be read in ${name}(), but got "${String(pattern)}"`);
  }
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new IncidentRaised('FEEL_INVALID', `Expected text in ${name}(), but got ${value === null || value === undefined ? 'nothing' : typeof value}`);
}
