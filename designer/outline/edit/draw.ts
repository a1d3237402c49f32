import { writeMappings } from '../../panel/mappings.ts';
import { middle, type Connection, type Point, type Shape } from './diagram.ts';
import type { Pen } from './pen.ts';
import { boxWidth, gateways, lengthOf, shapeOf, sizeOf, spacing, type BoxPlan, type BranchPlan, type GroupPlan, type Plan, type ReadyPlan, rowIn, type StepPlan } from './plan.ts';

const { gap, fork, row, padding } = spacing;

/** What was drawn: where it is entered and where it is left. */
export interface Drawn {
  readonly first: Shape;
  readonly last: Shape;
}

/** Draws a plan with its left end at a point of the line it stands on. */
export function draw(pen: Pen, plan: Plan, at: Point, parent: Shape): Drawn {
  if (plan.kind === 'step') return drawStep(pen, plan, at, parent);
  if (plan.kind === 'ready') return drawReady(pen, plan, at, parent);
  return plan.kind === 'box' ? drawBox(pen, plan, at, parent) : drawGroup(pen, plan, at, parent);
}

/** Draws one step. */
export function drawStep(pen: Pen, plan: StepPlan, at: Point, parent: Shape): Drawn {
  const { width, height } = shapeOf(plan);
  const made = pen.node({ type: plan.type, width, height, ...(plan.event === undefined ? {} : { event: plan.event }) }, { x: at.x + width / 2, y: at.y }, parent);
  pen.write(made, plan.values);
  return { first: made, last: made };
}

/** Draws steps in a row, joined by flows; null when there are none. */
export function drawRow(pen: Pen, steps: readonly StepPlan[], at: Point, parent: Shape): Drawn | null {
  let { x } = at;
  const drawn = steps.map((step) => {
    const made = drawStep(pen, step, { x, y: at.y }, parent);
    x += shapeOf(step).width + gap;
    return made.first;
  });
  for (const [index, shape] of drawn.slice(1).entries()) pen.connect(drawn[index]!, shape);
  return drawn.length === 0 ? null : { first: drawn[0]!, last: drawn.at(-1)! };
}

function drawBox(pen: Pen, plan: BoxPlan, at: Point, parent: Shape): Drawn {
  const width = boxWidth(plan);
  const box = pen.node({ type: 'bpmn:SubProcess', width, height: 160, more: { isExpanded: true } }, { x: at.x + width / 2, y: at.y }, parent);
  const start = pen.node({ type: 'bpmn:StartEvent' }, { x: at.x + padding + 18, y: at.y }, box);
  const inner = drawRow(pen, plan.steps, { x: at.x + padding + 36 + gap, y: at.y }, box);
  const end = pen.node({ type: 'bpmn:EndEvent' }, { x: at.x + width - padding - 18, y: at.y }, box);
  pen.connect(start, inner?.first ?? end);
  if (inner !== null) pen.connect(inner.last, end);
  pen.write(box, plan.values);
  return { first: box, last: box };
}

function drawReady(pen: Pen, { block }: ReadyPlan, at: Point, parent: Shape): Drawn {
  const { modeling, factory } = pen.services;
  const drawn = new Map(
    block.nodes.map((node): [string, Shape] => {
      const shape = pen.node({ type: node.type }, { x: at.x + node.column * (100 + fork) + 50, y: at.y + row * rowIn(block, node) }, parent);
      pen.write(shape, node.set);
      for (const [list, lines] of [['inputParameters', node.inputs], ['outputParameters', node.outputs]] as const) {
        if (Object.keys(lines).length > 0) writeMappings({ modeling, factory }, shape, list, Object.entries(lines).map(([target, source]) => ({ target, source: `=${source}` })));
      }
      return [node.key, shape];
    }),
  );
  for (const { from, to, set, isDefault } of block.flows) {
    const flow = pen.connect(drawn.get(from)!, drawn.get(to)!);
    pen.write(flow, set);
    if (isDefault) pen.set(drawn.get(from)!, { default: flow.businessObject });
  }
  return { first: drawn.get(block.entry)!, last: drawn.get(block.exit)! };
}

function drawGroup(pen: Pen, plan: GroupPlan, at: Point, parent: Shape): Drawn {
  const { width } = sizeOf(plan);
  const split = pen.node({ type: gateways[plan.way].split }, { x: at.x + 25, y: at.y }, parent);
  const join = pen.node({ type: gateways[plan.way].join }, { x: at.x + width - 25, y: at.y }, parent);
  const flows = plan.branches.map((branch, index) => drawBranch(pen, branch, { split, join }, { x: at.x + 50 + fork, y: at.y + row * index }, parent));
  const otherwise = flows[plan.otherwise];
  if (otherwise !== undefined) pen.set(split, { default: otherwise.businessObject });
  if (plan.name !== '') pen.write(split, { 'bpmn:name': plan.name });
  return { first: split, last: join };
}

/** Draws one branch between a split and where it leads. @returns the flow that begins it. */
export function drawBranch(pen: Pen, branch: BranchPlan, { split, join }: { readonly split: Shape; readonly join: Shape }, at: Point, parent: Shape): Connection {
  const inner = drawRow(pen, branch.steps, at, parent);
  const flow = pen.connect(split, inner?.first ?? join);
  if (inner !== null) pen.connect(inner.last, join);
  // Two gateways on one line: an empty branch is led along its own row.
  else if (Math.abs(middle(split).y - at.y) > 10) pen.bend(flow, at.y);
  pen.write(flow, { 'bpmn:name': branch.name, 'bpmn:conditionExpression': branch.condition });
  return flow;
}

/** Width of the steps of a branch. */
export const branchLength = ({ steps }: BranchPlan): number => Math.max(lengthOf(steps), 100);
