import { canonical } from '../canonical.ts';
import { type Piece, argumentsOf, calledName, treeOf } from '../expressions/tree.ts';

/** How a clause looks at a field. `has`: a list holds the value; `filled`: something was answered. */
export const clauseOperators = ['is', 'isNot', 'has', 'hasNot', 'atLeast', 'moreThan', 'atMost', 'lessThan', 'filled', 'empty'] as const;
export type ClauseOperator = (typeof clauseOperators)[number];

/** One part of a condition that people pick: a field, how it is looked at, and a value (none for `filled` and `empty`). */
export interface Clause {
  readonly name: string;
  readonly operator: ClauseOperator;
  readonly value?: string | number | boolean;
}

/** A condition in plain words: all of its clauses, or any of them. */
export interface Condition {
  readonly join: 'all' | 'any';
  readonly clauses: readonly Clause[];
}

/** Reads FEEL as a condition that can be picked; null where it says more than a picker can. An empty text is a condition without clauses. */
export function readCondition(text: string | undefined): Condition | null {
  const feel = (text ?? '').replace(/^\s*=/, '').trim();
  if (feel === '') return { join: 'all', clauses: [] };
  const root = inner(treeOf(feel));
  const join = root.kind === 'Disjunction' ? 'any' : 'all';
  const clauses = flattened(root, join === 'any' ? 'Disjunction' : 'Conjunction').map(readClause);
  return clauses.includes(null) ? null : { join, clauses: clauses as Clause[] };
}

/** Writes a condition as FEEL, without a leading `=`; a clause that has no value yet is left out. */
export function writeCondition({ join, clauses }: Condition): string {
  return clauses.map(writeClause).filter((text) => text !== '').join(join === 'any' ? ' or ' : ' and ');
}

function flattened(piece: Piece, kind: string): Piece[] {
  if (piece.kind !== kind) return [piece];
  return [...flattened(inner(piece.parts[0]!), kind), ...flattened(inner(piece.parts.at(-1)!), kind)];
}

/** Parentheses around one thing say nothing. */
function inner(piece: Piece): Piece {
  return (piece.kind === 'Expression' || piece.kind === 'ParenthesizedExpression') && piece.parts.length === 1 ? inner(piece.parts[0]!) : piece;
}

function readClause(piece: Piece): Clause | null {
  if (piece.kind === 'VariableName') return { name: piece.text, operator: 'is', value: true };
  if (piece.kind === 'Comparison') return readComparison(piece);
  if (piece.kind !== 'FunctionInvocation') return null;
  const given = argumentsOf(piece).map(inner);
  if (calledName(piece) === 'list contains') {
    const value = literal(given[1]);
    return given.length === 2 && given[0]!.kind === 'VariableName' && value !== undefined && value !== null ? { name: given[0]!.text, operator: 'has', value } : null;
  }
  if (calledName(piece) !== 'not' || given.length !== 1) return null;
  const denied = readClause(given[0]!);
  if (denied?.operator === 'has') return { ...denied, operator: 'hasNot' };
  return denied?.operator === 'is' && denied.value === true && given[0]!.kind === 'VariableName' ? { ...denied, value: false } : null;
}

const OPERATORS: Readonly<Record<string, ClauseOperator>> = { '=': 'is', '!=': 'isNot', '>=': 'atLeast', '>': 'moreThan', '<=': 'atMost', '<': 'lessThan' };

function readComparison(piece: Piece): Clause | null {
  const [left, sign, right] = piece.parts.map(inner);
  if (left?.kind !== 'VariableName' || sign?.kind !== 'CompareOp' || right === undefined) return null;
  const [operator, value] = [OPERATORS[sign.text], literal(right)];
  if (operator === undefined || value === undefined) return null;
  if (value === null) return operator === 'is' ? { name: left.text, operator: 'empty' } : operator === 'isNot' ? { name: left.text, operator: 'filled' } : null;
  return { name: left.text, operator, value };
}

/** The value a piece writes down; undefined where it is none. */
function literal(piece: Piece | undefined): string | number | boolean | null | undefined {
  switch (piece?.kind) {
    case 'StringLiteral':
      return text(piece.text);
    case 'NumericLiteral': {
      const number = Number(piece.text);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'BooleanLiteral':
      return piece.text === 'true';
    case 'null':
      return null;
    default:
      return undefined;
  }
}

function text(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

const SIGNS: Partial<Record<ClauseOperator, string>> = { isNot: '!=', atLeast: '>=', moreThan: '>', atMost: '<=', lessThan: '<' };

function writeClause({ name, operator, value }: Clause): string {
  if (name === '') return '';
  if (operator === 'empty') return `${name} = null`;
  if (operator === 'filled') return `${name} != null`;
  if (value === undefined) return '';
  if (operator === 'is' && typeof value === 'boolean') return value ? name : `not(${name})`;
  if (operator === 'has') return `list contains(${name}, ${canonical(value)})`;
  if (operator === 'hasNot') return `not(list contains(${name}, ${canonical(value)}))`;
  return `${name} ${SIGNS[operator] ?? '='} ${canonical(value)}`;
}
