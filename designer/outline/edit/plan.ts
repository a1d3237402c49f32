import type { Block } from '../../templates/planBlock.ts';
import type { Way } from '../tree/block.ts';

/** A step to be drawn: its moddle type and what is written on it, by the panel's addresses (`gov:limitAmount`). */
export interface StepPlan {
  readonly kind: 'step';
  readonly type: string;
  /** Event definition of an event: `bpmn:TimerEventDefinition`. */
  readonly event?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A sub-process with what stands in it from the beginning. */
export interface BoxPlan {
  readonly kind: 'box';
  readonly values: Readonly<Record<string, string>>;
  readonly steps: readonly StepPlan[];
}

/** A branch of a group to be drawn. `condition` is FEEL with its `=`; empty where none is asked or it isn't known yet. */
export interface BranchPlan {
  readonly name: string;
  readonly condition: string;
  readonly steps: readonly StepPlan[];
}

/** A split with its branches and their join. `otherwise`: index of the branch taken when no condition holds; -1 for none. */
export interface GroupPlan {
  readonly kind: 'group';
  readonly way: Way;
  readonly name: string;
  readonly branches: readonly BranchPlan[];
  readonly otherwise: number;
}

/** A ready step of the domain, as it was worked out from the answers of the person. */
export interface ReadyPlan {
  readonly kind: 'ready';
  readonly block: Block;
}

/** What can be put into a sequence. */
export type Plan = StepPlan | BoxPlan | GroupPlan | ReadyPlan;

/** Moddle types of the gateways of a group. */
export const gateways: Readonly<Record<Way, { readonly split: string; readonly join: string }>> = {
  parallel: { split: 'bpmn:ParallelGateway', join: 'bpmn:ParallelGateway' },
  exclusive: { split: 'bpmn:ExclusiveGateway', join: 'bpmn:ExclusiveGateway' },
  inclusive: { split: 'bpmn:InclusiveGateway', join: 'bpmn:InclusiveGateway' },
  event: { split: 'bpmn:EventBasedGateway', join: 'bpmn:ExclusiveGateway' },
  complex: { split: 'bpmn:ComplexGateway', join: 'bpmn:ComplexGateway' },
};

/** Pixels: between nodes, between a gateway and its branches, from row to row, around the content of a sub-process. */
export const spacing = { gap: 50, fork: 60, row: 120, padding: 40 } as const;

/** Room that a plan takes around the line of its flow, in pixels. */
export interface Size {
  readonly width: number;
  readonly above: number;
  readonly below: number;
}

const { gap, fork, row, padding } = spacing;

/** How wide and high a step's shape is drawn. */
export function shapeOf({ type }: StepPlan): { readonly width: number; readonly height: number } {
  if (type.endsWith('Event')) return { width: 36, height: 36 };
  return type.endsWith('Gateway') ? { width: 50, height: 50 } : { width: 100, height: 80 };
}

/** Width of steps in a row. */
export const lengthOf = (steps: readonly StepPlan[]): number => steps.reduce((sum, step) => sum + shapeOf(step).width, 0) + gap * Math.max(0, steps.length - 1);

/** The room that a plan needs. */
export function sizeOf(plan: Plan): Size {
  if (plan.kind === 'step') return { width: shapeOf(plan).width, above: shapeOf(plan).height / 2, below: shapeOf(plan).height / 2 };
  if (plan.kind === 'box') return { width: boxWidth(plan), above: 80, below: 80 };
  if (plan.kind === 'ready') return { width: plan.block.columns * 100 + (plan.block.columns - 1) * fork, above: 40, below: 40 + row * Math.max(...plan.block.nodes.map((node) => rowIn(plan.block, node))) };
  const widest = Math.max(...plan.branches.map(({ steps }) => lengthOf(steps)), 100);
  return { width: 50 + fork + widest + fork + 50, above: 40, below: 40 + row * (plan.branches.length - 1) };
}

/** Width of a sub-process: padding, start, its steps, end, padding. */
export const boxWidth = ({ steps }: BoxPlan): number => 2 * padding + 36 + gap + (steps.length > 0 ? lengthOf(steps) + gap : 0) + 36;

/** Row of a node of a ready step, counted from 0 downwards in its column. */
export function rowIn({ nodes }: Block, { column, row: own }: Block['nodes'][number]): number {
  return own - Math.min(0, ...nodes.filter((node) => node.column === column).map((node) => node.row));
}
