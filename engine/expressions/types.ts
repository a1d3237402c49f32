import type { Value } from '../value.ts';
import { argumentsOf, calledName, type Piece } from './tree.ts';

/**
 * What is known of a value before or while an expression runs. `any` is unknown and never a fault; `money` is a number of 分;
 * dates out of forms are `text`, as a case keeps them.
 */
export type FeelType = Kind | { readonly list: FeelType } | { readonly members: Readonly<Record<string, FeelType>> } | { readonly value: Value | undefined };

export type Kind = 'any' | 'null' | 'number' | 'money' | 'text' | 'boolean' | 'date' | 'time' | 'date and time' | 'duration' | 'list' | 'context';

/** Types of names. */
export type Types = (name: string) => FeelType;

/** Two things that cannot be compared, added or decided. */
export interface Clash {
  readonly at: number;
  readonly text: string;
  readonly left: Kind;
  readonly right: Kind;
}

/** The plain kind of a type. */
export function kindOf(type: FeelType): Kind {
  if (typeof type === 'string') return type;
  if ('list' in type) return 'list';
  if ('members' in type) return 'context';
  const { value } = type;
  if (value === undefined) return 'any';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as Kind;
  return Array.isArray(value) ? 'list' : 'context';
}

const ORDERED: ReadonlySet<Kind> = new Set(['number', 'money', 'text', 'date', 'time', 'date and time', 'duration']);
const NUMERIC: ReadonlySet<Kind> = new Set(['number', 'money']);
const MOMENTS: ReadonlySet<Kind> = new Set(['date', 'time', 'date and time']);

/**
 * Type of an expression as far as it is known (E-12); `clash` hears of everything that compares, adds or decides what does not
 * go together. null beside `=` is FEEL's own affair, null beside `<` never has an answer.
 */
export function typeOf(piece: Piece, types: Types, clash: (found: Clash) => void): FeelType {
  const inner = (part: Piece | undefined, known: Types = types): FeelType => (part ? typeOf(part, known, clash) : 'any');
  const report = (left: FeelType, right: FeelType): void => clash({ at: piece.from, text: piece.text, left: kindOf(left), right: kindOf(right) });
  switch (piece.kind) {
    case 'Expression':
    case 'ParenthesizedExpression':
      return inner(piece.parts[0]);
    case 'NumericLiteral':
      return 'number';
    case 'StringLiteral':
      return 'text';
    case 'BooleanLiteral':
      return 'boolean';
    case 'null':
      return 'null';
    case 'VariableName':
      return types(piece.text);
    case 'PathExpression':
      return memberOf(inner(piece.parts[0]), piece.parts.at(-1)!.text);
    case 'ArithmeticExpression':
      return arithmetic(piece, inner, report);
    case 'Comparison':
      return comparison(piece, inner, report);
    case 'Conjunction':
    case 'Disjunction':
      for (const part of [piece.parts[0], piece.parts.at(-1)]) truth(inner(part), report);
      return 'boolean';
    case 'IfExpression': {
      truth(inner(piece.parts[1]), report);
      const [yes, no] = [inner(piece.parts[3]), inner(piece.parts[5])];
      return kindOf(yes) === kindOf(no) ? yes : NUMERIC.has(kindOf(yes)) && NUMERIC.has(kindOf(no)) ? 'money' : 'any';
    }
    case 'ForExpression':
    case 'QuantifiedExpression': {
      const body = inner(piece.parts.at(-1), withLocals(piece, types, clash));
      return piece.kind === 'ForExpression' ? { list: body } : 'boolean';
    }
    case 'FilterExpression':
      return filtered(piece, types, clash);
    case 'List': {
      const items = piece.parts.map((part) => inner(part));
      return { list: items.length > 0 && items.every((item) => kindOf(item) === kindOf(items[0]!)) ? items[0]! : 'any' };
    }
    case 'Context':
      return members(piece, types, clash);
    case 'InstanceOfExpression':
      inner(piece.parts[0]);
      return 'boolean';
    case 'DateTimeLiteral':
    case 'FunctionInvocation':
      return call(piece, inner, report);
    case 'FunctionDefinition':
      return 'any';
    default:
      for (const part of piece.parts) inner(part);
      return 'any';
  }
}

type Inner = (part: Piece | undefined, known?: Types) => FeelType;
type Report = (left: FeelType, right: FeelType) => void;

function memberOf(type: FeelType, name: string): FeelType {
  if (typeof type === 'string') return MOMENTS.has(type) ? 'number' : 'any';
  if ('list' in type) return { list: memberOf(type.list, name) };
  if ('members' in type) return type.members[name] ?? 'any';
  const { value } = type;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? { value: (value as Readonly<Record<string, Value>>)[name]! } : 'any';
}

const elementOf = (type: FeelType): FeelType => (typeof type !== 'string' && 'list' in type ? type.list : 'any');

function truth(type: FeelType, report: Report): void {
  const kind = kindOf(type);
  if (kind !== 'any' && kind !== 'null' && kind !== 'boolean' && kind !== 'list') report(type, 'boolean');
}

function comparison(piece: Piece, inner: Inner, report: Report): FeelType {
  const operator = piece.parts[1];
  const [left, right] = [inner(piece.parts[0]), inner(piece.parts.at(-1))];
  if (operator?.kind === 'between') {
    for (const bound of [inner(piece.parts[2]), right]) ordered(left, bound, report);
  } else if (operator?.kind === 'CompareOp') {
    if (operator.text === '=' || operator.text === '!=') alike(left, right, report);
    else ordered(left, right, report);
  }
  return 'boolean';
}

