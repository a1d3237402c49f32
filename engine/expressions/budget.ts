import type { Value } from '../value.ts';
import { argumentsOf, calledName, type Piece } from './tree.ts';

/** Most pieces one evaluation may go through (E-07): about 50 ms of an evaluator that cannot be interrupted. */
export const MOST_STEPS = 100_000;
/** Most characters and values that any part of one evaluation may give. */
export const MOST_SIZE = 1_000_000;

/** What an expression may cost at most. Infinity where nothing bounds it. */
export interface Cost {
  readonly steps: number;
  /** Largest value that comes into being on the way. */
  readonly size: number;
}

/** What is known of a value: characters and values in it, entries of its list, entries of the longest list inside. */
interface Extent {
  readonly size: number;
  readonly length: number;
  readonly deep: number;
  readonly number?: number;
}

/** What bounds an expression: values of the names outside it, and of the bounds of a loop where nothing else tells them. */
export interface Known {
  /** undefined: a name of which nothing is known; it is taken for small. */
  value(name: string): Value | undefined;
  /** The number that a text free of inner names gives; undefined where that is not known. */
  number(text: string): number | undefined;
}

/** A bound on what an expression costs, found without running it: every loop is counted in full, every growing value in its size. */
export function costOf(piece: Piece, known: Known): Cost {
  const cost = { steps: 0, size: 0 };
  measure(piece, { known, cost, times: 1, locals: new Map(), outside: new Map() });
  return cost;
}

export const exceeds = ({ steps, size }: Cost): boolean => steps > MOST_STEPS || size > MOST_SIZE;

const SMALL: Extent = { size: 1, length: 1, deep: 1 };

interface At {
  readonly known: Known;
  readonly cost: { steps: number; size: number };
  /** How often what stands here is evaluated. */
  readonly times: number;
  readonly locals: ReadonlyMap<string, Extent>;
  /** Extents of the names outside, each measured once. */
  readonly outside: Map<string, Extent>;
}

function measure(piece: Piece, at: At): Extent {
  at.cost.steps += at.times;
  const extent = extentOf(piece, at);
  at.cost.size = Math.max(at.cost.size, extent.size);
  return extent;
}

function extentOf(piece: Piece, at: At): Extent {
  switch (piece.kind) {
    case 'NumericLiteral':
      return { ...SMALL, number: Number(piece.text) };
    case 'StringLiteral':
      return { ...SMALL, size: piece.text.length };
    case 'VariableName':
      return at.locals.get(piece.text) ?? outside(piece.text, at);
    case 'PathExpression': {
      const of = measure(piece.parts[0]!, at);
      return { size: of.size, length: Math.max(of.length, of.deep), deep: of.deep };
    }
    case 'ArithmeticExpression':
      return sum(piece, at);
    case 'IfExpression': {
      measure(piece.parts[1]!, at);
      return widest([3, 5].flatMap((i) => (piece.parts[i] ? [measure(piece.parts[i], at)] : [])));
    }
    case 'ForExpression':
    case 'QuantifiedExpression':
      return loop(piece, at);
    case 'FilterExpression': {
      const of = measure(piece.parts[0]!, at);
      measure(piece.parts.at(-1)!, { ...at, times: at.times * of.length, locals: new Map([...at.locals, ['item', entry(of)]]) });
      return of;
    }
    case 'List': {
      const items = piece.parts.map((part) => measure(part, at));
      return { size: total(items), length: items.length, deep: Math.max(items.length, ...items.map(({ length, deep }) => Math.max(length, deep))) };
    }
    case 'Context': {
      const locals = new Map(at.locals);
      const entries = piece.parts.map(({ parts: [key, value] }) => {
        const extent = value ? measure(value, { ...at, locals }) : SMALL;
        if (key) locals.set(key.text.replace(/^"|"$/g, ''), extent);
        return extent;
      });
      return { ...widest(entries), size: total(entries), length: 1 };
    }
    case 'FunctionInvocation':
    case 'DateTimeLiteral':
      return call(piece, at);
    default: {
      const parts = piece.parts.map((part) => measure(part, at));
      return parts.length === 1 ? parts[0]! : widest(parts);
    }
  }
}

function sum(piece: Piece, at: At): Extent {
  const sign = piece.parts.find(({ kind }) => kind === 'ArithOp')!.text;
  const [a, b] = piece.parts.filter(({ kind }) => kind !== 'ArithOp').map((part) => measure(part, at));
  const exact = b ? reckon(sign, a!.number, b.number) : sign === '-' && a!.number !== undefined ? -a!.number : undefined;
  const size = sign === '+' && b ? a!.size + b.size : 1;
  return { size, length: 1, deep: 1, ...(exact === undefined ? {} : { number: exact }) };
}

function reckon(sign: string, a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '**': a ** b }[sign];
}

