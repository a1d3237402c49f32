import type { Scope } from '../tree/block.ts';
import { spotOf } from '../tree/locate.ts';
import { bottom } from './diagram.ts';
import { drawRow } from './draw.ts';
import { drawMerge } from './drawMerge.ts';
import type { Pen } from './pen.ts';
import { lengthOf, spacing, type StepPlan } from './plan.ts';
import { refuse } from './refusal.ts';
import { below, clear } from './room.ts';

const { gap } = spacing;

/** What happens when a step isn't done in time: after so many working days these steps begin beside it, or in its place. */
export interface TimerPlan {
  readonly name: string;
  readonly workingDays: string;
  readonly interrupting: boolean;
  readonly steps: readonly StepPlan[];
}

/**
 * Puts a timer on the edge of a step. What begins beside the step ends by itself; what takes its place goes on where the step
 * would have. @returns the id of the event.
 */
export function addTimer(pen: Pen, scope: Scope, id: string, plan: TimerPlan): string {
  const spot = spotOf(scope, id) ?? refuse('NOT_THERE');
  const host = pen.shape(id);
  if (spot.block.kind !== 'step' || host.businessObject.$instanceOf?.('bpmn:Activity') !== true) refuse('NOT_AN_ACTIVITY');
  const onward = spot.sequence.flows[spot.index + 1] ?? null;
  if (plan.interrupting && onward === null) refuse('NO_PLACE');
  const merge = plan.interrupting ? (spot.block.join === null ? drawMerge(pen, onward!) : pen.shape(spot.block.join)) : null;
  const x = host.x + host.width - 22 - 30 * (host.attachers ?? []).length;
  const length = lengthOf(plan.steps) + (plan.steps.length > 0 ? gap : 0) + 36;
  const free = below(host, { x: x - 25, y: bottom(host) + 20, width: gap + length + 40, height: 100 });
  clear(pen, host, free);
  const y = free.y + 50;
  const event = pen.node({ type: 'bpmn:BoundaryEvent', event: 'bpmn:TimerEventDefinition', more: { cancelActivity: plan.interrupting } }, { x, y: bottom(host) }, host.parent, host);
  pen.write(event, { 'bpmn:name': plan.name, 'gov:workingDays': plan.workingDays });
  const inner = drawRow(pen, plan.steps, { x: x + gap, y }, host.parent);
  const end = merge ?? pen.node({ type: 'bpmn:EndEvent' }, { x: x + gap + length - 18, y }, host.parent);
  pen.connect(event, inner?.first ?? end);
  if (inner !== null) pen.connect(inner.last, end);
  return event.id;
}
