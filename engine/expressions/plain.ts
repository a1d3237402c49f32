import type { Value, Variables } from '../value.ts';
import { type Piece, treeOf } from './tree.ts';

/** Gives the value of a text over variables; undefined where something in it has no value, which the evaluator is to judge. */
export type Reader = (variables: Variables) => Value | undefined;

/** A text that only takes values and puts them together. */
export interface Plain {
  readonly read: Reader;
  /** Names of variables in it. */
  readonly names: ReadonlySet<string>;
  /** It is one name and nothing else. */
  readonly alone: boolean;
}

const kept = new Map<string, Plain | null>();
const MOST_KEPT = 2_000;

/**
 * A text made of names, members of what they name, plain literals and contexts of these: most inputs and outputs of steps are.
 * It gives what the evaluator would, which takes a hundred times as long. null for every other text.
 */
export function plainOf(text: string): Plain | null {
  let found = kept.get(text);
  if (found === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, (found = read(text)));
  }
  return found;
}

function read(text: string): Plain | null {
  const { parts } = treeOf(text);
  if (parts.length !== 1) return null;
  const names = new Set<string>();
  const reader = readerOf(parts[0]!, names, new Set());
  return reader && { read: reader, names, alone: parts[0]!.kind === 'VariableName' };
}

/** @param shadowed names that an entry before it in the same context has taken: they mean that entry. */
function readerOf(piece: Piece, names: Set<string>, shadowed: ReadonlySet<string>): Reader | null {
  switch (piece.kind) {
    case 'VariableName': {
      const name = wordOf(piece);
      if (name === null || shadowed.has(name)) return null;
      names.add(name);
      return (variables) => memberOf(variables, name);
    }
    case 'PathExpression': {
      const [from, member] = piece.parts;
      const [base, name] = [from && (from.kind === 'VariableName' || from.kind === 'PathExpression') ? readerOf(from, names, shadowed) : null, member ? wordOf(member) : null];
      return base === null || name === null || piece.parts.length !== 2 ? null : (variables) => memberOf(base(variables), name);
    }
    case 'Context':
      return contextOf(piece, names, shadowed);
    default: {
      const value = literalOf(piece);
      return value === undefined ? null : () => value;
    }
  }
}

function contextOf(piece: Piece, names: Set<string>, shadowed: ReadonlySet<string>): Reader | null {
  const taken = new Set(shadowed);
  const entries: (readonly [string, Reader])[] = [];
  for (const { kind, parts: [key, value, more] } of piece.parts) {
    const name = key?.kind === 'Key' && key.parts.length === 1 ? wordOf(key.parts[0]!) : null;
    const reader = kind === 'ContextEntry' && value && !more ? readerOf(value, names, taken) : null;
    if (name === null || reader === null || taken.has(name)) return null;
    taken.add(name);
    entries.push([name, reader]);
  }
  return (variables) => {
    const values: Record<string, Value> = {};
    for (const [name, reader] of entries) {
      const value = reader(variables);
      if (value === undefined) return undefined;
      values[name] = value;
    }
    return values;
  };
}

/** A name of one word; longer ones may be written in more than one way. */
const wordOf = ({ kind, text, parts }: Piece): string | null =>
  (kind === 'VariableName' || kind === 'PathName' || kind === 'Name') && parts.length === 1 && parts[0]!.text === text && text !== '__proto__' ? text : null;

function literalOf({ kind, text }: Piece): Value | undefined {
  if (kind === 'NumericLiteral' && /^\d{1,15}$/.test(text)) return Number(text);
  if (kind === 'StringLiteral' && /^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
  return kind === 'BooleanLiteral' ? text === 'true' : undefined;
}

function memberOf(of: Value | Variables | undefined, name: string): Value | undefined {
  if (typeof of !== 'object' || of === null || Array.isArray(of) || !Object.hasOwn(of, name)) return undefined;
  return (of as Variables)[name] ?? undefined;
}
