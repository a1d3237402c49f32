/** Characters from one code point to another, both included. */
type Span = readonly [number, number];

/**
 * What is left of a character class when another one is taken from it (XPath's `[a-z-[aeiou]]`), for RE2, which has no
 * subtraction. Only characters and spans of them can be taken apart. @throws Error for anything else in the brackets.
 */
export function subtracted(from: string, taken: string): string {
  let left = spansOf(from);
  for (const [low, high] of spansOf(taken)) {
    left = left.flatMap(([a, b]): Span[] => {
      if (high < a || low > b) return [[a, b]];
      return [[a, low - 1] as const, [high + 1, b] as const].filter(([x, y]) => x <= y);
    });
  }
  if (left.length === 0) throw new Error('a character class with something left in it');
  return `[${left.map(([a, b]) => `\\x{${a.toString(16)}}-\\x{${b.toString(16)}}`).join('')}]`;
}

function spansOf(members: string): Span[] {
  const signs = [...members];
  const spans: Span[] = [];
  for (let at = 0; at < signs.length; at += 1) {
    if (signs[at] === '\\' || signs[at] === '^') throw new Error('a character class of single characters and spans');
    const [low, dash, high] = [signs[at]!, signs[at + 1], signs[at + 2]];
    if (dash === '-' && high !== undefined) {
      spans.push([low.codePointAt(0)!, high.codePointAt(0)!]);
      at += 2;
    } else spans.push([low.codePointAt(0)!, low.codePointAt(0)!]);
  }
  return spans;
}
