import type { Moddle } from '../../panel/address.ts';
import type { Branch, Group, Scope } from '../tree/block.ts';
import { within } from '../tree/block.ts';
import { again, everyAgain, runsOn } from '../tree/again.ts';
import { around as holders, branchOf, spotOf, spotsOf, type Spot } from '../tree/locate.ts';
import { bottom, middle, overlap, right, type Connection } from './diagram.ts';
import { drawMerge } from './drawMerge.ts';
import { outOf, type Pen } from './pen.ts';
import { spacing } from './plan.ts';
import { refuse } from './refusal.ts';
import { shift } from './room.ts';
import { turns } from './turns.ts';

const { gap } = spacing;

/** Lets a branch end by itself in place of going on with the others. @returns the id of the end. */
export function endBranch(pen: Pen, scope: Scope, flowId: string): string {
  const { group, branch } = ending(scope, flowId);
  if (!isWaitedForByNone(scope, flowId)) refuse('PARALLEL_BETWEEN');
  if (!mayEnd(scope, flowId)) refuse('RUNS_ON');
  const last = pen.flow(branch.flows.at(-1)!);
  const { source } = last;
  const row = source.id === group.id ? rowOf(last) : middle(source).y;
  const x = right(source) + gap + 18;
  const inWay = (source.parent.children ?? []).some((each) => each.waypoints === undefined && each.labelTarget === undefined && overlap(each, { x: x - 28, y: row - 28, width: 66, height: 56 }));
  if (inWay) shift(pen, source, 'x', right(source) + 1, 36 + gap);
  const end = pen.node({ type: 'bpmn:EndEvent' }, { x, y: row }, last.parent);
  pen.lead(pen.flow(last.id), end);
  return end.id;
}

/** Lets a branch lead back to an earlier block: what stands between is done again. */
export function leadBack(pen: Pen, scope: Scope, flowId: string, to: string): void {
  const { group, branch } = ending(scope, flowId, true);
  const back = before(scope, flowId).find(({ block }) => block.id === to) ?? refuse('PARALLEL_BETWEEN');
  if (runsOnAgain(scope, flowId, back)) refuse('RUNS_ON');
  const last = pen.flow(branch.flows.at(-1)!);
  if (turns(last.businessObject, wayInto(back))) refuse('NOTHING_WAITS');
  const source = last.source;
  const low = Math.max(...within(branch).map((id) => bottom(pen.shape(id))), rowOf(last), bottom(pen.shape(group.id))) + 30;
  const merge = mergeBefore(pen, scope, to);
  pen.lead(pen.flow(last.id), pen.shape(merge));
  const flow = pen.flow(last.id);
  const target = pen.shape(merge);
  // Back below everything it passes, so that the way is seen.
  const passed = [...spotsOf(scope)].map(({ block }) => pen.shape(block.id)).filter((each) => each.parent === target.parent && each.x < right(source) && right(each) > target.x);
  const y = Math.max(low, ...passed.map((each) => bottom(each) + 30));
  pen.bend(flow, y);
}

/** Lets a branch that ends or leads back go on with the others again. */
export function rejoin(pen: Pen, scope: Scope, flowId: string): void {
  const { group, branch } = branchOf(scope, flowId) ?? refuse('NOT_THERE');
  if (branch.ending.kind === 'join' || branch.ending.kind === 'on') return;
  const flow = branch.ending.kind === 'back' ? pen.flow(branch.flows.at(-1)!) : pen.flow(branch.flows.at(-2)!);
  const end = branch.ending.kind === 'end' ? pen.shape(branch.blocks.at(-1)!.id) : null;
  if (end !== null && end.type !== 'bpmn:EndEvent') refuse('NO_PLACE');
  const row = middle(end ?? flow.source).y;
  // A parallel join waits for what else comes to it.
  if (group.way !== 'parallel' && turns(flow.businessObject, group.join === null ? onward(group) : outOf(pen.shape(group.join))[0]!.id)) refuse('NOTHING_WAITS');
  const target = group.join ?? joinFor(pen, group);
  pen.lead(flow, pen.shape(target));
  if (end !== null) pen.remove([end]);
  if (pen.flow(flow.id).source.id === group.id && Math.abs(middle(pen.shape(group.id)).y - row) > 30) pen.bend(pen.flow(flow.id), row);
}

/**
 * Whether a branch may end by itself: around it nothing waits for all of its branches, and it is not gone through again
 * while others of its group go on.
 */
