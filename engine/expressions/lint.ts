import { parser, trackVariables } from 'lezer-feel';
import { costOf, exceeds } from './budget.ts';
import { functionNames } from './functionNames.ts';
import { calledName, type Piece, piecesOf, treeOf } from './tree.ts';
import { type FeelType, type Kind, typeOf } from './types.ts';

/** Longest expression, in characters: longer ones are decision tables in disguise. */
export const LONGEST_TEXT = 2_000;
/** Deepest nesting of parentheses, calls, lists, ifs and loops in an expression (E-09). */
export const DEEPEST = 32;

/** What is wrong with an expression, before it ever runs. */
export interface Finding {
  readonly code: 'EXPR_SYNTAX' | 'EXPR_TOO_COMPLEX' | 'EXPR_FUNCTION' | 'EXPR_FUNCTION_UNKNOWN' | 'EXPR_FULL_WIDTH' | 'EXPR_BUDGET' | 'EXPR_TYPE' | 'EXPR_ARITH' | 'EXPR_DECIMAL' | 'EXPR_SIGN_TWICE';
  /** Where: offset in the text. */
  readonly at: number;
  readonly text?: string;
  /** Kinds that do not go together. */
  readonly kinds?: readonly [Kind, Kind];
}

export interface Linted {
  readonly findings: readonly Finding[];
  /** Names that must have a value outside the expression. */
  readonly names: readonly string[];
}

const FULL_WIDTH = /[＞＜＝（），；＋－“”‘’＂｛｝［］]/u;

/**
 * Reads FEEL text (without the leading `=`) and says what can't run here: syntax (E-01, E-04), too long or too deep
 * (E-09), function definitions and calls of what is no function (E-01, E-10), what takes too long whatever the values (E-07),
 * what is compared and does not go together (E-12) or by two signs at once, divisions by zero and numbers that cannot be kept (E-14, E-15),
 * full-width operators (E-17); and it warns of comparisons of decimal fractions (E-13).
 * @param types what is known of the names, where anything is.
 */
export function lint(text: string, types: Readonly<Record<string, FeelType>> = {}): Linted {
  if (text.length > LONGEST_TEXT) return { findings: [{ code: 'EXPR_TOO_COMPLEX', at: LONGEST_TEXT }], names: [] };
  const findings: Finding[] = fullWidth(text);
  const names = new Set<string>();
  const locals: string[][] = [];
  let [depth, nested] = [0, 0];
  let filters = 0;
  const tree = parser.configure({ top: 'Expression', contextTracker: trackVariables({}) }).parse(text);
  tree.iterate({
    enter(ref) {
      depth += 1;
      if (NESTING.has(ref.name)) nested += 1;
      const slice = text.slice(ref.from, ref.to);
      if (ref.type.isError) findings.push({ code: 'EXPR_SYNTAX', at: ref.from, text: text.slice(ref.from, ref.from + 20) || text.slice(-20) });
      else if (nested > DEEPEST || depth > DEEPEST * NODES_A_LEVEL) findings.push({ code: 'EXPR_TOO_COMPLEX', at: ref.from });
      else if (ref.name === 'FunctionDefinition') findings.push({ code: 'EXPR_FUNCTION', at: ref.from });
      else if (ref.name === 'ForExpression' || ref.name === 'QuantifiedExpression') locals.push(localNames(ref.node, text));
      else if (ref.name === 'Context') locals.push(keys(ref.node, text));
      else if (ref.name === 'FilterExpression') filters += 1;
      else if (ref.name === 'VariableName' && isFree(ref.node) && !(filters > 0 && insideFilter(ref.node))) {
        if (!IMPLICIT.has(slice) && !locals.some((scope) => scope.includes(slice))) names.add(slice);
      }
    },
    leave(ref) {
      depth -= 1;
      if (NESTING.has(ref.name)) nested -= 1;
      if (ref.name === 'ForExpression' || ref.name === 'QuantifiedExpression' || ref.name === 'Context') locals.pop();
      if (ref.name === 'FilterExpression') filters -= 1;
    },
  });
  if (findings.length === 0) findings.push(...meaning(treeOf(text), types));
  return { findings: firstOfEach(findings), names: [...names] };
}

