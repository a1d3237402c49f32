import type { Moddle } from '../../panel/address.ts';

/** A point of the drawing, in its own pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of the drawing. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A drawn node. */
export interface Shape extends Box {
  readonly id: string;
  readonly type: string;
  readonly parent: Shape;
  readonly host?: Shape;
  readonly attachers?: readonly Shape[];
  readonly children?: readonly (Shape | Connection)[];
  readonly incoming: readonly Connection[];
  readonly outgoing: readonly Connection[];
  readonly labelTarget?: unknown;
  readonly label?: Shape;
  readonly waypoints?: undefined;
  readonly businessObject: Moddle;
}

/** A drawn flow. */
export interface Connection {
  readonly id: string;
  readonly type: string;
  readonly parent: Shape;
  readonly source: Shape;
  readonly target: Shape;
  readonly waypoints: readonly Point[];
  readonly labelTarget?: unknown;
  readonly businessObject: Moddle;
}

export const middle = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
export const right = (box: Box): number => box.x + box.width;
export const bottom = (box: Box): number => box.y + box.height;

/** The rectangle around all of them. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map(right)) - x, height: Math.max(...boxes.map(bottom)) - y };
}

/** Whether two rectangles share a point inside. */
export const overlap = (a: Box, b: Box): boolean => a.x < right(b) && right(a) > b.x && a.y < bottom(b) && bottom(a) > b.y;

/** Whether an element stands in another one, at any depth. */
export function isInside(inner: Shape, outer: Shape | Connection): boolean {
  for (let at: Shape | null | undefined = inner.parent; at !== undefined && at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** Whether a flow passes through a rectangle. Flows are drawn in horizontal and vertical pieces; a slanted piece counts as its box. */
export function passes(connection: { readonly waypoints: readonly Point[] }, box: Box): boolean {
  return connection.waypoints.slice(1).some((to, index) => {
    const from = connection.waypoints[index]!;
    return overlap({ x: Math.min(from.x, to.x) - 1, y: Math.min(from.y, to.y) - 1, width: Math.abs(to.x - from.x) + 2, height: Math.abs(to.y - from.y) + 2 }, box);
  });
}