function alike(left: FeelType, right: FeelType, report: Report): void {
  const [a, b] = [kindOf(left), kindOf(right)];
  const open: readonly Kind[] = ['any', 'null', 'list'];
  if (!open.includes(a) && !open.includes(b) && !sameKind(a, b)) report(left, right);
}

function ordered(left: FeelType, right: FeelType, report: Report): void {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'list' || b === 'list') return;
  const wrong = [a, b].some((kind) => kind !== 'any' && !ORDERED.has(kind)) || (a !== 'any' && b !== 'any' && !sameKind(a, b));
  if (wrong) report(left, right);
}

const sameKind = (a: Kind, b: Kind): boolean => a === b || (NUMERIC.has(a) && NUMERIC.has(b));

function arithmetic(piece: Piece, inner: Inner, report: Report): FeelType {
  const sign = piece.parts.find(({ kind }) => kind === 'ArithOp')?.text ?? '';
  const [left, right] = piece.parts.length === 2 ? ['number' as const, inner(piece.parts[1])] : [inner(piece.parts[0]), inner(piece.parts[2])];
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'any' || b === 'any' || a === 'list' || b === 'list') return 'any';
  if (NUMERIC.has(a) && NUMERIC.has(b)) return sign === '/' && a === 'money' && b === 'money' ? 'number' : a === 'money' || b === 'money' ? 'money' : 'number';
  if (a === 'text' && b === 'text' && sign === '+') return 'text';
  if (sign === '-' && MOMENTS.has(a) && a === b) return 'duration';
  if ((sign === '+' || sign === '-') && a === 'duration' && b === 'duration') return 'duration';
  if ((sign === '+' || sign === '-') && MOMENTS.has(a) && b === 'duration') return a;
  if (sign === '+' && a === 'duration' && MOMENTS.has(b)) return b;
  if (piece.parts.length > 2 || a !== b) report(left, right);
  return 'any';
}

/** Names that a loop gives, over those around it. */
function withLocals(piece: Piece, types: Types, clash: (found: Clash) => void): Types {
  const locals = new Map<string, FeelType>([['partial', 'any']]);
  const known: Types = (name) => locals.get(name) ?? types(name);
  for (const each of piece.parts.find(({ kind }) => kind === 'InExpressions')?.parts ?? []) {
    const [name, source] = [each.parts[0], each.parts.at(-1)];
    const bounds = source?.parts ?? [];
    const type = bounds.length === 1 ? typeOf(bounds[0]!, known, clash) : 'any';
    if (name) locals.set(name.text, bounds.length > 1 ? 'number' : elementOf(type));
  }
  return known;
}

/** Inside the brackets a name may be a member of the entries; only what the entries are known to have is known. */
function filtered(piece: Piece, types: Types, clash: (found: Clash) => void): FeelType {
  const [source, condition] = [typeOf(piece.parts[0]!, types, clash), piece.parts.at(-1)!];
  const entry = elementOf(source);
  const within: Types = (name) => (name === 'item' ? entry : memberOf(entry, name));
  const found = typeOf(condition, within, clash);
  return kindOf(found) === 'number' ? entry : typeof source === 'string' || 'value' in source ? 'any' : source;
}

function members(piece: Piece, types: Types, clash: (found: Clash) => void): FeelType {
  const own: Record<string, FeelType> = {};
  const known: Types = (name) => (Object.hasOwn(own, name) ? own[name]! : types(name));
  for (const entry of piece.parts) {
    const [key, value] = entry.parts;
    if (key && value) own[key.text.replace(/^"|"$/g, '')] = typeOf(value, known, clash);
  }
  return { members: own };
}

const GIVES: Readonly<Record<string, Kind>> = {
  '@': 'any', date: 'date', time: 'time', 'date and time': 'date and time', duration: 'duration', 'years and months duration': 'duration', now: 'date and time', today: 'date',
  number: 'number', count: 'number', mean: 'number', median: 'number', stddev: 'number', product: 'number', modulo: 'number', sqrt: 'number', log: 'number', exp: 'number', 'string length': 'number', 'day of year': 'number', 'week of year': 'number',
  string: 'text', 'upper case': 'text', 'lower case': 'text', substring: 'text', 'substring before': 'text', 'substring after': 'text', replace: 'text', 'string join': 'text', 'day of week': 'text', 'month of year': 'text',
  contains: 'boolean', 'starts with': 'boolean', 'ends with': 'boolean', matches: 'boolean', 'list contains': 'boolean', not: 'boolean', all: 'boolean', any: 'boolean', odd: 'boolean', even: 'boolean', is: 'boolean',
  split: 'list', 'index of': 'list', 'get entries': 'list',
};
/** Functions whose value is of the kind of what they are given. */
const LIKE_GIVEN: ReadonlySet<string> = new Set(['abs', 'decimal', 'floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down']);
const OF_ENTRIES: ReadonlySet<string> = new Set(['sum', 'min', 'max']);

function call(piece: Piece, inner: Inner, report: Report): FeelType {
  const name = calledName(piece);
  const given = argumentsOf(piece).map((part) => inner(part));
  if (name === undefined) return 'any';
  if (name === 'not' && given[0]) truth(given[0], report);
  if (LIKE_GIVEN.has(name)) return given[0] ?? 'any';
  if (OF_ENTRIES.has(name)) return given.length === 1 && kindOf(given[0]!) === 'money' ? 'money' : given.length === 1 ? elementOf(given[0]!) : (given[0] ?? 'any');
  return GIVES[name] ?? 'any';
}
