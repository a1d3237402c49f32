/** A part of the drawing, in its own units. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The part of the drawing to show so that `inner` lies within the window with room left at the edges (in pixels), e.g.
 * for a palette. Never enlarges beyond `largest`, nor shrinks below `smallest`:
 * a drawing higher than the window is then shown at the height of `begin`, where it starts. bpmn-js' own fit puts the
 * drawing under its palette.
 */
export function fitBox(inner: Box, size: { width: number; height: number }, room: { top: number; right: number; bottom: number; left: number }, largest = 1.2, smallest = 0, begin?: { y: number }): Box {
  const free = { width: Math.max(50, size.width - room.left - room.right), height: Math.max(50, size.height - room.top - room.bottom) };
  const scale = Math.max(smallest, Math.min(largest, free.width / Math.max(1, inner.width), free.height / Math.max(1, inner.height)));
  const missing = free.height - inner.height * scale;
  const atBegin = begin === undefined || missing >= 0 ? missing / 2 : Math.max(missing, Math.min(0, free.height / 2 - (begin.y - inner.y) * scale));
  const spare = { x: Math.max(0, (free.width - inner.width * scale) / 2), y: atBegin };
  return {
    x: inner.x - (room.left + spare.x) / scale,
    y: inner.y - (room.top + spare.y) / scale,
    width: size.width / scale,
    height: size.height / scale,
  };
}
