import { draw } from './draw.ts';
import { outOf, type Pen } from './pen.ts';
import { sizeOf, type Plan } from './plan.ts';
import { roomOn } from './room.ts';

/** Puts something onto a flow. The flow keeps its source, id, name and condition; a new one leads on. @returns the id of what was drawn. */
export function insert(pen: Pen, flowId: string, plan: Plan): string {
  const flow = pen.flow(flowId);
  const { target, parent } = flow;
  const at = roomOn(pen, flow, sizeOf(plan));
  const { first, last } = draw(pen, plan, at, parent);
  pen.lead(flow, first);
  const onward = pen.connect(last, target);
  // A ready step may end in a choice: going on is what happens when nothing else does.
  if (/(Exclusive|Inclusive)Gateway$/.test(last.type) && outOf(last).length > 1 && last.businessObject.get('default') === undefined) pen.set(last, { default: onward.businessObject });
  tidyRow(pen, flowId);
  return first.id;
}

/** A flow into a step of its own row runs straight. */
function tidyRow(pen: Pen, flowId: string): void {
  const flow = pen.flow(flowId);
  if (flow.waypoints.length > 4 && flow.source.y !== flow.target.y) pen.layout(flow);
}
