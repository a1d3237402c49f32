import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import { writeMappings } from '../panel/mappings.ts';
import { writeAt, writeDefaultFlow } from '../panel/write.ts';
import { behind } from '../modeler/behind.ts';
import type { Connection, Shape } from '../outline/edit/diagram.ts';
import { outOf } from '../outline/edit/pen.ts';
import type { Block, PlannedNode } from './planBlock.ts';

/** Command around everything that a ready step draws, so that one undo takes it back. */
const command = 'yjs.readyStep';

/** Room for a column and for a row of a block, in pixels; and between a block and what stands beside it. */
const grid = { column: 160, row: 110, gap: 60 };

/** Draws ready steps: into a flow, after an element, or in the middle of what is seen, below what stands there. */
export class DrawBlock {
  static $inject = ['commandStack', 'elementRegistry', 'modeling', 'bpmnFactory', 'elementFactory', 'canvas'];

  readonly #stack: CommandStack;
  readonly #registry: ElementRegistry;
  readonly #modeling: Modeling;
  readonly #factory: BpmnFactory;
  readonly #elements: ElementFactory;
  readonly #canvas: Canvas;

  constructor(stack: CommandStack, registry: ElementRegistry, modeling: Modeling, factory: BpmnFactory, elements: ElementFactory, canvas: Canvas) {
    this.#stack = stack;
    this.#registry = registry;
    this.#modeling = modeling;
    this.#factory = factory;
    this.#elements = elements;
    this.#canvas = canvas;
    const draw = (context: { block: Block; at: string | null; made?: string }): void => void (context.made = this.#draw(context.block, context.at));
    stack.registerHandler(command, class {
      preExecute(context: { block: Block; at: string | null; made?: string }): void {
        draw(context);
      }
    } as never);
  }

  /**
   * Draws the block. `at`: id of a flow it goes into, or of an element it comes after (into the only flow that leaves it,
   * else as one more way); null: in the middle, unconnected. @returns the id of the block's first element.
   */
  run(block: Block, at: string | null): string {
    const context: { block: Block; at: string | null; made?: string } = { block, at };
    this.#stack.execute(command, context);
    return context.made!;
  }

  #draw(block: Block, at: string | null): string {
    const given = at === null ? undefined : (this.#registry.get(at) as unknown as Shape | Connection | undefined);
    const flow = given === undefined ? null : 'source' in given && given.type === 'bpmn:SequenceFlow' ? given : onlyFlow(given as Shape);
    const source = flow?.source ?? (given === undefined || 'source' in given || given.businessObject.$instanceOf?.('bpmn:FlowNode') !== true ? null : given);
    const width = block.columns * grid.column;
    const parent = source?.parent ?? this.#container(given as Shape | undefined);
    if (flow !== null) this.#makeRoom(flow, width);
    const origin = source === null ? this.#middle(block, width, parent) : { x: source.x + source.width + grid.gap, y: this.#line(source, flow) };
    const made = new Map(block.nodes.map((node) => [node.key, this.#node(node, origin, parent)]));
    for (const each of block.flows) {
      const drawn = this.#modeling.connect(made.get(each.from) as never, made.get(each.to) as never) as unknown as Connection;
      for (const [attribute, value] of Object.entries(each.set)) writeAt(this.#writing, drawn, attribute, value);
      if (each.isDefault) writeDefaultFlow(this.#writing, made.get(each.from)!, drawn.id);
    }
    const entry = made.get(block.entry)!;
    const exit = made.get(block.exit)!;
    if (flow !== null) {
      const target = flow.target;
      this.#modeling.reconnectEnd(flow as never, entry as never, middleLeft(entry) as never);
      const onward = this.#modeling.connect(exit as never, target as never) as unknown as Connection;
      if (exit.type.endsWith('ExclusiveGateway')) writeDefaultFlow(this.#writing, exit, onward.id);
    } else if (source !== null) this.#modeling.connect(source as never, entry as never);
    return entry.id;
  }

  get #writing(): { modeling: Modeling; factory: BpmnFactory } {
    return { modeling: this.#modeling, factory: this.#factory };
  }

  #node(node: PlannedNode, origin: { x: number; y: number }, parent: Shape): Shape {
    const shape = this.#elements.createShape({ type: node.type } as never);
    const centre = { x: origin.x + node.column * grid.column + 50, y: origin.y + node.row * grid.row };
    const drawn = this.#modeling.createShape(shape, centre as never, parent as never) as unknown as Shape;
    for (const [attribute, value] of Object.entries(node.set)) writeAt(this.#writing, drawn, attribute, value);
    const lines = (texts: Readonly<Record<string, string>>) => Object.entries(texts).map(([target, source]) => ({ target, source: `= ${source}` }));
    if (Object.keys(node.inputs).length > 0) writeMappings(this.#writing, drawn, 'inputParameters', lines(node.inputs));
    if (Object.keys(node.outputs).length > 0) writeMappings(this.#writing, drawn, 'outputParameters', lines(node.outputs));
    return drawn;
  }

  /** What stands behind the flow moves right until the block has room. */
  #makeRoom({ source, target, parent }: Connection, width: number): void {
    const from = source.x + source.width;
    const missing = width + 2 * grid.gap - (target.x - from);
    if (missing <= 0 || target.x < from) return;
    this.#modeling.moveElements(behind(this.#registry, { parent, x: target.x }) as never, { x: missing, y: 0 } as never);
  }

  /** The height of the block's middle line: that of the source; below its other ways where it has some. */
  #line(source: Shape, flow: Connection | null): number {
    const middle = source.y + source.height / 2;
    const others = outOf(source).filter((each) => each !== flow).map(({ target }) => target.y + target.height);
    return flow !== null || others.length === 0 ? middle : Math.max(...others) + grid.row / 2 + 20;
  }

  #middle(block: Block, width: number, parent: Shape): { x: number; y: number } {
    const { x, y, width: seen, height } = this.#canvas.viewbox();
    const left = x + Math.max(0, (seen - width) / 2);
    const rows = block.nodes.map(({ row }) => row * grid.row);
    const above = grid.row / 2 - Math.min(...rows);
    const [top, bottom] = [y + height / 2 - above, y + height / 2 + Math.max(...rows) + grid.row / 2];
    const standing = (parent.children ?? []).flatMap((each) => (each.waypoints === undefined && each.x < left + width && each.x + each.width > left ? [each] : []));
    const covers = standing.some((each) => each.y < bottom && each.y + each.height > top);
    return { x: left, y: covers ? Math.max(...standing.map((each) => each.y + each.height)) + above : y + height / 2 };
  }

  /** An open sub-process or pool that is selected, else the plane that is shown. */
  #container(given: Shape | undefined): Shape {
    const holds = given !== undefined && (given.type === 'bpmn:Participant' || given.businessObject?.$instanceOf?.('bpmn:SubProcess') === true);
    return holds ? given : (this.#canvas.getRootElement() as unknown as Shape);
  }
}

const middleLeft = ({ x, y, height }: Shape): { x: number; y: number } => ({ x, y: y + height / 2 });

function onlyFlow(shape: Shape): Connection | null {
  const flows = outOf(shape);
  return flows.length === 1 && !shape.type.endsWith('Gateway') ? flows[0]! : null;
}

/** diagram-js module of the ready steps. */
export const drawBlockModule = { __init__: ['drawBlock'], drawBlock: ['type', DrawBlock] };
