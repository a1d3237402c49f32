import { RE2JS } from 're2js';
import { subtracted } from './characterClass.ts';

/** Blocks of characters that XPath names and RE2 does not know. */
const BLOCKS: Readonly<Record<string, string>> = {
  BasicLatin: '\\x{0}-\\x{7F}',
  'Latin-1Supplement': '\\x{80}-\\x{FF}',
  GeneralPunctuation: '\\x{2000}-\\x{206F}',
  CJKSymbolsandPunctuation: '\\x{3000}-\\x{303F}',
  CJKUnifiedIdeographs: '\\x{4E00}-\\x{9FFF}',
  HalfwidthandFullwidthForms: '\\x{FF00}-\\x{FFEF}',
};

const BLOCK = /^\\([pP])\{Is([^}]*)\}/;
const SUBTRACTION = /^\[((?:[^\][\\]|\\.)+)-\[([^\][]+)\]\]/;

/**
 * A pattern in XPath's syntax, which FEEL prescribes, written for RE2: `q` takes it literally, `x` drops white space
 * outside brackets, a dot stops at either line end, named blocks and subtracted classes are spelt out. Back references
 * stay: RE2 refuses them, they cannot be linear. @throws Error for what XPath does not know.
 */
export function readPattern(pattern: string, flags: string): string {
  if (flags.includes('q')) return RE2JS.quote(pattern);
  const source = flags.includes('x') ? withoutSpace(pattern) : pattern;
  const dot = flags.includes('s') ? '.' : '[^\\n\\r]';
  let [text, inside] = ['', 0];
  for (let at = 0; at < source.length; at += 1) {
    const [sign, rest] = [source[at]!, source.slice(at)];
    const block = BLOCK.exec(rest);
    const subtraction = inside === 0 ? SUBTRACTION.exec(rest) : null;
    if (block && BLOCKS[block[2]!]) {
      text += inside > 0 ? BLOCKS[block[2]!]! : `[${block[1] === 'P' ? '^' : ''}${BLOCKS[block[2]!]!}]`;
      at += block[0].length - 1;
    } else if (subtraction) {
      text += subtracted(subtraction[1]!, subtraction[2]!);
      at += subtraction[0].length - 1;
    } else if (sign === '\\') {
      if (source[at + 1] === '0') throw new Error('an escape that XPath knows, but got "\\0"');
      text += rest.slice(0, 2);
      at += 1;
    } else {
      if (sign === '[') inside += 1;
      if (sign === ']') inside -= 1;
      text += sign === '.' && inside === 0 ? dot : sign;
    }
  }
  return text;
}

function withoutSpace(pattern: string): string {
  let [text, inside] = ['', 0];
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '\\' && pattern[at + 1] !== undefined && !/\s/.test(pattern[at + 1]!)) {
      text += pattern.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (pattern[at] === '[') inside += 1;
    if (pattern[at] === ']') inside -= 1;
    if (inside > 0 || !/\s/.test(pattern[at]!)) text += pattern[at];
  }
  return text;
}