/** What a text that can be read says and should not. */
function meaning(tree: Piece, types: Readonly<Record<string, FeelType>>): Finding[] {
  const findings: Finding[] = [];
  for (const piece of piecesOf(tree)) {
    const called = piece.kind === 'FunctionInvocation' ? (calledName(piece) ?? piece.parts[0]!.text) : undefined;
    if (called !== undefined && !functionNames.has(called)) findings.push({ code: 'EXPR_FUNCTION_UNKNOWN', at: piece.from, text: called });
    if (piece.kind === 'ArithmeticExpression' && piece.parts[1]?.text === '/' && isZero(piece.parts[2]!)) findings.push({ code: 'EXPR_ARITH', at: piece.from, text: piece.text });
    if (piece.kind === 'NumericLiteral' && !isExact(piece.text)) findings.push({ code: 'EXPR_ARITH', at: piece.from, text: piece.text });
    if (piece.kind === 'Comparison' && piece.parts[1]?.kind === 'CompareOp' && isSecondSign(piece.parts[2])) findings.push({ code: 'EXPR_SIGN_TWICE', at: piece.from, text: piece.text });
    if (piece.kind === 'Comparison' && piece.parts.some((part) => comparesFraction(part))) findings.push({ code: 'EXPR_DECIMAL', at: piece.from, text: piece.text });
  }
  // Nothing is known of the values: what they bring is bounded when they are there.
  if (exceeds(costOf(tree, { value: () => undefined, number: () => undefined }))) findings.push({ code: 'EXPR_BUDGET', at: tree.from, text: tree.text });
  typeOf(tree, (name) => (Object.hasOwn(types, name) ? types[name]! : 'any'), ({ at, text, left, right }) => findings.push({ code: 'EXPR_TYPE', at, text, kinds: [left, right] }));
  return findings;
}

const isZero = (piece: Piece): boolean => piece.kind === 'NumericLiteral' && Number(piece.text) === 0;

/** Whether a written whole number keeps all its digits (E-14). */
const isExact = (digits: string): boolean => digits.includes('.') || Number.isSafeInteger(Number(digits));

/** What other languages write as one sign (`==`, `<>`, `=<`): the grammar takes its second half for a test, and what is compared with a test is never true. */
const isSecondSign = (piece: Piece | undefined): boolean => piece?.kind === 'SimplePositiveUnaryTest' && piece.parts[0]?.kind === 'CompareOp';

/** A side of a comparison that is a fraction, or reckons with one: binary numbers do not keep tenths. */
function comparesFraction(piece: Piece): boolean {
  if (piece.kind === 'NumericLiteral') return !Number.isInteger(Number(piece.text));
  if (piece.kind === 'ParenthesizedExpression') return piece.parts.some(comparesFraction);
  return piece.kind === 'ArithmeticExpression' && (piece.parts[1]?.text === '/' || piece.parts.some(comparesFraction));
}

/** What people see as one thing inside another. */
const NESTING: ReadonlySet<string> = new Set(['ParenthesizedExpression', 'IfExpression', 'FunctionInvocation', 'List', 'Context', 'FilterExpression', 'ForExpression', 'QuantifiedExpression', 'FunctionDefinition']);

/** Tree nodes that one level may cost; a chain of operators nests too. */
const NODES_A_LEVEL = 2;

/** Names that FEEL itself gives inside filters, loops and unary tests. */
const IMPLICIT = new Set(['item', 'partial', '?']);

type Tree = Parameters<Parameters<ReturnType<typeof parser.parse>['iterate']>[0]['enter']>[0]['node'];

/** Signs of a Chinese keyboard outside quotes: FEEL would read some of them as a part of a name. */
function fullWidth(text: string): Finding[] {
  const found = FULL_WIDTH.exec(text.replace(/"[^"]*"/gu, (quoted) => ' '.repeat(quoted.length)));
  return found ? [{ code: 'EXPR_FULL_WIDTH', at: found.index, text: found[0] }] : [];
}

/** A function's own name is no variable. */
const isFree = (node: Tree): boolean => !(node.parent?.name === 'FunctionInvocation' && node.parent.firstChild?.from === node.from);

/** Inside the brackets of a filter a name may be a member of the entries. */
function insideFilter(node: Tree): boolean {
  for (let at: Tree | null = node; at?.parent; at = at.parent) {
    if (at.parent.name === 'FilterExpression' && at.parent.firstChild?.from !== at.from) return true;
  }
  return false;
}

function localNames(node: Tree, text: string): string[] {
  const found: string[] = [];
  for (const expressions of node.getChildren('InExpressions')) {
    for (const one of expressions.getChildren('InExpression')) {
      const name = one.getChild('Name');
      if (name) found.push(text.slice(name.from, name.to));
    }
  }
  return found;
}

function keys(node: Tree, text: string): string[] {
  return node.getChildren('ContextEntry').flatMap((entry) => {
    const key = entry.getChild('Key');
    return key ? [text.slice(key.from, key.to).replace(/^"|"$/g, '')] : [];
  });
}

/** One finding of a kind; a full-width sign explains the syntax it spoils. */
const firstOfEach = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ code }, i) => findings.findIndex((other) => other.code === code) === i && !(code === 'EXPR_SYNTAX' && findings[0]!.code === 'EXPR_FULL_WIDTH'));
