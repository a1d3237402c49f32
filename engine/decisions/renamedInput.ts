import { attribute, type Drawn } from '../drawn.ts';
import { renamed } from '../expressions/renamed.ts';
import { walk } from '../rules/drawn/walk.ts';
import { readDmn, writeDmn } from './read.ts';

/** A DMN file in which a name was given up for another. */
export interface RenamedInput {
  readonly xml: string;
  /** How many texts said it. */
  readonly count: number;
  /** Whether the old name is left where it may mean the same. */
  readonly unsure: boolean;
}

/**
 * Gives what a file is asked with another name: its input data, and every expression and test that says it. A file that
 * has the name for something of its own (a decision, an entry of a context, a parameter) stays as it is.
 * @throws Error where the text is no DMN
 */
export async function renamedInput(xml: string, from: string, to: string): Promise<RenamedInput> {
  if (!xml.includes(from)) return { xml, count: 0, unsure: false };
  const { definitions } = await readDmn(xml);
  const pieces = [...walk(definitions)];
  if (pieces.some((piece) => isOwn(piece, from))) return { xml, count: 0, unsure: true };
  let [count, unsure, changed] = [0, false, false];
  for (const piece of pieces) {
    if (isInput(piece) && piece.name === from) {
      set(piece, 'name', to);
      changed = true;
    }
    const text = piece.get('text');
    if (typeof text !== 'string' || (piece.$type !== 'dmn:LiteralExpression' && piece.$type !== 'dmn:UnaryTests')) continue;
    const made = piece.$type === 'dmn:UnaryTests' ? inTests(text, from, to) : renamed(text, from, to);
    unsure ||= made.unsure;
    if (made.text === text) continue;
    set(piece, 'text', made.text);
    count += 1;
  }
  return { xml: changed || count > 0 ? await writeDmn(definitions) : xml, count, unsure };
}

/** Tests are read as what they ask of a value. */
function inTests(text: string, from: string, to: string): { readonly text: string; readonly unsure: boolean } {
  if (text.trim() === '-') return { text, unsure: false };
  const [before, after] = ['? in (', ')'];
  const made = renamed(`${before}${text}${after}`, from, to);
  return { text: made.text.slice(before.length, -after.length), unsure: made.unsure };
}

const isInput = (piece: Drawn): boolean => piece.$type === 'dmn:InputData' || (piece.$type === 'dmn:InformationItem' && piece.$parent?.$type === 'dmn:InputData');

const isOwn = (piece: Drawn, name: string): boolean => (piece.name === name && (piece.$type === 'dmn:Decision' || (piece.$type === 'dmn:InformationItem' && !isInput(piece)))) || attribute(piece, 'iteratorVariable') === name;

const set = (drawn: Drawn, name: string, value: unknown): void => (drawn as unknown as { set(name: string, value: unknown): void }).set(name, value);
