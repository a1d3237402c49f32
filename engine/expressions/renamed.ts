import { calledName, type Piece, piecesOf, treeOf } from './tree.ts';

/** A text in which a name was given up for another. */
export interface Renamed {
  readonly text: string;
  /** Whether the old name still stands where it may mean the same: in the brackets of a filter, in what can't be read, or beside a loop's own name that is the new one. */
  readonly unsure: boolean;
}

/**
 * FEEL, with or without the leading `=`, in which every use of the name `from` says `to`. What only looks alike stays:
 * texts in quotes, members after a dot, keys of a context, names of a loop's own, functions.
 */
export function renamed(text: string, from: string, to: string): Renamed {
  if (!text.includes(from)) return { text, unsure: false };
  const mark = /^\s*=?\s*/.exec(text)![0];
  const feel = text.slice(mark.length);
  const tree = treeOf(feel);
  // What can't be read is left alone, and so is what has the new name for something of its own.
  if ([...piecesOf(tree)].some(({ kind, text: own }) => kind === '⚠' || (kind === 'Name' && own === to))) return { text, unsure: names(feel, from) };
  const found: Found = { name: from, at: [], unsure: false };
  walk(tree, found, false);
  return { text: mark + found.at.sort((a, b) => b - a).reduce((now, at) => now.slice(0, at) + to + now.slice(at + from.length), feel), unsure: found.unsure };
}

interface Found {
  readonly name: string;
  readonly at: number[];
  unsure: boolean;
}

/** Whether a text holds a name as a word of its own. */
const names = (text: string, name: string): boolean => text.split(/[^\p{L}\p{N}_]+/u).includes(name);

/** `filtered`: inside the brackets of a filter, where a name may be a member of the entries. */
function walk(piece: Piece, found: Found, filtered: boolean): void {
  switch (piece.kind) {
    case 'VariableName':
      if (piece.text !== found.name) return;
      if (filtered) found.unsure = true;
      else found.at.push(piece.from);
      return;
    case 'Type':
      return;
    case 'FunctionInvocation':
      return piece.parts.slice(calledName(piece) === undefined ? 0 : 1).forEach((part) => walk(part, found, filtered));
    case 'FunctionDefinition':
      return [...piecesOf(piece)].some(({ kind, text }) => kind === 'ParameterName' && text === found.name) ? undefined : piece.parts.forEach((part) => walk(part, found, filtered));
    case 'FilterExpression':
      return piece.parts.forEach((part, index) => walk(part, found, filtered || index > 0));
    case 'ForExpression':
    case 'QuantifiedExpression': {
      // A source sees the names before it; what is repeated sees them all.
      for (const each of piece.parts.find(({ kind }) => kind === 'InExpressions')?.parts ?? []) {
        for (const source of each.parts.slice(1)) walk(source, found, filtered);
        if (each.parts[0]?.text === found.name) return;
      }
      return piece.parts.filter(({ kind }) => kind !== 'InExpressions').forEach((part) => walk(part, found, filtered));
    }
    case 'Context':
      // An entry sees the entries before it.
      for (const { parts: [key, ...value] } of piece.parts) {
        for (const part of value) walk(part, found, filtered);
        if (key?.text.replace(/^"|"$/g, '') === found.name) return;
      }
      return;
    default:
      for (const part of piece.parts) walk(part, found, filtered);
  }
}
