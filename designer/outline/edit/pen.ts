import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import { readAt, type Moddle } from '../../panel/address.ts';
import { bind, type ContractRow } from '../../panel/contract.ts';
import { writeMappings, type Mapping, type MappingList } from '../../panel/mappings.ts';
import { writeAt } from '../../panel/write.ts';
import { bottom, isInside, middle, type Connection, type Point, type Shape } from './diagram.ts';

/** Services of bpmn-js that the edits draw with. */
export interface Services {
  readonly modeling: Modeling;
  readonly registry: ElementRegistry;
  readonly factory: BpmnFactory;
  readonly elements: ElementFactory;
  readonly events: EventBus;
  readonly space: SpaceTool;
  readonly copies: CopyPaste;
}

/** What is used of diagram-js' space tool. */
export interface SpaceTool {
  calculateAdjustments(elements: readonly unknown[], axis: 'x' | 'y', delta: number, start: number): { movingShapes: unknown[]; resizingShapes: unknown[] };
  makeSpace(moving: unknown[], resizing: unknown[], delta: Point, direction: string, start: number): void;
}

/** What is used of diagram-js' copying. */
export interface CopyPaste {
  duplicate(elements: readonly unknown[], at: { element: unknown; point: Point }): readonly unknown[] | undefined;
}

/** Thrown by a dry pen with the first thing it would draw: nothing was refused until then. */
export class WouldDraw extends Error {}

/** Draws with the commands of bpmn-js and remembers which gateways it has touched. A dry pen draws nothing: it finds out whether an edit is refused. */
export class Pen {
  readonly services: Services;
  readonly #dry: boolean;
  readonly #touched = new Set<string>();

  constructor(services: Services, dry = false) {
    this.services = services;
    this.#dry = dry;
  }

  shape(id: string): Shape {
    return this.#element(id) as Shape;
  }

  flow(id: string): Connection {
    return this.#element(id) as Connection;
  }

  /** Whether the element is still drawn. */
  drawn(id: string): boolean {
    return this.services.registry.get(id) !== undefined;
  }

  /** Makes a node with its middle at a point. */
  node(attributes: { readonly type: string; readonly event?: string; readonly width?: number; readonly height?: number; readonly more?: object }, centre: Point, parent: Shape, host?: Shape): Shape {
    this.#wet();
    const { type, event, more, ...size } = attributes;
    const made = this.services.elements.createShape({ type, ...size, ...more, ...(event === undefined ? {} : { eventDefinitionType: event }) } as never);
    const drawn = this.services.modeling.createShape(made, centre as never, (host ?? parent) as never, (host === undefined ? {} : { attach: true }) as never) as unknown as Shape;
    return drawn;
  }

  connect(source: Shape, target: Shape): Connection {
    this.#wet();
    this.#touch(source, target);
    return this.services.modeling.connect(source as never, target as never, { type: 'bpmn:SequenceFlow' } as never) as unknown as Connection;
  }

  /** Lets a flow lead to another node; it keeps its id, name and condition. */
  lead(flow: Connection, target: Shape): void {
    this.#wet();
    this.#touch(flow.target, target, flow.source);
    this.services.modeling.reconnectEnd(flow as never, target as never, middle(target) as never);
  }

  /** Lets a flow lead to another node; from gateway to gateway, where nothing is drawn between them, along a row of its own. */
  leadInRow(flow: Connection, target: Shape, y: number): void {
    this.lead(flow, target);
    const { source } = flow;
    if (source.type.endsWith('Gateway') && target.type.endsWith('Gateway') && Math.abs(middle(source).y - y) > 30) this.bend(flow, y);
  }

  remove(elements: readonly (Shape | Connection)[]): void {
    this.#wet();
    for (const each of elements) {
      if (isFlow(each)) this.#touch(each.source, each.target);
      else this.#touch(...into(each).map(({ source }) => source), ...outOf(each).map(({ target }) => target));
    }
    this.services.modeling.removeElements(elements as never);
  }

  move(elements: readonly Shape[], delta: Point): void {
    this.#wet();
    this.services.modeling.moveElements(elements as never, delta as never);
  }

  /** Moves into another scope. By way of a place where nothing is: dropped on a flow, bpmn-js would put a step into that one. */
  moveInto(elements: readonly Shape[], delta: Point, parent: Shape): void {
    this.#wet();
    const nowhere = 100_000;
    this.services.modeling.moveElements(elements as never, { x: delta.x, y: delta.y + nowhere } as never, parent as never, { autoResize: false } as never);
    this.services.modeling.moveElements(elements as never, { x: 0, y: -nowhere } as never);
  }

  /** Finds a new way for a flow after what it joins has moved. */
  layout(flow: Connection): void {
    this.#wet();
    this.services.modeling.layoutConnection(flow as never);
  }

  /** Leads a flow below what stands between its ends, along a line. */
  bend(flow: Connection, y: number): void {
    this.#wet();
    const [from, to] = [middle(flow.source), middle(flow.target)];
    const low = (shape: Shape): Point => ({ x: middle(shape).x, y: y > middle(shape).y ? bottom(shape) : shape.y });
    this.services.modeling.updateWaypoints(flow as never, [low(flow.source), { x: from.x, y }, { x: to.x, y }, low(flow.target)] as never);
  }

