import type { Scope } from '../tree/block.ts';
import { leadsOut, runsOn } from '../tree/again.ts';
import { around, bottom, middle, type Connection, type Shape } from './diagram.ts';
import { outOf, type Pen } from './pen.ts';
import { movable } from './move.ts';
import { refuse } from './refusal.ts';
import { roomOn } from './room.ts';
import { shapesOf } from './remove.ts';

/** Draws a block once more right behind itself, with everything written on it, under new ids. @returns the id of the copy. */
export function copy(pen: Pen, scope: Scope, id: string): string {
  const { spot, outFlow, exit } = movable(pen, scope, id);
  // Whose branches end by themselves has no end on the right, behind which a copy could stand.
  if (spot.block.kind === 'group' && spot.block.join === null) refuse('NO_PLACE');
  // The way back of the copy would go over what may be under way still.
  if (leadsOut(spot.block) && runsOn(spot.block)) refuse('RUNS_ON');
  const target = pen.flow(outFlow).target;
  const entry = pen.shape(id);
  const size = around(shapesOf(pen, spot.block));
  const at = roomOn(pen, pen.flow(outFlow), { width: size.width, above: middle(entry).y - size.y, below: bottom(size) - middle(entry).y });
  const shapes = shapesOf(pen, spot.block);
  const box = around(shapes);
  const own = new Set(shapes);
  const flows = shapes.flatMap((shape) => outOf(shape).filter((flow) => own.has(flow.target)));
  const copies = pen.copies([...shapes, ...flows], { x: Math.round(at.x + box.width / 2), y: Math.round(at.y - (middle(pen.shape(id)).y - middle(box).y)) });
  const copyOf = (original: string): Shape => copies.get(original) as Shape;
  const [first, last] = [copyOf(id), copyOf(exit)];
  // Pasting goes by the middle of everything, flows and labels included; the copy shall stand on the line.
  const off = { x: Math.round(at.x - around(shapes.map((shape) => copyOf(shape.id))).x), y: Math.round(at.y - middle(first).y) };
  if (off.x !== 0 || off.y !== 0) pen.move(shapes.map((shape) => copyOf(shape.id)).filter((shape) => shape.host === undefined), off);
  for (const shape of shapes) {
    for (const flow of outOf(shape)) {
      // A way that leads back does so from the copy as well.
      const made = (copies.get(flow.id) as Connection | undefined) ?? (flow.id === outFlow || own.has(flow.target) ? undefined : pen.connect(copyOf(shape.id), flow.target));
      if (made === undefined) continue;
      pen.write(made, pen.read(flow));
      if (shape.businessObject.get('default') === flow.businessObject) pen.set(copyOf(shape.id), { default: made.businessObject });
    }
  }
  pen.lead(pen.flow(outFlow), first);
  pen.connect(last, target);
  return first.id;
}
