import { middle, right } from './diagram.ts';
import { insert } from './insert.ts';
import { outOf, type Pen } from './pen.ts';
import { spacing, type Plan } from './plan.ts';
import { refuse } from './refusal.ts';

/** Puts something behind a node from which nothing leads on yet, and an end behind it. @returns the id of what was drawn. */
export function append(pen: Pen, id: string, plan: Plan, endName: string): string {
  const from = pen.shape(id);
  if (outOf(from).length > 0 || from.type === 'bpmn:EndEvent') refuse('NO_PLACE');
  const end = pen.node({ type: 'bpmn:EndEvent' }, { x: right(from) + spacing.gap + 18, y: middle(from).y }, from.parent);
  pen.write(end, { 'bpmn:name': endName });
  return insert(pen, pen.connect(from, end).id, plan);
}
