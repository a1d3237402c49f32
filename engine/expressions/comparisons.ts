import { parser, trackVariables } from 'lezer-feel';
import type { Value, Variables } from '../value.ts';

type Kind = 'number' | 'string' | 'boolean';
type Operand = { readonly kind: Kind } | { readonly path: readonly string[] };

interface Comparison {
  readonly text: string;
  readonly left: Operand;
  readonly right: Operand;
}

/** Parsed once a text: programs have few of them. */
const kept = new Map<string, readonly Comparison[]>();
const MOST_KEPT = 2_000;

/**
 * The first comparison of an expression whose sides are of different kinds, like a number with a text that looks like
 * one: FEEL libraries answer it with a guess, and a guess chooses a branch (E-12). Looked at are plain names, paths and
 * literals outside filters and loops; null on either side is FEEL's own affair.
 */
export function mismatch(text: string, variables: Variables): { readonly text: string; readonly left: Kind; readonly right: Kind } | null {
  for (const comparison of comparisonsOf(text)) {
    const [left, right] = [kindOf(comparison.left, variables), kindOf(comparison.right, variables)];
    if (left && right && left !== right) return { text: comparison.text, left, right };
  }
  return null;
}

function comparisonsOf(text: string): readonly Comparison[] {
  let found = kept.get(text);
  if (!found) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, (found = read(text)));
  }
  return found;
}

const SCOPED: ReadonlySet<string> = new Set(['FilterExpression', 'ForExpression', 'QuantifiedExpression', 'Context', 'FunctionDefinition']);
const LITERALS: Readonly<Record<string, Kind>> = { NumericLiteral: 'number', StringLiteral: 'string', BooleanLiteral: 'boolean' };

function read(text: string): Comparison[] {
  const found: Comparison[] = [];
  const tree = parser.configure({ top: 'Expression', contextTracker: trackVariables({}) }).parse(text);
  tree.iterate({
    enter(ref) {
      if (SCOPED.has(ref.name)) return false;
      const { node } = ref;
      if (ref.name !== 'Comparison' || !node.getChild('CompareOp')) return undefined;
      const [left, right] = [operand(node.firstChild, text), operand(node.lastChild, text)];
      if (left && right) found.push({ text: text.slice(ref.from, ref.to), left, right });
      return undefined;
    },
  });
  return found;
}

function operand(node: { readonly name: string; readonly from: number; readonly to: number } | null, text: string): Operand | null {
  if (!node) return null;
  if (LITERALS[node.name]) return { kind: LITERALS[node.name]! };
  return node.name === 'VariableName' || node.name === 'PathExpression' ? { path: text.slice(node.from, node.to).split('.').map((part) => part.trim()) } : null;
}

function kindOf(of: Operand, variables: Variables): Kind | null {
  if ('kind' in of) return of.kind;
  let value: Value | undefined = variables as Value;
  for (const name of of.path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return null;
    value = (value as Variables)[name];
  }
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? (typeof value as Kind) : null;
}
