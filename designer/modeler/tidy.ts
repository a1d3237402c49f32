import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type { ElkNode } from 'elkjs/lib/elk-api';

interface Shape {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly parent: Shape | null;
  readonly host?: Shape;
  readonly labelTarget?: unknown;
  readonly waypoints?: { x: number; y: number }[];
  readonly children?: readonly Shape[];
  readonly source?: Shape;
  readonly target?: Shape;
  readonly businessObject: { readonly $instanceOf?: (type: string) => boolean };
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '60',
  'elk.spacing.nodeNode': '50',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.padding': '[top=50,left=40,bottom=40,right=40]',
};

/** diagram-js command that moves and bends everything at once, so that one undo takes it back. */
export const tidyCommand = 'yjs.tidy';

/** Places to give to shapes and bends to give to flows. */
export interface TidyPlan {
  readonly shapes: readonly { readonly id: string; readonly box: { x: number; y: number; width: number; height: number } }[];
  readonly flows: readonly { readonly id: string; readonly points: { x: number; y: number }[] }[];
}

/** Works out a tidy layout of the drawing with ELK: left to right, branches below each other, sub-processes inside out. */
export async function planTidy(registry: ElementRegistry, root: Shape): Promise<TidyPlan> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const all = registry.getAll() as unknown as Shape[];
  const inside = (shape: Shape): boolean => shape.labelTarget === undefined && shape.waypoints === undefined && shape.host === undefined && shape.businessObject?.$instanceOf?.('bpmn:FlowNode') === true;
  const nodeOf = (shape: Shape): ElkNode => {
    const content = all.filter((each) => each.parent === shape && inside(each));
    return {
      id: shape.id,
      width: shape.width,
      height: shape.height,
      layoutOptions: content.length === 0 ? {} : options,
      ...(content.length === 0 ? {} : { children: content.map(nodeOf) }),
    };
  };
  const flows = all.filter((each) => each.type === 'bpmn:SequenceFlow' && each.waypoints !== undefined);
  // A flow that leaves a boundary event is laid out as if it left the host.
  const end = (shape: Shape): string => shape.host?.id ?? shape.id;
  const graph: ElkNode = {
    id: root.id,
    layoutOptions: { ...options, 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' },
    children: all.filter((each) => each.parent === root && inside(each)).map(nodeOf),
    edges: flows.map((flow) => ({ id: flow.id, sources: [end(flow.source!)], targets: [end(flow.target!)] })),
  };
  const placed = await new Elk().layout(graph);
  const shapes: TidyPlan['shapes'][number][] = [];
  const origin = { x: 160, y: 80 };
  const walk = (node: ElkNode, x: number, y: number): void => {
    for (const child of node.children ?? []) {
      const box = { x: Math.round(x + (child.x ?? 0)), y: Math.round(y + (child.y ?? 0)), width: child.width ?? 0, height: child.height ?? 0 };
      shapes.push({ id: child.id, box });
      walk(child, box.x, box.y);
    }
  };
  walk(placed, origin.x, origin.y);
  return { shapes, flows: flows.map((flow) => ({ id: flow.id, points: [] })) };
}

/** Applies a plan: one entry on the command stack. */
export class Tidy {
  static $inject = ['commandStack', 'elementRegistry', 'modeling'];

  readonly #stack: CommandStack;

  constructor(stack: CommandStack, registry: ElementRegistry, modeling: Modeling) {
    this.#stack = stack;
    stack.registerHandler(
      tidyCommand,
      class {
        preExecute(plan: TidyPlan): void {
          for (const { id, box } of plan.shapes) {
            const shape = registry.get(id) as unknown as Shape | undefined;
            if (shape === undefined) continue;
            const container = (shape.children?.length ?? 0) > 0;
            // Containers get their size first, so that what is inside never leaves them while it moves.
            if (container && (shape.width !== box.width || shape.height !== box.height)) modeling.resizeShape(shape as never, { x: shape.x, y: shape.y, width: box.width, height: box.height } as never);
            const delta = { x: box.x - shape.x, y: box.y - shape.y };
            if (delta.x !== 0 || delta.y !== 0) modeling.moveElements([shape] as never, delta);
          }
          for (const { id } of plan.flows) {
            const flow = registry.get(id);
            if (flow !== undefined) modeling.layoutConnection(flow as never);
          }
        }
      } as never,
    );
  }

  async run(registry: ElementRegistry, root: unknown): Promise<void> {
    this.#stack.execute(tidyCommand, await planTidy(registry, root as Shape));
  }
}

/** diagram-js module of the tidy command. */
export const tidyModule = { __init__: ['tidy'], tidy: ['type', Tidy] };
