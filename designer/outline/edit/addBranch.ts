import type { Scope } from '../tree/block.ts';
import { within } from '../tree/block.ts';
import { spotOf } from '../tree/locate.ts';
import { bottom, middle, right } from './diagram.ts';
import { branchLength, drawBranch } from './draw.ts';
import type { Pen } from './pen.ts';
import { spacing, type BranchPlan } from './plan.ts';
import { refuse } from './refusal.ts';
import { below, clear, shift } from './room.ts';

const { fork, row } = spacing;

/** Adds a branch below the others; it leads to where they meet, or to an end of its own. @returns the flow that begins it. */
export function addBranch(pen: Pen, scope: Scope, groupId: string, plan: BranchPlan): string {
  const spot = spotOf(scope, groupId) ?? refuse('NOT_THERE');
  const { block } = spot;
  if (block.kind !== 'group') return refuse('NOT_THERE');
  const split = pen.shape(block.id);
  const meeting = block.join ?? spot.sequence.blocks[spot.index + 1]?.id;
  const shared = block.branches.some(({ ending }) => ending.kind === 'join') && meeting !== undefined;
  const inside = block.branches.flatMap(within).map((id) => pen.shape(id));
  const flows = block.branches.map(({ flow }) => pen.flow(flow));
  const lowest = Math.max(bottom(split), ...inside.map(bottom), ...flows.flatMap(({ waypoints }) => waypoints.map(({ y }) => y)));
  const length = branchLength(plan);
  const x = right(split) + fork;
  if (shared) {
    const join = pen.shape(meeting);
    const lacking = x + length + fork - join.x;
    if (lacking > 0 && join.x > right(split)) shift(pen, split, 'x', join.x - 1, Math.ceil(lacking / 10) * 10);
  }
  const free = below(split, { x: x - 10, y: Math.max(lowest + 20, middle(split).y + row - 40), width: length + 20, height: 90 });
  clear(pen, split, free);
  const y = free.y + 45;
  const end = shared ? pen.shape(meeting) : pen.node({ type: 'bpmn:EndEvent' }, { x: x + length + fork + 18, y }, split.parent);
  return drawBranch(pen, plan, { split, join: end }, { x, y }, split.parent).id;
}

