import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import { planTidy, type Shape, type TidyPlan } from './planTidy.ts';

/** Command that moves and bends everything at once, so that one undo takes it back. */
const command = 'yjs.tidy';

/** Tidies the drawing: left to right, branches below each other, nothing crossed that need not be. */
export class Tidy {
  static $inject = ['commandStack', 'elementRegistry', 'modeling'];

  readonly #stack: CommandStack;
  readonly #registry: ElementRegistry;

  constructor(stack: CommandStack, registry: ElementRegistry, modeling: Modeling) {
    this.#stack = stack;
    this.#registry = registry;
    stack.registerHandler(command, class {
      preExecute(plan: TidyPlan): void {
        applyTidy(plan, registry, modeling);
      }
    } as never);
  }

  /** Works the new places out and applies them. `order`: ids of the nodes in the order a case passes them. */
  async run(root: unknown, order: readonly string[]): Promise<void> {
    this.#stack.execute(command, await planTidy(this.#registry.getAll() as unknown as Shape[], root as Shape, order));
  }
}

function applyTidy(plan: TidyPlan, registry: ElementRegistry, modeling: Modeling): void {
  for (const { id, box } of plan.shapes) {
    const shape = registry.get(id) as unknown as Shape | undefined;
    if (shape === undefined) continue;
    const delta = { x: box.x - shape.x, y: box.y - shape.y };
    if (delta.x !== 0 || delta.y !== 0) modeling.moveElements([shape] as never, delta);
    // What is inside gets its own place afterwards; the frame must be right first.
    if (shape.width !== box.width || shape.height !== box.height) modeling.resizeShape(shape as never, box as never, undefined, { autoResize: false } as never);
  }
  for (const { id, points } of plan.flows) {
    const flow = registry.get(id);
    if (flow === undefined) continue;
    if (points === null) modeling.layoutConnection(flow as never);
    else modeling.updateWaypoints(flow as never, points as never);
  }
  // Last: a text follows its line about whenever that is bent.
  for (const { id, at } of plan.texts) {
    const text = registry.get(id) as unknown as Shape | undefined;
    if (text !== undefined && (text.x !== at.x || text.y !== at.y)) modeling.moveShape(text as never, { x: at.x - text.x, y: at.y - text.y });
  }
}

/** diagram-js module of the tidy command. */
export const tidyModule = { __init__: ['tidy'], tidy: ['type', Tidy] };
