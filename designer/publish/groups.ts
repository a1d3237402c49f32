import type { Change, ComparedPart } from '../../engine/diff/change.ts';

/** What changed about one thing. */
export interface ChangedThing {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly kind: Change['kind'];
  readonly lines: readonly Change[];
}

/** What changed in one part of a definition, or in one of its step forms, decisions or scenarios. */
export interface ChangedPart {
  readonly part: ComparedPart;
  readonly within: string | null;
  readonly things: readonly ChangedThing[];
}

/** Changes by part and by thing, in the order they were found. */
export function grouped(changes: readonly Change[]): ChangedPart[] {
  const parts = Map.groupBy(changes, ({ part, within = '' }) => `${part} ${within}`);
  return [...parts.values()].map((inside) => ({
    part: inside[0]!.part,
    within: inside[0]!.within ?? null,
    things: [...Map.groupBy(inside, ({ elementId, kind }) => `${kind} ${elementId}`).values()].map((lines) => {
      const { elementId, elementType, name, kind } = lines[0]!;
      return { id: elementId, type: elementType, name: name || elementId, kind, lines };
    }),
  }));
}
