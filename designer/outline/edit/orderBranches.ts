import type { Scope } from '../tree/block.ts';
import { branchOf } from '../tree/locate.ts';
import { refuse } from './refusal.ts';
import type { Moddle } from '../../panel/address.ts';
import type { Pen } from './pen.ts';

/**
 * Moves a branch before its upper or behind its lower neighbour. Conditions are asked in the order of the text, so the flows
 * change their places there; on the canvas every branch stays where it is.
 */
export function moveBranch(pen: Pen, scope: Scope, flowId: string, by: -1 | 1): void {
  const { group, branch } = branchOf(scope, flowId) ?? refuse('NOT_THERE');
  const other = group.branches[group.branches.indexOf(branch) + by];
  if (other === undefined) return refuse('AT_THE_END');
  const split = pen.shape(group.id);
  const holder = split.businessObject.$parent!;
  const [mine, theirs] = [pen.flow(flowId).businessObject, pen.flow(other.flow).businessObject];
  pen.setPart(split, holder, { flowElements: exchanged(holder.get('flowElements') as readonly Moddle[], mine, theirs) });
  pen.setPart(split, split.businessObject, { outgoing: exchanged(split.businessObject.get('outgoing') as readonly Moddle[], mine, theirs) });
}

function exchanged(all: readonly Moddle[], a: Moddle, b: Moddle): Moddle[] {
  return all.map((each) => (each === a ? b : each === b ? a : each));
}
