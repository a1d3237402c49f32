import { besideFlow, type Beside, type Block, type Branch, type Group, type Scope, type Sequence, type Step } from './block.ts';

/** Where a sequence stands: in the scope itself, in a branch, or at the edge of a step. */
export type Holder =
  | { readonly kind: 'scope' }
  | { readonly kind: 'branch'; readonly group: Group; readonly branch: Branch; readonly index: number; readonly at: Spot }
  | { readonly kind: 'beside'; readonly step: Step; readonly event: string; readonly at: Spot };

/** A block in its sequence. */
export interface Spot {
  readonly sequence: Sequence;
  readonly index: number;
  readonly block: Block;
  readonly holder: Holder;
}

/** All blocks of a scope with where they stand, in reading order. */
export function* spotsOf(scope: Scope): Generator<Spot> {
  for (const sequence of [scope.main, ...scope.further]) yield* inSequence(sequence, { kind: 'scope' });
  for (const block of scope.aside) yield* inSequence(besideFlow({ aside: [block] }), { kind: 'scope' });
}

function* inSequence(sequence: Sequence, holder: Holder): Generator<Spot> {
  for (const [index, block] of sequence.blocks.entries()) {
    const spot: Spot = { sequence, index, block, holder };
    yield spot;
    if (block.kind === 'group') for (const [at, branch] of block.branches.entries()) yield* inSequence(branch, { kind: 'branch', group: block, branch, index: at, at: spot });
    if (block.kind === 'step') for (const { event, sequence: way } of block.beside) if (way !== null) yield* inSequence(way, { kind: 'beside', step: block, event, at: spot });
  }
}

/** The block that begins with this node; a tangle by any of its nodes. */
export function spotOf(scope: Scope, id: string): Spot | null {
  for (const spot of spotsOf(scope)) if (spot.block.id === id || (spot.block.kind === 'tangle' && spot.block.nodes.includes(id))) return spot;
  return null;
}

/** The branch that a flow begins. */
export function branchOf(scope: Scope, flow: string): { readonly group: Group; readonly branch: Branch; readonly at: Spot } | null {
  for (const spot of spotsOf(scope)) {
    if (spot.block.kind !== 'group') continue;
    const branch = spot.block.branches.find((each) => each.flow === flow);
    if (branch !== undefined) return { group: spot.block, branch, at: spot };
  }
  return null;
}

/** What an event at the edge of a step leads to. */
export function besideOf(scope: Scope, event: string): Beside | null {
  for (const { block } of spotsOf(scope)) {
    const found = block.kind === 'step' ? block.beside.find((each) => each.event === event) : undefined;
    if (found !== undefined) return found;
  }
  return null;
}

/** The holders around a block, innermost first. */
export function* around(spot: Spot): Generator<Exclude<Holder, { kind: 'scope' }>> {
  for (let { holder } = spot; holder.kind !== 'scope'; holder = holder.at.holder) yield holder;
}

/** The last node of a block, from which its flow leads on; null where there is none. */
export function exitOf(block: Block): string | null {
  if (block.kind === 'step') return block.join ?? block.id;
  return block.kind === 'group' ? block.join : null;
}
