/** A node of one scope as the outline reads it. */
export interface FlowNode {
  readonly id: string;
  /** moddle type: `bpmn:UserTask`. */
  readonly type: string;
  /** Host of a boundary event; null for everything else. */
  readonly attachedTo: string | null;
  /** Stands beside the flow and is begun by an event or by compensation: nothing leads to it. */
  readonly aside?: boolean;
}

/** A sequence flow. */
export interface FlowEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** How a group leaves its split: all branches, one, those that hold, the one whose event comes first. */
export type Way = 'parallel' | 'exclusive' | 'inclusive' | 'event' | 'complex';

/**
 * Where a sequence leads: into the join of the group around it (or what else the branches share), to an end of its own,
 * back to an earlier node, or `on`: what follows the group is this branch.
 */
export type Ending = { readonly kind: 'join' } | { readonly kind: 'end' } | { readonly kind: 'back'; readonly to: string } | { readonly kind: 'on' };

/**
 * Blocks one after another. `flows[i]` is the flow that leads to block i, the last one leads on from the last block; null
 * where no single flow does.
 */
export interface Sequence {
  readonly blocks: readonly Block[];
  readonly flows: readonly (string | null)[];
  readonly ending: Ending;
}

/** What happens at the edge of a step: the boundary event and what it leads to; null where it leads nowhere. */
export interface Beside {
  readonly event: string;
  readonly sequence: Sequence | null;
}

/** One node with what stands at its edge. `join`: the merge right after it where what stands at its edge comes back. */
export interface Step {
  readonly kind: 'step';
  readonly id: string;
  readonly beside: readonly Beside[];
  readonly join: string | null;
}

/** A split with its branches, in the order in which they are asked. `join` is null where they don't meet in a gateway of their own. */
export interface Group {
  readonly kind: 'group';
  readonly id: string;
  readonly way: Way;
  readonly join: string | null;
  readonly branches: readonly Branch[];
}

/** One way out of a split; `flow` carries its name and condition. */
export interface Branch extends Sequence {
  readonly flow: string;
}

/** A part that is no nest of groups: it is drawn on the canvas. */
export interface Tangle {
  readonly kind: 'tangle';
  /** Where it begins. */
  readonly id: string;
  readonly nodes: readonly string[];
}

/** What a list of steps is made of. */
export type Block = Step | Group | Tangle;

/** Everything in one scope: what begins at the start, further beginnings, and what stands beside the flow. */
export interface Scope {
  readonly main: Sequence;
  readonly further: readonly Sequence[];
  readonly aside: readonly Block[];
}

/** Nodes of a block, with what stands at the edge of its steps, in reading order. */
export function nodesOf(block: Block): string[] {
  if (block.kind === 'tangle') return [...block.nodes];
  if (block.kind === 'step') return [block.id, ...block.beside.flatMap(({ event, sequence }) => [event, ...(sequence === null ? [] : within(sequence))]), ...(block.join === null ? [] : [block.join])];
  return [block.id, ...block.branches.flatMap(within), ...(block.join === null ? [] : [block.join])];
}

/** Nodes of a sequence, in reading order. */
export const within = (sequence: Sequence): string[] => sequence.blocks.flatMap(nodesOf);

/** What stands beside the flow of a scope, as a list: nothing leads from one block to the next. */
export const besideFlow = ({ aside }: Pick<Scope, 'aside'>): Sequence => ({ blocks: aside, flows: [null, ...aside.map(() => null)], ending: { kind: 'end' } });

/** Every node of a scope, each once. */
export const nodesOfScope = ({ main, further, aside }: Scope): string[] => [...within(main), ...further.flatMap(within), ...aside.flatMap(nodesOf)];
