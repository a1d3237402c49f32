import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type { DrawnNode } from '../outline/steps.ts';
import { readAt, type Moddle } from '../panel/address.ts';

interface Shape {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly parent?: Shape;
  readonly host?: Shape;
  readonly labelTarget?: unknown;
  readonly waypoints?: unknown;
  readonly outgoing?: readonly Shape[];
  readonly target?: Shape;
  readonly businessObject: Moddle;
}

/** All flow nodes of the drawing, with what the outline and the limits need. */
export function drawnNodes(registry: ElementRegistry): DrawnNode[] {
  const shapes = registry.filter((element) => isNode(element as unknown as Shape)) as unknown as Shape[];
  return shapes.map((shape) => ({
    id: shape.id,
    type: shape.type,
    name: readAt(shape.businessObject, 'bpmn:name'),
    parent: scopeOf(shape),
    attachedTo: shape.host?.id ?? null,
    outgoing: (shape.outgoing ?? []).filter((flow) => flow.type === 'bpmn:SequenceFlow').flatMap((flow) => flow.target?.id ?? []),
    x: shape.x,
    y: shape.y,
    gov: Object.fromEntries(['department', 'limitAmount', 'limitUnit', 'limitFrom', 'clock'].map((name) => [name, readAt(shape.businessObject, `gov:${name}`)])),
  }));
}

/** The process whose limits count: the only one, or the first participant's. */
export function mainProcess(registry: ElementRegistry): Moddle | null {
  const root = registry.find((element) => ['bpmn:Process', 'bpmn:Collaboration'].includes((element as unknown as Shape).type)) as unknown as Shape | undefined;
  if (root === undefined) return null;
  if (root.type === 'bpmn:Process') return root.businessObject;
  const pools = root.businessObject.get('participants') as Moddle[] | undefined;
  return (pools?.map((pool) => pool.get('processRef') as Moddle | undefined).find((process) => process !== undefined)) ?? null;
}

function isNode(shape: Shape): boolean {
  return shape.labelTarget === undefined && shape.waypoints === undefined && shape.businessObject?.$instanceOf?.('bpmn:FlowNode') === true;
}

function scopeOf(shape: Shape): string {
  const holder = shape.businessObject.$parent;
  return holder?.id ?? shape.parent?.id ?? '';
}
