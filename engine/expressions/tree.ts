import { parser, trackVariables } from 'lezer-feel';

/** A piece of an expression: kind as the grammar names it, its place and text, and the pieces inside; signs are left out. */
export interface Piece {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly parts: readonly Piece[];
}

/** Read once a text: programs have few of them. */
const kept = new Map<string, Piece>();
const MOST_KEPT = 2_000;

/**
 * The tree of a FEEL text. What cannot be read stands in it as pieces of kind `⚠`.
 * @param names known names with spaces or signs in them: they are read as one only where they are known.
 */
export function treeOf(text: string, names?: Readonly<Record<string, unknown>>): Piece {
  if (names) return read(text, names);
  let tree = kept.get(text);
  if (!tree) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, (tree = read(text)));
  }
  return tree;
}

const SIGN = /^[^A-Za-z⚠?]/;

function read(text: string, names: Readonly<Record<string, unknown>> = {}): Piece {
  const root = { kind: '', from: 0, to: text.length, text, parts: [] as Piece[] };
  const open: { parts: Piece[] }[] = [root];
  parser.configure({ top: 'Expression', contextTracker: trackVariables(names) }).parse(text).iterate({
    enter({ name, from, to }) {
      const piece = { kind: name, from, to, text: text.slice(from, to), parts: [] as Piece[] };
      if (!SIGN.test(name)) open.at(-1)!.parts.push(piece);
      open.push(piece);
    },
    leave: () => void open.pop(),
  });
  return root.parts[0] ?? root;
}

/** Every piece, outer ones first. */
export function* piecesOf(piece: Piece): Generator<Piece> {
  yield piece;
  for (const part of piece.parts) yield* piecesOf(part);
}

/** Name of the function that is called; undefined where something else than a name is called. */
export function calledName(piece: Piece): string | undefined {
  const [called] = piece.parts;
  if (piece.kind === 'DateTimeLiteral') return called?.kind === 'AtLiteral' ? '@' : called?.text.replace(/\s+/g, ' ');
  return called?.kind === 'VariableName' || called?.kind === 'SpecialFunctionName' ? called.text.replace(/\s+/g, ' ') : undefined;
}

/** Arguments of a call in their order, whatever their names. */
export function argumentsOf(piece: Piece): readonly Piece[] {
  const given = piece.parts.find(({ kind }) => kind === 'PositionalParameters' || kind === 'NamedParameters');
  return (given?.parts ?? []).map((part) => (part.kind === 'NamedParameter' ? part.parts.at(-1)! : part));
}
