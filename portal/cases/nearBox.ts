import type { Box } from '../../ui/diagram/fit.ts';

/** Room around what is looked at, in the drawing's own units. */
const ROOM = 110;

/**
 * The part of a drawing around some of its elements, widened to the window's shape and never narrower than `least`, so
 * that a large flow stays readable where something happens and a small one isn't blown up. Null when none of them is drawn.
 */
export function boxAround(xml: string, elements: readonly string[], shape: { width: number; height: number }, least = Math.max(820, shape.width)): Box | null {
  const boxes = elements.flatMap((id) => boundsOf(xml, id) ?? []);
  if (boxes.length === 0 || shape.width === 0 || shape.height === 0) return null;
  const [left, top] = [Math.min(...boxes.map((box) => box.x)) - ROOM, Math.min(...boxes.map((box) => box.y)) - ROOM];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)) + ROOM, Math.max(...boxes.map((box) => box.y + box.height)) + ROOM];
  const width = Math.max(right - left, ((bottom - top) * shape.width) / shape.height, least);
  const height = (width * shape.height) / shape.width;
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

function boundsOf(xml: string, id: string): Box | null {
  const shape = new RegExp(`<(?:\\w+:)?BPMNShape[^>]*bpmnElement="${id.replace(/[^\w.-]/g, '')}"[^>]*>\\s*<(?:\\w+:)?Bounds([^>]*)/?>`).exec(xml)?.[1];
  if (shape === undefined) return null;
  const read = (name: string): number => Number(new RegExp(`\\b${name}="([-\\d.]+)"`).exec(shape)?.[1] ?? NaN);
  const box = { x: read('x'), y: read('y'), width: read('width'), height: read('height') };
  return Object.values(box).some(Number.isNaN) ? null : box;
}
