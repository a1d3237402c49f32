import { throwing } from '../../engine/elements/throwing/index.ts';
import { type Place, PLACES } from '../../engine/rules/standard/eventKinds.ts';

/** A position an event may stand in. */
export type Position = keyof typeof PLACES;

export const POSITIONS = Object.keys(PLACES) as Position[];

const places: Readonly<Record<Position, Place>> = PLACES;

/** Kinds of events by the schema's names, without one first and several at once last. */
export const EVENT_KINDS: readonly string[] = ['none', ...new Set(POSITIONS.flatMap((position) => places[position].kinds)), 'multiple'];

const THROWN_AT: readonly Position[] = ['intermediateThrowEvent', 'endEvent'];

/** Whether an event of the kind may stand in the position and does something there. */
export function isSupported(kind: string, position: Position): boolean {
  const { kinds, plain } = places[position];
  if (THROWN_AT.includes(position) && !((kind === 'compensate' ? 'compensation' : kind) in throwing)) return false;
  if (kind === 'none') return plain;
  return kind === 'multiple' ? kinds.length > 1 : kinds.includes(kind);
}
