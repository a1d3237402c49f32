import { nodesOf, within, type Block, type Scope } from '../tree/block.ts';
import { besideOf, branchOf, spotOf, type Spot } from '../tree/locate.ts';
import { readAt } from '../../panel/address.ts';
import { refuse } from './refusal.ts';
import { middle, type Shape } from './diagram.ts';
import { into, type Pen } from './pen.ts';

/** Takes a block out of its sequence; what led to it leads to what follows. */
export function remove(pen: Pen, scope: Scope, id: string): void {
  if (pen.shape(id).type === 'bpmn:BoundaryEvent') return removeBeside(pen, scope, id);
  const spot = spotOf(scope, id) ?? refuse('NOT_THERE');
  const shapes = shapesOf(pen, spot.block);
  const target = following(pen, spot);
  if (target === null) {
    if (into(shapes[0]!).length > 0 || spot.block.id === scope.main.blocks[0]?.id) refuse(spot.index === 0 ? 'START_STAYS' : 'END_STAYS');
    return pen.remove(shapes);
  }
  if (spot.index === 0 && spot.holder.kind === 'scope' && pen.shape(id).type === 'bpmn:StartEvent') refuse('START_STAYS');
  if (spot.index === 0 && isEventBranch(spot)) refuse('EVENT_STAYS');
  const y = middle(shapes[0]!).y;
  for (const flow of into(pen.shape(spot.block.id))) pen.leadInRow(flow, target, y);
  pen.remove(shapes);
}

/** Takes an event off the edge of a step, with what it leads to. */
function removeBeside(pen: Pen, scope: Scope, event: string): void {
  const beside = besideOf(scope, event) ?? refuse('NOT_THERE');
  pen.remove([event, ...(beside.sequence === null ? [] : within(beside.sequence))].map((id) => pen.shape(id)));
}

/** Takes a branch out of its group with everything in it. A group that is left with one branch is none any more. */
export function removeBranch(pen: Pen, scope: Scope, flowId: string): void {
  const { group, branch } = branchOf(scope, flowId) ?? refuse('NOT_THERE');
  if (branch.ending.kind === 'on') refuse('BRANCH_GOES_ON');
  const split = pen.shape(group.id);
  const fallback = (split.businessObject.get('default') as { id?: string } | undefined)?.id;
  const always = (flow: string): boolean => readAt(pen.flow(flow).businessObject, 'bpmn:conditionExpression') === '';
  // Without the branch that is always open a case could have no way on.
  const open = fallback === undefined && (group.way === 'inclusive' || group.way === 'exclusive') && always(flowId) && !group.branches.some((each) => each !== branch && always(each.flow));
  if ((fallback === flowId || open) && group.branches.length > 2) refuse('OTHERWISE_STAYS');
  if (group.branches.every((each) => each === branch || each.ending.kind === 'back')) refuse('LAST_WAY_ON');
  pen.remove([...within(branch).map((id) => pen.shape(id)), pen.flow(flowId)].filter((each) => pen.drawn(each.id)));
}

/** Where a case goes on after a block; null at an end. An end in a branch can be taken back where the others meet. */
export function following(pen: Pen, { sequence, index, holder }: Spot): Shape | null {
  const on = sequence.flows[index + 1] ?? null;
  if (on !== null) return pen.flow(on).target;
  const next = sequence.blocks[index + 1];
  if (next !== undefined) return pen.shape(next.id);
  if (sequence.ending.kind !== 'end') return null;
  if (holder.kind === 'branch' && holder.group.join !== null) return pen.shape(holder.group.join);
  return null;
}

/** Whether the block is the event that its branch waits for. */
export const isEventBranch = ({ holder, index }: Spot): boolean => index === 0 && holder.kind === 'branch' && holder.group.way === 'event';

/** The shapes of a block. */
export const shapesOf = (pen: Pen, block: Block): Shape[] => nodesOf(block).map((id) => pen.shape(id));