export function mayEnd(scope: Scope, flowId: string): boolean {
  const group = branchOf(scope, flowId)?.group;
  return isWaitedForByNone(scope, flowId) && (group!.way !== 'inclusive' || !everyAgain(scope).some(({ flows }) => flows.has(flowId)));
}

function isWaitedForByNone(scope: Scope, flowId: string): boolean {
  const found = branchOf(scope, flowId);
  return found !== null && [...holders(found.at)].every((holder) => holder.kind !== 'branch' || holder.group.way === 'exclusive' || holder.group.way === 'event');
}

/**
 * Blocks that a branch may lead back to: those before its group, as long as no parallel work would be left behind or done
 * twice at once, and something is waited for on the way. `element`: what is drawn under an id.
 */
export function backTargets(scope: Scope, flowId: string, element: (id: string) => Moddle): Spot[] {
  const last = branchOf(scope, flowId)?.branch.flows.at(-1) ?? null;
  return last === null ? [] : before(scope, flowId).filter((spot) => !runsOnAgain(scope, flowId, spot) && !turns(element(last), wayInto(spot)));
}

/** Whether a way back to a block goes over something that may be under way still. */
function runsOnAgain(scope: Scope, flowId: string, { block }: Spot): boolean {
  const { branch, at } = branchOf(scope, flowId)!;
  return again(branch, at, block.id).blocks.some(runsOn);
}

function before(scope: Scope, flowId: string): Spot[] {
  const found = branchOf(scope, flowId);
  if (found === null || (found.group.way !== 'exclusive' && found.group.way !== 'event')) return [];
  const targets: Spot[] = [];
  const inSequence = (spot: Spot): void => {
    const { sequence, index } = spot;
    for (let at = index - 1; at >= 0; at -= 1) {
      if (sequence.flows[at] === null || (spot.holder.kind === 'branch' && spot.holder.group.way === 'event' && at === 0)) continue;
      targets.unshift({ ...spot, index: at, block: sequence.blocks[at]! });
    }
  };
  inSequence(found.at);
  for (const holder of holders(found.at)) {
    if (holder.kind !== 'branch' || (holder.group.way !== 'exclusive' && holder.group.way !== 'event')) break;
    inSequence(holder.at);
  }
  return targets;
}

/** The one flow that leads to a block. */
const wayInto = ({ sequence, index }: Spot): string => sequence.flows[index]!;

function ending(scope: Scope, flowId: string, back = false): { group: Group; branch: Branch } {
  const { group, branch } = branchOf(scope, flowId) ?? refuse('NOT_THERE');
  if (group.way === 'parallel' || group.way === 'complex' || (back && group.way === 'inclusive')) refuse('ONLY_CHOICES');
  if (branch.ending.kind !== 'join' || branch.flows.at(-1) == null) refuse('NO_PLACE');
  if (group.branches.filter((each) => each.ending.kind === 'join').length < 2) refuse('LAST_WAY_ON');
  return { group, branch };
}

/** The merge through which a block is entered, made when there is none. */
function mergeBefore(pen: Pen, scope: Scope, to: string): string {
  const spot = spotOf(scope, to) ?? refuse('NOT_THERE');
  const shape = pen.shape(to);
  if (shape.type === 'bpmn:ExclusiveGateway' && outOf(shape).length === 1) return to;
  const flow = pen.flow(wayInto(spot));
  if (flow.source.type === 'bpmn:ExclusiveGateway' && outOf(flow.source).length === 1) return flow.source.id;
  return drawMerge(pen, flow.id).id;
}

/** A merge on the branch that goes on, right behind the split, for a group whose other branches had left it. */
function joinFor(pen: Pen, group: Group): string {
  return drawMerge(pen, onward(group), { type: group.way === 'inclusive' ? 'bpmn:InclusiveGateway' : 'bpmn:ExclusiveGateway', width: 250 }).id;
}

/** The flow that leads on from a group whose other branches have left it. */
const onward = (group: Group): string => (group.branches.find(({ ending: { kind } }) => kind === 'on') ?? refuse('NO_PLACE')).flow;

/** The line along which most of a flow runs. */
function rowOf({ waypoints, source }: Connection): number {
  const pieces = waypoints.slice(1).map((to, index) => ({ y: to.y, length: Math.abs(to.y - waypoints[index]!.y) < 2 ? Math.abs(to.x - waypoints[index]!.x) : 0 }));
  return pieces.reduce((best, each) => (each.length > best.length ? each : best), { y: middle(source).y, length: 0 }).y;
}
