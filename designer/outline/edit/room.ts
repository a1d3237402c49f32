import { bottom, isInside, middle, overlap, passes, right, type Box, type Connection, type Point, type Shape } from './diagram.ts';
import { isFlow, type Pen } from './pen.ts';
import { spacing, type Size } from './plan.ts';

const { gap } = spacing;

/**
 * Makes room on a flow for something of a size: what stands right of it moves right, what stands below moves down, and only
 * as far as it must. @returns the left end of the room on the line of the flow.
 */
export function roomOn(pen: Pen, flow: Connection, size: Size): Point {
  const line = lineOf(flow);
  const wanted = size.width + 2 * gap;
  if (line.to - line.from < wanted) shift(pen, flow.source, 'x', line.cut - 1, Math.ceil((wanted - (line.to - line.from)) / 10) * 10);
  const x = line.from + gap - 10;
  const width = size.width + 20;
  // A flow on a row of its own goes down itself, as far as what stands above it needs.
  const high = bent(flow, line.y) ? Math.max(0, ...inWay(flow.source, { x, y: line.y - size.above, width, height: size.above }, flow).map((each) => (isFlow(each) ? 0 : bottom(each) - line.y + size.above + 20))) : 0;
  if (high > 0) shift(pen, flow.source, 'y', line.y - 1, high);
  const y = line.y + high;
  clear(pen, flow.source, { x, y, width, height: size.below }, flow);
  return { x: line.from + gap, y };
}

/** Keeps a rectangle free: what stands in it moves down, with everything that begins below the first of it. */
export function clear(pen: Pen, beside: Shape, box: Box, except?: Connection): void {
  const tops = inWay(beside, box, except).map((each) => (isFlow(each) ? Math.max(box.y + 1, Math.min(...each.waypoints.map(({ y }) => y).filter((y) => y > box.y))) : each.y)).filter((top) => top > box.y && Number.isFinite(top));
  if (tops.length === 0) return;
  const first = Math.min(...tops);
  shift(pen, beside, 'y', first - 1, Math.ceil(bottom(box) + 20 - first));
}

/** A rectangle moved down until nothing that begins above it reaches into it. */
export function below(beside: Shape, box: Box): Box {
  const hanging = inWay(beside, box).filter((each): each is Shape => !isFlow(each) && each.y <= box.y);
  return hanging.length === 0 ? box : below(beside, { ...box, y: Math.max(...hanging.map(bottom)) + 20 });
}

const bent = ({ source, target }: Connection, y: number): boolean => Math.abs(middle(source).y - y) > 20 && Math.abs(middle(target).y - y) > 20;

const inWay = (beside: Shape, box: Box, except?: Connection): (Shape | Connection)[] => everything(beside).filter((each) => each !== except && !isInside(beside, each) && (isFlow(each) ? passes(each, box) : overlap(each, box)));

/** Moves everything of the same sheet that lies beyond a line; sub-processes and pools across it grow. */
export const shift = (pen: Pen, beside: Shape, axis: 'x' | 'y', start: number, by: number): void => pen.widen(everythingIn(sheetOf(beside)), axis, start, by);

/** The longest piece of a flow that runs to the right: where something can be put. */
function lineOf(flow: Connection): { readonly from: number; readonly to: number; readonly y: number; readonly cut: number } {
  const { source, target, waypoints } = flow;
  let best: { from: number; to: number; y: number } | null = null;
  for (const [index, end] of waypoints.slice(1).entries()) {
    const begin = waypoints[index]!;
    if (Math.abs(begin.y - end.y) < 2 && end.x > begin.x && (best === null || end.x - begin.x > best.to - best.from)) best = { from: begin.x, to: end.x, y: begin.y };
  }
  // A flow that leads down or back has no such piece: the room is right of where it comes from.
  if (best === null || best.to - best.from < 10) {
    const from = source.host === undefined ? right(source) : middle(source).x;
    const y = source.host === undefined ? middle(source).y : bottom(source) + 60;
    return { from, to: from, y, cut: target.x > from ? target.x : from + 1 };
  }
  const { from, to, y } = best;
  return { from, to, y, cut: target.x >= from ? Math.min(target.x, to) : to };
}

/** The sheet a shape is drawn on: the drawing itself or the inside of a collapsed sub-process. */
const sheetOf = (shape: Shape): Shape => ((shape.parent as Shape | undefined) === undefined || (shape.parent as Shape | null) === null ? shape : sheetOf(shape.parent));

function everythingIn(sheet: Shape): (Shape | Connection)[] {
  return (sheet.children ?? []).flatMap((each) => [each, ...(isFlow(each) ? [] : everythingIn(each))]);
}

const everything = (beside: Shape): (Shape | Connection)[] => everythingIn(sheetOf(beside)).filter((each) => each.labelTarget === undefined || each.labelTarget === null);