  /** What is written on a flow, for one that is drawn in its place. */
  read({ businessObject }: Connection): Readonly<Record<string, string>> {
    return Object.fromEntries(['bpmn:name', 'gov:nameEn', 'bpmn:conditionExpression'].map((attribute) => [attribute, readAt(businessObject, attribute)]));
  }

  write(element: Shape | Connection, values: Readonly<Record<string, string>>): void {
    this.#wet();
    const { modeling, factory } = this.services;
    for (const [attribute, value] of Object.entries(values)) if (readAt(element.businessObject, attribute) !== value) writeAt({ modeling, factory }, element, attribute, value);
  }

  /** Binds a field of the contract that a step keeps to. */
  bind(element: Shape, row: ContractRow, text: string): void {
    this.#wet();
    const { modeling, factory } = this.services;
    bind({ modeling, factory }, element, row, text);
  }

  /** Writes what goes into an element or comes out of it. */
  map(element: Shape, list: MappingList, lines: readonly Mapping[]): void {
    this.#wet();
    writeMappings(this.services, element, list, lines);
  }

  /** Sets a property that is no text: a default flow, loop characteristics. */
  set(element: Shape | Connection, properties: Readonly<Record<string, unknown>>): void {
    this.#wet();
    this.services.modeling.updateProperties(element as never, properties);
  }

  /** Sets properties of a part of an element. */
  setPart(element: Shape | Connection, part: Moddle, properties: Readonly<Record<string, unknown>>): void {
    this.#wet();
    this.services.modeling.updateModdleProperties(element as never, part as never, properties as never);
  }

  /**
   * Moves everything among `elements` that lies beyond a line, bends of flows included; what encloses something that moves
   * grows.
   */
  widen(elements: readonly (Shape | Connection)[], axis: 'x' | 'y', from: number, by: number): void {
    this.#wet();
    const { space, modeling } = this.services;
    // Between two pixels: nothing begins exactly on the line.
    const start = Math.round(from) - 0.5;
    const { movingShapes, resizingShapes } = space.calculateAdjustments(elements, axis, by, start) as { movingShapes: Shape[]; resizingShapes: Shape[] };
    const growing = resizingShapes.filter((shape) => !/SubProcess|Transaction/.test(shape.type) || movingShapes.some((each) => isInside(each, shape)));
    const still = (shape: Shape): boolean => !movingShapes.includes(shape) && !growing.includes(shape);
    const bent = elements.filter(isFlow).filter(({ source, target, waypoints }) => still(source) && still(target) && waypoints.slice(1, -1).some((point) => point[axis] > start));
    if (movingShapes.length + growing.length > 0) space.makeSpace(movingShapes, growing, { x: 0, y: 0, [axis]: by }, axis === 'x' ? 'e' : 's', start);
    for (const flow of bent) {
      const last = flow.waypoints.length - 1;
      modeling.updateWaypoints(flow as never, flow.waypoints.map((point, index) => ({ x: point.x, y: point.y, ...(index > 0 && index < last && point[axis] > start ? { [axis]: point[axis] + by } : {}) })) as never);
    }
  }

  /** Copies elements with their middle at a point. @returns the copy of each original. */
  copies(elements: readonly (Shape | Connection)[], point: Point): ReadonlyMap<string, Shape | Connection> {
    this.#wet();
    const { events, copies } = this.services;
    let found: Readonly<Record<string, Shape | Connection>> = {};
    const listen = (event: unknown): void => void (found = (event as { cache: Record<string, Shape | Connection> }).cache);
    events.on('copyPaste.pasteElement', listen);
    try {
      copies.duplicate(elements, { element: elements[0]!.parent, point });
    } finally {
      events.off('copyPaste.pasteElement', listen);
    }
    return new Map(Object.entries(found));
  }

  /** Gateways whose flows have changed, as far as they are still there. */
  touched(): readonly Shape[] {
    return [...this.#touched].filter((id) => this.drawn(id)).map((id) => this.shape(id));
  }

  #wet(): void {
    if (this.#dry) throw new WouldDraw();
  }

  #touch(...nodes: readonly (Shape | undefined)[]): void {
    for (const node of nodes) if (node?.type.endsWith('Gateway') === true) this.#touched.add(node.id);
  }

  #element(id: string): unknown {
    const element = this.services.registry.get(id);
    if (element === undefined) throw new Error(`Expected a drawn element, but there is none with the id ${id}`);
    return element;
  }
}

export const isFlow = (element: Shape | Connection): element is Connection => element.waypoints !== undefined;

/** Sequence flows that lead to a node. */
export const into = (shape: Shape): readonly Connection[] => shape.incoming.filter(({ type }) => type === 'bpmn:SequenceFlow');

/** Sequence flows that leave a node. */
export const outOf = (shape: Shape): readonly Connection[] => shape.outgoing.filter(({ type }) => type === 'bpmn:SequenceFlow');
