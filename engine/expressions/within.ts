import type { Piece } from './tree.ts';

/**
 * A text about one piece of an expression, asked where the piece stands: for every round of the loops around it, under the
 * conditions that lead to it. `asked` is true or false; what is never reached is false.
 */
export function within(way: readonly Piece[], asked: string): string {
  let text = asked;
  for (let at = way.length - 2; at >= 0; at -= 1) text = around(way[at]!, way[at + 1]!, text);
  return text;
}

function around(outer: Piece, inner: Piece, text: string): string {
  const place = outer.parts.indexOf(inner);
  switch (outer.kind) {
    case 'IfExpression': {
      const condition = outer.parts[1]!.text;
      if (place === 3) return `(if ${condition} then ${text} else false)`;
      return place === 5 ? `(if ${condition} then false else ${text})` : text;
    }
    case 'ForExpression':
    case 'QuantifiedExpression': {
      const sources = outer.parts.find(({ kind }) => kind === 'InExpressions');
      return sources && place === outer.parts.length - 1 ? `(some ${sources.text} satisfies ${text})` : text;
    }
    case 'FilterExpression':
      return place > 0 ? `(count((${outer.parts[0]!.text})[${text}]) > 0)` : text;
    case 'Context': {
      const before = outer.parts.slice(0, place).map((entry) => `${entry.text}, `).join('');
      return `({${before}asked: ${text}}.asked)`;
    }
    default:
      return text;
  }
}

/** Every piece with the pieces around it, outermost first and itself last. */
export function* waysOf(piece: Piece, before: readonly Piece[] = []): Generator<readonly Piece[]> {
  const way = [...before, piece];
  yield way;
  for (const part of piece.parts) yield* waysOf(part, way);
}