/** How often the body of a loop runs: every source in full, one inside the other. */
function loop(piece: Piece, at: At): Extent {
  const locals = new Map(at.locals);
  let rounds = 1;
  for (const each of piece.parts.find(({ kind }) => kind === 'InExpressions')?.parts ?? []) {
    const [name, source] = [each.parts[0], each.parts.at(-1)];
    const [from, to] = source?.parts ?? [];
    const inner = { ...at, times: at.times * rounds, locals };
    const extents = [from, to].flatMap((bound) => (bound ? [measure(bound, inner)] : []));
    const length = to ? spanOf(extents[0]!, extents[1]!, from!, to, inner) : (extents[0]?.length ?? 1);
    if (name) locals.set(name.text, to ? SMALL : entry(extents[0] ?? SMALL));
    rounds *= length;
  }
  const body = piece.parts.at(-1)!;
  const looksBack = piece.kind === 'ForExpression' ? [...body.text.matchAll(/\bpartial\b/g)].length : 0;
  locals.set('partial', { size: rounds, length: rounds, deep: rounds });
  const one = measure(body, { ...at, times: at.times * rounds, locals });
  if (piece.kind !== 'ForExpression') return SMALL;
  // A body that looks back once may grow by itself each round; one that looks back twice may double.
  const each = looksBack === 0 ? one.size : looksBack === 1 ? one.size * rounds : looksBack ** Math.min(rounds, 64) * one.size;
  return { size: each * rounds, length: rounds, deep: Math.max(rounds, one.length, one.deep) };
}

/** Numbers from one bound to the other; a bound that only the values tell is asked for, and without it taken for small. */
function spanOf(from: Extent, to: Extent, low: Piece, high: Piece, at: At): number {
  const numberOf = (extent: Extent, piece: Piece): number | undefined => extent.number ?? (usesLocals(piece, at.locals) ? undefined : at.known.number(piece.text));
  const [a, b] = [numberOf(from, low), numberOf(to, high)];
  return a === undefined || b === undefined ? 1 : Math.abs(b - a) + 1;
}

const usesLocals = (piece: Piece, locals: ReadonlyMap<string, Extent>): boolean => (piece.kind === 'VariableName' && locals.has(piece.text)) || piece.parts.some((part) => usesLocals(part, locals));

/** Functions that make one number, truth or date of whatever they get. */
const SMALL_RESULT: ReadonlySet<string> = new Set(['sum', 'mean', 'median', 'stddev', 'product', 'contains', 'starts with', 'ends with', 'matches', 'list contains', 'not', 'all', 'any', 'odd', 'even', 'date', 'time', 'date and time', 'duration', 'now', 'today', 'string length', 'abs', 'floor', 'ceiling', 'decimal', 'number']);

function call(piece: Piece, at: At): Extent {
  const name = calledName(piece);
  const given = argumentsOf(piece).map((part) => measure(part, at));
  const size = total(given);
  // Going through a long list costs as much as it is long.
  at.cost.steps += at.times * size;
  if (name === 'count') return { ...SMALL, ...(given[0] ? { number: given[0].length } : {}) };
  if (name !== undefined && SMALL_RESULT.has(name)) return SMALL;
  const longest = Math.max(1, ...given.map(({ length, deep }) => Math.max(length, deep)));
  if (name === 'replace') return { size: (given[0]?.size ?? 1) * Math.max(1, given[2]?.size ?? 1), length: 1, deep: 1 };
  if (name === 'string join') return { size: size + longest * (given[1]?.size ?? 0), length: 1, deep: 1 };
  if (name === 'split') return { size: size * 2, length: size, deep: size };
  return { size, length: Math.max(1, given.reduce((sum_, { length }) => sum_ + length, 0)), deep: Math.max(longest, size > longest && name === 'flatten' ? size : longest) };
}

const entry = ({ size, deep }: Extent): Extent => ({ size, length: deep, deep });
const total = (extents: readonly Extent[]): number => extents.reduce((sum_, { size }) => sum_ + size, 1);
const widest = (extents: readonly Extent[]): Extent => ({
  size: Math.max(1, ...extents.map(({ size }) => size)), length: Math.max(1, ...extents.map(({ length }) => length)), deep: Math.max(1, ...extents.map(({ deep }) => deep)),
});

function outside(name: string, at: At): Extent {
  let extent = at.outside.get(name);
  if (!extent) at.outside.set(name, (extent = extentOfValue(at.known.value(name))));
  return extent;
}

function extentOfValue(value: Value | undefined): Extent {
  if (typeof value === 'number') return { ...SMALL, number: value };
  const found = { size: 0, deep: 1 };
  weigh(value ?? null, found);
  return { size: Math.max(1, found.size), length: Array.isArray(value) ? value.length : 1, deep: found.deep };
}

function weigh(value: Value, found: { size: number; deep: number }): void {
  found.size += typeof value === 'string' ? value.length : 1;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) found.deep = Math.max(found.deep, value.length);
  for (const inner of Array.isArray(value) ? (value as readonly Value[]) : Object.values(value)) weigh(inner, found);
}
