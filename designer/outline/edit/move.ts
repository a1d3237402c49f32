import { nodesOf, type Scope } from '../tree/block.ts';
import { everyAgain, leadsOut, runsOn } from '../tree/again.ts';
import { exitOf, spotOf, spotsOf, type Spot } from '../tree/locate.ts';
import { around, bottom, middle, right, type Connection } from './diagram.ts';
import { into, outOf, type Pen } from './pen.ts';
import { readScopes } from './readScopes.ts';
import { refuse } from './refusal.ts';
import { isEventBranch, shapesOf } from './remove.ts';
import { roomOn } from './room.ts';

/** A block with the flows between which it stands. */
export interface Movable {
  readonly spot: Spot;
  readonly inFlow: string;
  readonly outFlow: string;
  readonly exit: string;
}

/** What may be moved: it has one way in and one way out, and nothing leads back to it. @throws {Refusal} */
export function movable(pen: Pen, scope: Scope, id: string): Movable {
  const spot = spotOf(scope, id) ?? refuse('NOT_THERE');
  const { block, sequence, index } = spot;
  const inFlow = sequence.flows[index] ?? null;
  const outFlow = sequence.flows[index + 1] ?? null;
  if (inFlow === null) refuse(pen.shape(block.id).type === 'bpmn:StartEvent' ? 'START_STAYS' : 'NO_PLACE');
  if (isEventBranch(spot)) refuse('EVENT_STAYS');
  if (outFlow === null) refuse(pen.shape(block.id).type === 'bpmn:EndEvent' ? 'END_STAYS' : 'NO_PLACE');
  if (into(pen.shape(block.id)).length > 1) refuse('LED_BACK_TO');
  const exit = block.kind === 'tangle' ? pen.flow(outFlow).source.id : (exitOf(block) ?? pen.flow(outFlow).source.id);
  return { spot, inFlow, outFlow, exit };
}

/** Moves a block onto another flow of any scope; all three flows keep their ids, names and conditions. */
export function move(pen: Pen, scope: Scope, id: string, toFlow: string): void {
  const { spot, inFlow, outFlow, exit } = movable(pen, scope, id);
  if (toFlow === inFlow || toFlow === outFlow) return;
  const inside = new Set(nodesOf(spot.block));
  const to = pen.flow(toFlow);
  if (inside.has(to.source.id) || inside.has(to.target.id) || isWithin(to, spot, pen)) refuse('IN_ITSELF');
  if (to.source.type === 'bpmn:EventBasedGateway') refuse('EVENT_FIRST');
  if (runsTwice(scope, spot, to)) refuse('RUNS_ON');
  if (swap(pen, spot, to)) return;

  const [next, after] = [pen.flow(outFlow).target, to.target];
  const entry = pen.shape(spot.block.id);
  const sameScope = to.parent === entry.parent;
  // A flow can't leave its scope: one that leads back over the block's edge would be lost.
  const leaves = shapesOf(pen, spot.block).flatMap(outOf).some(({ id: flow, target }) => flow !== outFlow && !inside.has(target.id));
  if (!sameScope && leaves) refuse('LEADS_BACK');
  pen.leadInRow(pen.flow(inFlow), next, middle(entry).y);

  const size = around(shapesOf(pen, spot.block));
  const at = roomOn(pen, pen.flow(toFlow), { width: size.width, above: middle(entry).y - size.y, below: bottom(size) - middle(entry).y });
  const box = around(shapesOf(pen, spot.block));
  const delta = { x: Math.round(at.x - box.x), y: Math.round(at.y - middle(pen.shape(spot.block.id)).y) };
  const leaving = pen.flow(outFlow);
  let said: Readonly<Record<string, string>> = {};
  let fallback = false;
  // Across scopes the flow that leads on is drawn anew with all that was written on it.
  if (sameScope) pen.move(shapesOf(pen, spot.block), delta);
  else {
    said = pen.read(leaving);
    fallback = leaving.source.businessObject.get('default') === leaving.businessObject;
    pen.remove([leaving]);
    pen.moveInto(shapesOf(pen, spot.block), delta, to.parent);
  }
  pen.lead(pen.flow(toFlow), pen.shape(spot.block.id));
  if (sameScope) pen.lead(pen.flow(outFlow), after);
  else {
    const made = pen.connect(pen.shape(exit), after);
    pen.write(made, said);
    if (fallback) pen.set(pen.shape(exit), { default: made.businessObject });
  }
}

/** What may be under way still stays out of what is gone through again, and a way back is not taken along to where it may go over such. */
function runsTwice(scope: Scope, { block }: Spot, to: Connection): boolean {
  const there = to.businessObject.$parent!;
  if (runsOn(block) && everyAgain(readScopes(there).get(there.id!)!).some(({ flows }) => flows.has(to.id))) return true;
  return leadsOut(block) && [...spotsOf(scope)].some((each) => runsOn(each.block));
}

/** Neighbours on one row change places within the room they have. @returns whether they could. */
function swap(pen: Pen, { block, sequence, index }: Spot, to: Connection): boolean {
  const down = sequence.flows[index + 2] === to.id;
  const up = index > 0 && sequence.flows[index - 1] === to.id;
  if (!down && !up) return false;
  const [first, second] = down ? [block, sequence.blocks[index + 1]!] : [sequence.blocks[index - 1]!, block];
  const flows = (down ? [index, index + 1, index + 2] : [index - 1, index, index + 1]).map((each) => sequence.flows[each] ?? null);
  if (flows.some((each) => each === null)) return false;
  const [a, between, c] = flows.map((each) => pen.flow(each!)) as [Connection, Connection, Connection];
  const [one, two] = [around(shapesOf(pen, first)), around(shapesOf(pen, second))];
  const straight = Math.abs(middle(pen.shape(first.id)).y - middle(pen.shape(second.id)).y) < 10 && right(one) < two.x;
  const after = c.target;
  const before = { first: pen.shape(first.id), second: pen.shape(second.id) };
  // The three flows stay with their sources: what leads in, what leaves the first, what leaves the second.
  const [leavesFirst, leavesSecond] = [between, c];
  pen.lead(a, before.second);
  pen.lead(leavesSecond, before.first);
  pen.lead(leavesFirst, after);
  if (straight) {
    pen.move(shapesOf(pen, first), { x: right(two) - right(one), y: 0 });
    pen.move(shapesOf(pen, second), { x: one.x - two.x, y: 0 });
  }
  for (const flow of [a, leavesSecond, leavesFirst]) pen.layout(pen.flow(flow.id));
  return true;
}

/** Whether a flow lies inside a sub-process of the block. */
function isWithin(flow: Connection, { block }: Spot, pen: Pen): boolean {
  const own = new Set(nodesOf(block).map((id) => pen.shape(id).businessObject));
  for (let at = flow.businessObject.$parent; at !== undefined; at = at.$parent) if (own.has(at)) return true;
  return false;
}

