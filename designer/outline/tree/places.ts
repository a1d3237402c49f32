import type { Block, Scope, Sequence } from './block.ts';
import { spotOf, type Spot } from './locate.ts';

/** Flows onto which a block can be put, in reading order, sub-processes included. */
export function placesOf(scopes: ReadonlyMap<string, Scope>, root: string): string[] {
  const ofScope = (scope: Scope | undefined): string[] => (scope === undefined ? [] : [scope.main, ...scope.further].flatMap(ofSequence).concat(scope.aside.flatMap(ofBlock)));
  const ofSequence = (sequence: Sequence): string[] => sequence.flows.flatMap((flow, index) => [...(flow === null ? [] : [flow]), ...(sequence.blocks[index] === undefined ? [] : ofBlock(sequence.blocks[index]))]);
  const ofBlock = (block: Block): string[] => {
    if (block.kind === 'tangle') return block.nodes.flatMap((id) => ofScope(scopes.get(id)));
    if (block.kind === 'step') return [...ofScope(scopes.get(block.id)), ...block.beside.flatMap(({ sequence }) => (sequence === null ? [] : ofSequence(sequence)))];
    // The branch that is what follows the group has no place of its own; before its event nothing can stand in a branch that waits for one.
    return block.branches.flatMap((branch) => (branch.ending.kind === 'on' ? [] : ofSequence(branch).slice(block.way === 'event' ? 1 : 0)));
  };
  return [...new Set(ofScope(scopes.get(root)))];
}

/** Where a block can go by one key; null where it can't. */
export interface Moves {
  readonly up: string | null;
  readonly down: string | null;
  /** Into the group or sub-process before it, else into the one behind it. */
  readonly inward: string | null;
  /** Behind the group or sub-process around it. */
  readonly outward: string | null;
}

/** The flows to which the keys move a block: line by line through the list, into a group and out of it. */
export function movesOf(scopes: ReadonlyMap<string, Scope>, root: string, id: string): Moves {
  const nowhere: Moves = { up: null, down: null, inward: null, outward: null };
  const found = find(scopes, id);
  if (found === null) return nowhere;
  const { spot, scope } = found;
  const { sequence, index, holder } = spot;
  const [before, after] = [sequence.flows[index] ?? null, sequence.flows[index + 1] ?? null];
  if (before === null || after === null) return nowhere;
  const places = placesOf(scopes, root);
  const own = new Set(placesWithin(scopes, spot));
  const free = (flow: string): boolean => flow !== before && flow !== after && !own.has(flow);
  const inside = (block: Block | undefined, end: boolean): string | null => {
    const all = block === undefined ? [] : placesWithin(scopes, { ...spot, block });
    return (end ? all.at(-1) : all[0]) ?? null;
  };
  const parent = holder.kind === 'scope' ? aroundScope(scopes, scope) : holder.at;
  return {
    up: places.slice(0, places.indexOf(before)).findLast(free) ?? null,
    down: places.slice(places.indexOf(after) + 1).find(free) ?? null,
    inward: inside(sequence.blocks[index - 1], true) ?? inside(sequence.blocks[index + 1], false),
    outward: parent === null ? null : (parent.sequence.flows[parent.index + 1] ?? null),
  };
}

/** The spot of a block in whatever scope it stands. */
export function find(scopes: ReadonlyMap<string, Scope>, id: string): { readonly spot: Spot; readonly scope: string } | null {
  for (const [scope, content] of scopes) {
    const spot = spotOf(content, id);
    if (spot !== null) return { spot, scope };
  }
  return null;
}

function aroundScope(scopes: ReadonlyMap<string, Scope>, scope: string): Spot | null {
  return find(scopes, scope)?.spot ?? null;
}

function placesWithin(scopes: ReadonlyMap<string, Scope>, { block }: Spot): string[] {
  const alone: Scope = { main: { blocks: [block], flows: [null, null], ending: { kind: 'end' } }, further: [], aside: [] };
  return placesOf(new Map([...scopes, ['', alone]]), '');
}
