import { treeOf } from './tree.ts';
import { waysOf, within } from './within.ts';

/** What must not come true in an expression: FEEL answers it with null, and null chooses a branch (E-15). */
export interface Danger {
  /** The piece as it is written, for people. */
  readonly text: string;
  /** FEEL text; true: a division by zero is reached. */
  readonly divides?: string;
  /** FEEL text of a number that must be finite. */
  readonly finite?: string;
}

const kept = new Map<string, readonly Danger[]>();
const MOST_KEPT = 2_000;

/** Divisions, products and powers of an expression, each as a question to ask before it is evaluated. */
export function dangersOf(text: string): readonly Danger[] {
  let found = kept.get(text);
  if (!found) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, (found = read(text)));
  }
  return found;
}

const SCOPED: ReadonlySet<string> = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression', 'Context']);

function read(text: string): Danger[] {
  if (!/[/*]/.test(text)) return [];
  return [...waysOf(treeOf(text))].flatMap((way): Danger[] => {
    const piece = way.at(-1)!;
    if (piece.kind !== 'ArithmeticExpression' || piece.parts.length !== 3) return [];
    const sign = piece.parts[1]!.text;
    if (sign === '/') return [{ text: piece.text, divides: within(way, `((${piece.parts[2]!.text}) = 0)`) }];
    if (sign !== '*' && sign !== '**') return [];
    // Inside a loop a result without bounds is found when the whole is looked at.
    return way.some(({ kind }) => SCOPED.has(kind)) ? [] : [{ text: piece.text, finite: within(way, `(${piece.text})`) }];
  });
}
