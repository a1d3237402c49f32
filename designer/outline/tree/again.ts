import { nodesOf, type Block, type Scope, type Sequence } from './block.ts';
import { spotsOf, type Spot } from './locate.ts';

/** What is gone through once more. */
export interface Again {
  readonly blocks: readonly Block[];
  readonly flows: ReadonlySet<string>;
}

/** What a case goes through again when a way out of the block at a spot, a branch or what an event at its edge leads to, leads back to a node. */
export function again(way: Sequence, at: Spot, to: string): Again {
  const blocks: Block[] = [...way.blocks];
  const flows = new Set(flowsOf(way));
  for (let spot = at; ; ) {
    if (spot.block.id === to) return { blocks, flows };
    for (let index = spot.index - 1; index >= 0; index -= 1) {
      const block = spot.sequence.blocks[index]!;
      const flow = spot.sequence.flows[index + 1];
      blocks.push(block);
      for (const each of [...(flow == null ? [] : [flow]), ...inside(block)]) flows.add(each);
      if (block.id === to || (block.kind === 'tangle' && block.nodes.includes(to))) return { blocks, flows };
    }
    const { holder, sequence } = spot;
    if (holder.kind === 'scope') return { blocks, flows };
    // The flow of the branch, or of the event at the edge.
    flows.add(sequence.flows[0]!);
    spot = holder.at;
  }
}

/** All that some way of a scope leads back over. */
export const everyAgain = (scope: Scope): Again[] =>
  [...spotsOf(scope)].flatMap((spot) => waysOut(spot.block).flatMap((way) => (way.ending.kind === 'back' ? [again(way, spot, way.ending.to)] : [])));

/**
 * Whether something in a block may still be under way when the case has gone on from it: of branches that are taken together
 * one ends by itself. Gone through again, it would be done twice at once.
 */
export function runsOn(block: Block): boolean {
  const together = block.kind === 'group' && block.way !== 'exclusive' && block.way !== 'event';
  return waysOut(block).some(({ ending, blocks }) => (together && ending.kind === 'end') || blocks.some(runsOn));
}

/** Whether a way in a block leads back to before the block. */
export function leadsOut(block: Block): boolean {
  const own = new Set(nodesOf(block));
  const leaves = (within: Block): boolean => waysOut(within).some(({ ending, blocks }) => (ending.kind === 'back' && !own.has(ending.to)) || blocks.some(leaves));
  return leaves(block);
}

const flowsOf = (sequence: Sequence): string[] => [...sequence.flows.flatMap((flow) => (flow === null ? [] : [flow])), ...sequence.blocks.flatMap(inside)];

const inside = (block: Block): string[] => waysOut(block).flatMap(flowsOf);

/** The branches of a group, or what events at the edge of a step lead to. */
const waysOut = (block: Block): readonly Sequence[] =>
  block.kind === 'group' ? block.branches : block.kind === 'step' ? block.beside.flatMap(({ sequence }) => (sequence === null ? [] : [sequence])) : [];
