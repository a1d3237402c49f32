import type { Shape } from './diagram.ts';
import type { Pen } from './pen.ts';
import { roomOn } from './room.ts';

/** Puts a gateway at which ways meet onto a flow, at the right end of a room of `width` pixels. The flow leads to it; a new one leads on. */
export function drawMerge(pen: Pen, flowId: string, { type = 'bpmn:ExclusiveGateway', width = 50 } = {}): Shape {
  const room = roomOn(pen, pen.flow(flowId), { width, above: 25, below: 25 });
  const flow = pen.flow(flowId);
  const merge = pen.node({ type }, { x: room.x + width - 25, y: room.y }, flow.parent);
  const { target } = flow;
  pen.lead(flow, merge);
  pen.connect(merge, target);
  return merge;
}
